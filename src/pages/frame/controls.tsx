/** The controls that decide what the figures are of: as-of, cohorts, window, basis, breakdown. */
import { useState } from 'react';
import { useDataSet, type DataSetState } from '../../app/data-set.ts';
import { navigate, useView } from '../../app/view.ts';
import { dayOf, endOfDay } from '../../app/zoned-day.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { DateField } from '../../components/ui/date-field.tsx';
import { ControlSelect, PopoverButton } from '../../components/ui/popover-button.tsx';
import { Segmented } from '../../components/ui/segmented.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import { breakdownColumns } from './offered-columns.ts';
import { FRAME_WORDS } from './words.ts';

/** Windows that are offered, days. */
const WINDOWS = [14, 30, 60, 90, 180, 365];
const LONGEST_WINDOW = 3650;

/** Seconds since 1970 of the latest instant in the data; null while nothing is known. */
function latestInstant(data: DataSetState): number | null {
  if (data.summary !== null) return data.summary.defaultAsOf;
  return data.snapshot === null ? null : Math.floor(Date.parse(data.snapshot.document.asOf) / 1000);
}

function AsOfControl() {
  const words = useWords(FRAME_WORDS);
  const format = useFormat();
  const data = useDataSet();
  const { asOf } = useView();
  const latest = latestInstant(data);
  const shown = asOf ?? latest;
  const zone = format.timeZone;
  const first = data.summary?.firstCreatedAt ?? null;
  return (
    <PopoverButton
      label={words.asOf}
      value={format.day(shown)}
      isSet={asOf !== null && asOf !== latest}
      disabled={data.summary === null}
    >
      {(_open, close) => (
        <div className="frame-panel">
          <DateField
            label={words.asOfDay}
            value={shown === null ? null : dayOf(shown, zone)}
            min={first === null ? null : dayOf(first, zone)}
            onChange={(day) => {
              const end = day === null ? null : endOfDay(day, zone);
              const isLatest = end !== null && latest !== null && day === dayOf(latest, zone);
              navigate({ asOf: isLatest ? null : end });
            }}
          />
          <p className="quiet">
            {words.asOfTitle(format.instant(shown), zone)}. {words.asOfHelp}
          </p>
          <Button
            disabled={asOf === null}
            onClick={() => {
              navigate({ asOf: null });
              close();
            }}
          >
            {words.asOfLatest(format.day(latest))}
          </Button>
        </div>
      )}
    </PopoverButton>
  );
}

function CohortControl() {
  const words = useWords(FRAME_WORDS);
  const format = useFormat();
  const { summary } = useDataSet();
  const { cohortRange, cohortUnit, cohortBy } = useView();
  const [reversed, setReversed] = useState(false);
  const { from, to } = cohortRange;
  const set = (range: { from: string | null; to: string | null }) => {
    const wrong = range.from !== null && range.to !== null && range.from > range.to;
    setReversed(wrong);
    if (!wrong) navigate({ cohortRange: range });
  };
  const range =
    from === null
      ? to === null
        ? words.createdAll
        : words.createdTo(format.calendarDay(to))
      : to === null
        ? words.createdFrom(format.calendarDay(from))
        : words.createdRange(format.calendarDay(from), format.calendarDay(to));
  const edge = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? null : dayOf(seconds, format.timeZone);
  return (
    <PopoverButton
      label={words.created}
      value={`${range}, ${words.unitShort[cohortUnit]}`}
      isSet={from !== null || to !== null}
    >
      {() => (
        <div className="frame-panel">
          <div className="frame-pair">
            <DateField
              label={words.from}
              value={from}
              max={edge(summary?.lastCreatedAt)}
              onChange={(day) => set({ from: day, to })}
            />
            <DateField
              label={words.to}
              value={to}
              min={edge(summary?.firstCreatedAt)}
              onChange={(day) => set({ from, to: day })}
            />
          </div>
          {reversed ? (
            <p className="frame-wrong" role="alert">
              {words.rangeReversed}
            </p>
          ) : null}
          <Button disabled={from === null && to === null} onClick={() => set({ from: null, to: null })}>
            {words.allLeads}
          </Button>
          <Segmented
            label={words.cohorts}
            value={cohortUnit}
            options={(['month', 'week', 'quarter'] as const).map((unit) => ({
              value: unit,
              label: words.unit[unit],
            }))}
            onChange={(unit) => navigate({ cohortUnit: unit })}
          />
          <Segmented
            label={words.groupedBy}
            value={cohortBy}
            options={(['created', 'entry'] as const).map((by) => ({ value: by, label: words.cohortBy[by] }))}
            onChange={(by) => navigate({ cohortBy: by })}
          />
          <p className="quiet">{words.cohortByHelp[cohortBy]}</p>
        </div>
      )}
    </PopoverButton>
  );
}

function WindowControl() {
  const words = useWords(FRAME_WORDS);
  const format = useFormat();
  const { windowDays } = useView();
  return (
    <PopoverButton
      label={words.window}
      value={windowDays === null ? words.windowNone : words.windowDays(windowDays, format.count(windowDays))}
      isSet={windowDays !== null}
    >
      {(_open, close) => (
        <div className="frame-panel">
          <div className="frame-choices">
            {[null, ...WINDOWS].map((days) => (
              <Button
                key={days}
                kind={days === windowDays ? 'plain' : 'quiet'}
                aria-pressed={days === windowDays}
                onClick={() => {
                  navigate({ windowDays: days });
                  close();
                }}
              >
                {days === null ? words.windowNone : words.windowDays(days, format.count(days))}
              </Button>
            ))}
          </div>
          <label className="ui-field">
            <span className="ui-field-label">{words.windowOther}</span>
            <input
              key={windowDays}
              className="ui-input num frame-days"
              type="number"
              inputMode="numeric"
              min={1}
              max={LONGEST_WINDOW}
              step={1}
              defaultValue={windowDays ?? ''}
              onBlur={(event) => {
                const { valueAsNumber, validity } = event.target;
                if (validity.valid && Number.isInteger(valueAsNumber))
                  navigate({ windowDays: valueAsNumber });
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter') close();
              }}
            />
          </label>
          <p className="quiet">{words.windowHelp}</p>
        </div>
      )}
    </PopoverButton>
  );
}

function BasisControl() {
  const words = useWords(FRAME_WORDS);
  const vocabulary = useVocabulary();
  const { basis } = useView();
  return (
    <ControlSelect
      label={words.basis}
      value={basis}
      options={(['model', 'recorded'] as const).map((value) => ({ value, label: vocabulary.basis[value] }))}
      onChange={(value) => navigate({ basis: value })}
    />
  );
}

function BreakdownControl() {
  const words = useWords(FRAME_WORDS);
  const vocabulary = useVocabulary();
  const { summary } = useDataSet();
  const { breakdown } = useView();
  const columns = summary === null ? [] : breakdownColumns(summary);
  const criteria = new Set(summary?.model.fit.flatMap((rule) => rule.criterion ?? []) ?? []);
  const computed = [
    '@route',
    '@stage',
    '@fitGrade',
    '@trigger',
    '@personaYes',
    ...[...criteria].map((c) => `@persona:${c}`),
  ];
  const options = [
    { value: '', label: words.breakdownNone },
    ...columns.map((column) => ({
      value: column.name,
      label: vocabulary.column(column.name),
      group: words.columnsOfLeads,
    })),
    ...computed.map((name) => ({
      value: name,
      label: vocabulary.column(name),
      group: words.columnsComputed,
    })),
  ];
  if (breakdown !== null && !options.some((option) => option.value === breakdown)) {
    options.push({ value: breakdown, label: vocabulary.column(breakdown), group: words.columnsOfLeads });
  }
  return (
    <ControlSelect
      label={words.breakdown}
      value={breakdown ?? ''}
      options={options}
      onChange={(column) => navigate({ breakdown: column === '' ? null : column })}
    />
  );
}

/** All controls but the filter, in reading order. */
export function ViewControls() {
  return (
    <>
      <AsOfControl />
      <CohortControl />
      <WindowControl />
      <BasisControl />
      <BreakdownControl />
    </>
  );
}

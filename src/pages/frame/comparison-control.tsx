/** What the view is held against: chosen in the header, said in a line of words. */
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { viewsOf } from '../../app/comparison.ts';
import { dataSetStore, useDataSet } from '../../app/data-set.ts';
import { savedStore, useSaved } from '../../app/saved-state.ts';
import { modelWithThresholds, useThresholds } from '../../app/thresholds.ts';
import { navigate, useView, viewStore } from '../../app/view.ts';
import { viewRequest, type ViewComparison } from '../../app/view-parts.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { DateField } from '../../components/ui/date-field.tsx';
import { Icon } from '../../components/ui/icon.tsx';
import { PopoverButton } from '../../components/ui/popover-button.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { COMPARISON_WORDS } from './comparison-words.ts';

type Words = (typeof COMPARISON_WORDS)['en'];

/** Kinds that a press chooses; the others need days or a name. */
const PLAIN = ['previousPeriod', 'lastYear', 'rest', 'otherBasis', 'ownModel'] as const;

/** The question that a comparison would make of the view at hand; null while no data are there. */
function questionOf(comparison: ViewComparison) {
  const { summary } = dataSetStore().get();
  if (summary === null) return null;
  const { view } = viewStore.get();
  const { exclusions, models } = savedStore.get();
  return {
    comparison,
    request: viewRequest(view, { sections: [] }, exclusions),
    model: modelWithThresholds(summary.model, view.basis === 'model' ? view.thresholds : null),
    summary,
    models,
    exclusions: view.exclude ? exclusions : [],
  };
}

/**
 * Chooses a comparison. Periods need one of the view's own: where it has none, its last full one is chosen with it, in
 * the same step.
 */
async function choose(comparison: ViewComparison): Promise<void> {
  const { cohortRange } = viewStore.get().view;
  const question = questionOf(comparison);
  const isPeriod = comparison.with === 'previousPeriod' || comparison.with === 'lastYear';
  if (question !== null && isPeriod && cohortRange.from === null && cohortRange.to === null) {
    const views = await viewsOf(question);
    if (!('problem' in views) && views.periods !== null) {
      navigate({ comparison, cohortRange: views.periods.ours });
      return;
    }
  }
  navigate({ comparison });
}

function kindText(comparison: ViewComparison, words: Words): string {
  return comparison.with === 'model' ? comparison.name : words.kinds[comparison.with];
}

function Choice(props: {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <label className="frame-check">
      <input type="radio" name={props.name} checked={props.checked} onChange={props.onChoose} />
      <span>
        {props.label}
        {props.help === undefined ? null : <span className="quiet frame-exclusion">{props.help}</span>}
      </span>
    </label>
  );
}

function OtherDays() {
  const words = useWords(COMPARISON_WORDS);
  const { comparison } = useView();
  const known = comparison?.with === 'range' ? comparison : null;
  const [from, setFrom] = useState(known?.from ?? null);
  const [to, setTo] = useState(known?.to ?? null);
  return (
    <form
      className="frame-text"
      onSubmit={(event) => {
        event.preventDefault();
        if (from !== null && to !== null && from <= to) void choose({ with: 'range', from, to });
      }}
    >
      <div className="frame-pair">
        <DateField label={words.from} value={from} max={to} onChange={setFrom} />
        <DateField label={words.to} value={to} min={from} onChange={setTo} />
      </div>
      <button
        type="submit"
        className="ui-button ui-button-plain"
        disabled={from === null || to === null || from > to}
      >
        {words.apply}
      </button>
    </form>
  );
}

/** Keeps the model with the thresholds at hand, to hold later figures against. */
function KeepBaseline() {
  const words = useWords(COMPARISON_WORDS);
  const { summary } = useDataSet();
  const { models } = useSaved();
  const changes = useThresholds((state) => state.committedChanges);
  const [typed, setTyped] = useState('');
  if (summary === null) return null;
  const name = typed.trim();
  return (
    <details className="frame-keep">
      <summary>{words.keepBaseline}</summary>
      <TextField label={words.baselineName} value={typed} onChange={setTyped} />
      <Button
        disabled={name === ''}
        onClick={() => {
          const model = { ...modelWithThresholds(summary.model, changes), name };
          const others = models.filter((one) => one.name !== name);
          savedStore.set({ models: [...others, { name, modelText: JSON.stringify(model) }] });
          setTyped('');
        }}
      >
        {words.keep}
      </Button>
    </details>
  );
}

/** Chooses what the view is held against. */
export function ComparisonControl() {
  const words = useWords(COMPARISON_WORDS);
  const { summary } = useDataSet();
  const { comparison } = useView();
  const { models } = useSaved();
  const [days, setDays] = useState(comparison?.with === 'range');
  const name = useId();
  const is = (kind: ViewComparison['with']): boolean => comparison?.with === kind && !days;
  return (
    <PopoverButton
      label={words.compare}
      value={comparison === null ? words.none : kindText(comparison, words)}
      isSet={comparison !== null}
      disabled={summary === null}
    >
      {() => (
        <div className="frame-panel">
          <fieldset className="frame-saved">
            <legend className="visually-hidden">{words.compare}</legend>
            <Choice
              name={name}
              label={words.stop}
              checked={comparison === null && !days}
              onChoose={() => {
                setDays(false);
                navigate({ comparison: null });
              }}
            />
            {PLAIN.map((kind) => (
              <Choice
                key={kind}
                name={name}
                label={words.kinds[kind]}
                help={words.help[kind]}
                checked={is(kind)}
                onChoose={() => {
                  setDays(false);
                  void choose({ with: kind });
                }}
              />
            ))}
            {models.map((model) => (
              <Choice
                key={model.name}
                name={name}
                label={model.name}
                help={words.help.model}
                checked={comparison?.with === 'model' && comparison.name === model.name && !days}
                onChoose={() => {
                  setDays(false);
                  void choose({ with: 'model', name: model.name });
                }}
              />
            ))}
            <Choice
              name={name}
              label={words.kinds.range}
              help={words.help.range}
              checked={days}
              onChoose={() => setDays(true)}
            />
          </fieldset>
          {days ? <OtherDays /> : null}
          <KeepBaseline />
        </div>
      )}
    </PopoverButton>
  );
}

/** What the view is held against, in words, with a way to end it; or why it is held against nothing. */
export function ComparisonLine() {
  const words = useWords(COMPARISON_WORDS);
  const format = useFormat();
  const view = useView();
  const { dataKey, summary } = useDataSet();
  const { exclusions, models } = useSaved();
  const { comparison } = view;
  const found = useQuery({
    queryKey: ['comparedViews', dataKey, comparison, view, exclusions, models],
    queryFn: async () => {
      const question = comparison === null ? null : questionOf(comparison);
      return question === null ? null : await viewsOf(question);
    },
    enabled: comparison !== null && summary !== null,
  });
  if (comparison === null || found.data == null) return null;
  const views = found.data;
  const range = ({ from, to }: { readonly from: string; readonly to: string }): string =>
    `${format.calendarDay(from)} – ${format.calendarDay(to)}`;
  const what = kindText(comparison, words);
  const isProblem = 'problem' in views;
  const sentences = isProblem
    ? [words.nothing(words.problem[views.problem])]
    : [
        views.periods === null
          ? words.withOther(what)
          : (views.equalTime ? words.withPeriod : words.withLater)(
              range(views.periods.ours),
              range(views.periods.theirs),
            ),
        ...(views.leads === 'same' ? [words.definition] : []),
        ...(views.leads === 'overlapping' ? [words.overlapping] : []),
      ];
  return (
    <p className="frame-compared" role={isProblem ? 'alert' : undefined}>
      <span>{sentences.join(' ')}</span>
      <button type="button" aria-label={words.stop} onClick={() => navigate({ comparison: null })}>
        <Icon name="close" />
      </button>
    </p>
  );
}

/** The minimums under the hand, docked at the lower edge: the whole page above follows. */
import { useEffect, useState } from 'react';
import {
  cancelThresholds,
  commitThresholds,
  dragThreshold,
  expectThreshold,
  resetThresholds,
  setThreshold,
  useThresholds,
} from '../../app/thresholds.ts';
import { navigate, type ThresholdName } from '../../app/view.ts';
import { findStep } from '../../charts/common/steps.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { NumberField } from '../../components/ui/number-field.tsx';
import { Slider } from '../../components/ui/slider.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import type { FunnelSection, MetricsDocument } from '../../model/metrics-document.ts';
import type { Stage, StepName } from '../../model/stages.ts';
import { minimumDoubt, SHOWN_THRESHOLDS, sliderEnds, useScoreRange } from './score-range.ts';
import { FUNNEL_PAGE_WORDS } from './words.ts';
import './threshold-dock.css';

/** Sliders with number fields, what they change, and the way back. */
export function ThresholdDock(props: {
  readonly document: MetricsDocument | null;
  readonly baseline: MetricsDocument | null;
  readonly basis: 'model' | 'recorded';
}) {
  const own = useWords(FUNNEL_PAGE_WORDS);
  const known = useThresholds(({ live }) => live !== null);
  const changed = useThresholds((state) => state.changed);
  const dragging = useThresholds((state) => state.dragging);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!dragging) return undefined;
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') cancelThresholds();
    };
    document.addEventListener('keydown', escape);
    return () => document.removeEventListener('keydown', escape);
  }, [dragging]);
  if (props.basis === 'recorded') {
    return (
      <aside className="dock no-print" aria-label={own.thresholds}>
        <p className="dock-words">{own.recorded}</p>
        <Button onClick={() => navigate({ basis: 'model' })}>{own.useModel}</Button>
      </aside>
    );
  }
  return (
    <aside className="dock no-print" aria-label={own.thresholds} data-open={open}>
      <Button
        kind="quiet"
        className="dock-fold"
        aria-expanded={open}
        aria-controls="dock-sliders"
        onClick={() => setOpen(!open)}
      >
        {open ? own.hide : own.show}
      </Button>
      <div id="dock-sliders" className="dock-sliders">
        {SHOWN_THRESHOLDS.map((name) => (
          <Threshold key={name} name={name} />
        ))}
      </div>
      <div className="dock-effect">
        {!known ? (
          <p className="dock-words">{own.waiting}</p>
        ) : (
          <Effect document={props.document} baseline={changed ? props.baseline : null} />
        )}
        <Button className="dock-reset" disabled={!changed} onClick={resetThresholds}>
          {own.reset}
        </Button>
        {known ? <DockHint funnel={props.document?.funnel} changed={changed} /> : null}
      </div>
    </aside>
  );
}

/** One line, which is always there: a doubt that comes up during a drag must not move the slider. */
function DockHint(props: { readonly funnel: FunnelSection | undefined; readonly changed: boolean }) {
  const own = useWords(FUNNEL_PAGE_WORDS);
  const { funnel } = props;
  const doubt = useThresholds(({ live }) => (live === null ? null : minimumDoubt(live, funnel)));
  return (
    <p className="dock-words dock-hint" data-doubt={doubt !== null} aria-live="polite">
      {doubt !== null ? own[doubt] : props.changed ? '' : own.hint}
    </p>
  );
}

function Threshold(props: { readonly name: ThresholdName }) {
  const { name } = props;
  const words = useWords(FUNNEL_PAGE_WORDS);
  const format = useFormat();
  const known = useThresholds(({ live }) => live !== null);
  const value = useThresholds(({ live }) => live?.[name] ?? null);
  const model = useThresholds(({ own }) => own?.[name] ?? null);
  const range = useScoreRange();
  const label = words.threshold[name];
  const points = (score: number) => words.pointsOf(format.score(score));
  if (value === null || model === null) {
    return (
      <div className="dock-threshold" title={known ? words.offMeaning : words.waiting}>
        <Slider
          label={label}
          value={0}
          min={0}
          max={1}
          step={1}
          onDrag={() => undefined}
          onRelease={() => undefined}
          format={() => (known ? words.off : format.score(null))}
          disabled
        />
        {known ? <p className="dock-off">{words.offMeaning}</p> : null}
      </div>
    );
  }
  const { min, max, fieldMax } = sliderEnds(name, model, value, range);
  return (
    <div className="dock-threshold" title={words.thresholdMeaning[name]}>
      <Slider
        label={label}
        value={value}
        min={min}
        max={max}
        step={1}
        onAhead={(next) => expectThreshold(name, next)}
        onDrag={(next) => dragThreshold(name, next)}
        onRelease={(next) => {
          dragThreshold(name, next);
          commitThresholds();
        }}
        format={points}
        mark={{ value: model, label: words.ownMark(points(model)) }}
      />
      <NumberField
        label={words.exactly(label)}
        hideLabel
        value={value}
        min={min}
        max={fieldMax}
        onChange={(next) => setThreshold(name, next)}
      />
    </div>
  );
}

const COUNTS: readonly Stage[] = ['mql', 'sql'];
const RATES = [
  ['lead', 'mql'],
  ['mql', 'sql'],
] as const satisfies readonly (readonly [Stage, Stage])[];

/** What the minimums make of the past: exact figures, and the change against the model as it is. */
function Effect(props: {
  readonly document: MetricsDocument | null;
  readonly baseline: MetricsDocument | null;
}) {
  const words = useWords(FUNNEL_PAGE_WORDS);
  const names = useVocabulary();
  const format = useFormat();
  const funnel = props.document?.funnel;
  const before = props.baseline?.funnel;
  if (funnel === undefined) return null;
  return (
    <dl className="dock-figures num">
      {COUNTS.map((stage) => (
        <div key={stage}>
          <dt>{names.stages[stage]}</dt>
          <dd>
            {format.count(funnel.entered[stage])}
            <span className="dock-change" title={words.against}>
              {before === undefined ? '' : format.change(funnel.entered[stage] - before.entered[stage])}
            </span>
          </dd>
        </div>
      ))}
      {RATES.map(([from, to]) => {
        const rate = findStep(funnel.steps, from, to)?.rate ?? null;
        const was = before === undefined ? null : (findStep(before.steps, from, to)?.rate ?? null);
        return (
          <div key={`${from}-${to}`}>
            <dt>{names.step(`${from}→${to}` as StepName)}</dt>
            <dd>
              {format.rate(rate)}
              <span className="dock-change" title={words.against}>
                {rate === null || was === null ? '' : format.percentagePoints(rate - was)}
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Share of a stage's leads that moved on, by day since the entry; the disqualified beside them. */
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceDot,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
  type TooltipContentProps,
} from 'recharts';
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Explanation } from '../../components/ui/explained.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import type { IncidenceCurve } from '../../model/metrics-document.ts';
import { dayTicks } from '../common/axis.ts';
import { incidencePanel, type IncidenceDay } from './layout.ts';
import { INCIDENCE_WORDS, type IncidenceWords } from './words.ts';
import './incidence-chart.css';

/** What an `IncidenceChart` takes. */
export interface IncidenceChartProps {
  readonly curve: IncidenceCurve;
  /** of the other side of a comparison, drawn as grey outline; null = none */
  readonly other: IncidenceCurve | null;
  /** end of the axis, days; the same for all stages of a page */
  readonly end: number;
  /** days after which half have moved on, counting the open ones; null = not reached */
  readonly medianDays: number | null;
}

/** Room beside the plot, px: the numbers below it stand on the same axis. */
const ROOM = { left: 46, right: 18 };

/** The curve with the numbers at risk under its axis. */
export function IncidenceChart(props: IncidenceChartProps) {
  const words = useWords(INCIDENCE_WORDS);
  const format = useFormat();
  const names = useVocabulary();
  const { curve, other, end, medianDays } = props;
  const panel = incidencePanel(curve, end, other);
  const { last } = panel;
  const close = last !== null && Math.abs(last.advanced - last.lost) < 0.14;
  const above = last === null || last.advanced >= last.lost;
  return (
    <div className="incidence" data-stage={curve.stage}>
      <ComposedChart
        responsive
        className="incidence-plot"
        data={[...panel.days]}
        margin={{ top: 8, right: ROOM.right, bottom: 0, left: 0 }}
        aria-label={words.chart(names.stages[curve.stage])}
      >
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis
          dataKey="day"
          type="number"
          domain={[0, end]}
          ticks={[...dayTicks(end)]}
          tickFormatter={(day: number) => format.count(day)}
          interval={0}
          height={20}
          stroke="var(--line-strong)"
          tick={{ fill: 'var(--ink-3)', fontSize: 11 }}
          tickLine={false}
        />
        <YAxis
          domain={[0, 1]}
          ticks={[0, 0.25, 0.5, 0.75, 1]}
          tickFormatter={(share: number) => format.share(share)}
          width={ROOM.left}
          axisLine={false}
          tickLine={false}
          tick={{ fill: 'var(--ink-3)', fontSize: 11 }}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--ink-3)' }}
          content={<DayTip words={words} format={format} />}
        />
        <Area
          dataKey="band"
          type="stepAfter"
          stroke="none"
          fill="color-mix(in oklab, currentColor var(--band), transparent)"
          activeDot={false}
          isAnimationActive={false}
        />
        <ReferenceLine y={0.5} stroke="var(--ink-3)" strokeDasharray="4 3" />
        {other === null ? null : (
          <Line
            dataKey="other"
            type="stepAfter"
            stroke="var(--baseline)"
            strokeWidth={1.5}
            dot={false}
            isAnimationActive={false}
          />
        )}
        <Line
          dataKey="lost"
          type="stepAfter"
          stroke="var(--lost)"
          strokeWidth={1.25}
          dot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="advanced"
          type="stepAfter"
          stroke="currentColor"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
        {medianDays === null || medianDays > end ? null : (
          <ReferenceDot
            x={medianDays}
            y={0.5}
            r={4}
            fill="var(--surface-0)"
            stroke="currentColor"
            strokeWidth={2}
            label={
              <Mark
                text={words.half(format.days(medianDays))}
                dx={medianDays > end * 0.6 ? -8 : 8}
                dy={16}
                anchor={medianDays > end * 0.6 ? 'end' : 'start'}
              />
            }
          />
        )}
        {last === null ? null : (
          <ReferenceDot
            x={last.day}
            y={last.advanced}
            r={0}
            label={<Mark text={words.movedOn} dx={0} dy={above || !close ? -7 : 15} anchor="end" strong />}
          />
        )}
        {last === null || last.lost === 0 ? null : (
          <ReferenceDot
            x={last.day}
            y={last.lost}
            r={0}
            label={<Mark text={words.lost} dx={0} dy={above && close ? 15 : -7} anchor="end" tone="lost" />}
          />
        )}
      </ComposedChart>
      <p className="incidence-axis">{words.axis}</p>
      <div className="incidence-risk num" title={words.atRiskMeaning}>
        <span className="incidence-risk-name">{words.atRisk}</span>
        <span className="incidence-risk-row">
          {panel.atRisk.map(({ day, stays }) => (
            <span key={day} style={{ insetInlineStart: `${(day / end) * 100}%` }}>
              {format.count(stays)}
            </span>
          ))}
        </span>
      </div>
    </div>
  );
}

/** A word beside a point; Recharts gives the box of the point. */
function Mark(props: {
  readonly text: string;
  readonly dx: number;
  readonly dy: number;
  readonly anchor: 'start' | 'end';
  readonly strong?: boolean;
  readonly tone?: 'lost';
  readonly viewBox?: {
    readonly x?: number;
    readonly y?: number;
    readonly width?: number;
    readonly height?: number;
  };
}) {
  const { x = 0, y = 0, width = 0, height = 0 } = props.viewBox ?? {};
  return (
    <text
      className="incidence-mark"
      data-tone={props.tone ?? (props.strong === true ? 'strong' : 'plain')}
      x={x + width / 2 + props.dx}
      y={y + height / 2 + props.dy}
      textAnchor={props.anchor}
    >
      {props.text}
    </text>
  );
}

/** What Recharts hands to its tooltip, of which this one reads the day. */
function DayTip(
  props: Partial<TooltipContentProps> & { readonly words: IncidenceWords; readonly format: Format },
) {
  const { words, format } = props;
  const row = props.payload?.[0]?.payload as IncidenceDay | undefined;
  if (props.active !== true || row === undefined) return null;
  return (
    <div className="ui-explained-popover incidence-tip">
      <Explanation
        title={words.day(row.day)}
        facts={[
          { label: words.movedOn, value: format.rate(row.advanced) },
          { label: words.interval, value: format.interval(row.band?.[0] ?? null, row.band?.[1] ?? null) },
          { label: words.lost, value: format.rate(row.lost) },
        ]}
      />
    </div>
  );
}

/** The bar of one stage with the flows that join it. */
import { useId } from 'react';
import { LeadsLink } from '../../components/leads-link.tsx';
import { Explained, type Fact } from '../../components/ui/explained.tsx';
import type { Mark } from '../../model/mark.ts';
import type { Basis } from '../../model/stages.ts';
import { Pattern } from '../common/patterns.tsx';
import type { FunnelRow, Ribbon } from './layout.ts';
import { percent, type Words } from './parts.ts';

/** The bar of a row on the common baseline, in parts by how its leads came; explains itself. */
export function Bars(props: {
  readonly row: FunnelRow;
  readonly ribbon: Ribbon | null;
  readonly skipsExact: boolean;
  readonly words: Words;
  readonly basis: Basis;
}) {
  const { row, ribbon, words, basis } = props;
  const { names, own, format, shared } = words;
  const joined = row.parts.flatMap((part) => (part.kind === 'through' ? [] : [{ ...part, kind: part.kind }]));
  const above = row.step?.from ?? 'lead';
  const facts: Fact[] = [
    ...row.parts.map((part) => ({
      label: {
        through: own.through(names.stage[above]),
        direct: basis === 'recorded' ? own.noMqlDate : names.route.direct,
        unknown: names.route.unknown,
        past: own.skipped(shared.one[above]),
      }[part.kind],
      value: format.count(part.leads),
    })),
    ...(row.baseline === null ? [] : [{ label: shared.baseline, value: format.count(row.baseline.entered) }]),
  ];
  const past = row.stage === 'opportunity' && !props.skipsExact ? own.pastAtLeast : own.past;
  const last = row.parts.at(-1);
  const bar = own.bar(names.stages[row.stage], format.count(row.entered));
  return (
    <div className="funnel-bars" data-joined={joined.length > 0}>
      <div className="funnel-scale">
        {ribbon === null ? null : <RibbonFlow ribbon={ribbon} />}
        {last === undefined || last.kind === 'through' || last.kind === 'unknown' ? null : (
          <Stub kind={last.kind} start={last.start} end={last.end} />
        )}
        <Explained
          label={bar}
          title={bar}
          facts={row.step === null && row.baseline === null ? [] : facts}
          definition={names.stageMeaning[row.stage]}
          mark={{ figure: { of: 'entered', stage: row.stage } }}
        >
          <Bar row={row} />
        </Explained>
        {joined.length === 0 ? null : (
          <ul className="funnel-joined" style={{ insetInlineStart: percent(row.end) }}>
            {joined.map((part) => (
              <li key={part.kind} data-kind={part.kind} className="num">
                <LeadsLink mark={joinedMark(part.kind)}>
                  {part.kind === 'direct' ? own.direct[basis](format.count(part.leads), part.leads) : null}
                  {part.kind === 'unknown' ? own.unknown(format.count(part.leads)) : null}
                  {part.kind === 'past' ? past(format.count(part.leads), shared.one[above]) : null}
                </LeadsLink>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

/** Leads that joined: those of a route are a mark, those that skipped the row above are a difference of others. */
function joinedMark(kind: 'direct' | 'unknown' | 'past'): Mark | null {
  return kind === 'past' ? null : { figure: { of: 'route', route: kind } };
}

function Bar(props: { readonly row: FunnelRow }) {
  const { row } = props;
  const id = useId();
  return (
    <svg className="funnel-bar" aria-hidden="true">
      <defs>
        <Pattern id={id} name="past" />
      </defs>
      {row.parts.map((part) => (
        <rect
          key={part.kind}
          className="funnel-part"
          data-kind={part.kind}
          x={percent(part.start)}
          width={percent(part.end - part.start)}
          y="3"
          {...(part.kind === 'past' || part.kind === 'unknown' ? { fill: `url(#${id})` } : {})}
        />
      ))}
      {row.baseline === null ? null : (
        <rect className="funnel-outline" x="0" y="1" width={percent(row.baseline.end)} />
      )}
    </svg>
  );
}

/** The flow of direct requests from the lead bar past the rows between; only where rows have a fixed height. */
function RibbonFlow(props: { readonly ribbon: Ribbon }) {
  const { from, to } = props.ribbon;
  const [a, b, c, d] = [from.start, from.end, to.start, to.end].map((share) => (share * 100).toFixed(2));
  return (
    <svg className="funnel-ribbon" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <path d={`M${a} 0V58C${a} 82 ${c} 74 ${c} 100H${d}C${d} 74 ${b} 82 ${b} 58V0Z`} />
    </svg>
  );
}

/** A flow that joins from outside the row above: short, since its way lies past rows that it never was in. */
function Stub(props: { readonly kind: 'direct' | 'past'; readonly start: number; readonly end: number }) {
  const [a, b] = [props.start * 100, props.end * 100];
  const lean = 2.5;
  const path = `M${a} 100C${a} 45 ${a + lean} 55 ${a + lean} 0H${b + lean}C${b + lean} 55 ${b} 45 ${b} 100Z`;
  return (
    <svg
      className="funnel-stub"
      data-kind={props.kind}
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}

/** What happened to one lead, as a picture and as its list. */
import { useEffect, useState, type ReactNode } from 'react';
import type { LeadEvent, LeadStory } from '../../app/leads.ts';
import { useDataSet } from '../../app/data-set.ts';
import { useView } from '../../app/view.ts';
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import type { CurrentStage } from '../../model/stages.ts';
import { ActivityMark, BasisMark } from './basis-mark.tsx';
import { columnName } from './lead-columns.ts';
import { timelineLayout, type TimelineEntry } from './timeline-layout.ts';
import { LEADS_WORDS, type LeadsWords } from './words.ts';

/** Events that are listed at first. */
const SHOWN = 50;
const LINE = 16;
const LANE = 26;
const AXIS = 22;
const RADIUS = 3.5;

/** The section. */
export function LeadTimeline(props: { readonly story: LeadStory }) {
  const words = useWords(LEADS_WORDS);
  const format = useFormat();
  const { events, eventsLeftOut } = props.story;
  const hasHappened = events.some(({ kind }) => kind !== 'created');
  return (
    <section className="lead-timeline" aria-labelledby="lead-timeline">
      <h2 id="lead-timeline" className="ui-figure-title">
        {words.timeline}
      </h2>
      <p className="ui-figure-definition">{hasHappened ? words.timelineDefinition : words.noEvents}</p>
      {hasHappened ? <Picture events={events} /> : null}
      {eventsLeftOut === 0 ? null : (
        <p className="quiet">{words.leftOut(eventsLeftOut, format.count(eventsLeftOut))}</p>
      )}
      <Events events={events} />
    </section>
  );
}

/** The width that an element has, px; null until it is known. */
function useWidth(): [number | null, (element: HTMLElement | null) => void] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [width, setWidth] = useState<number | null>(null);
  useEffect(() => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [width, setElement];
}

function Picture(props: { readonly events: readonly LeadEvent[] }) {
  const words = useWords(LEADS_WORDS);
  const vocabulary = useVocabulary();
  const format = useFormat();
  const { asOf } = useView();
  const { summary } = useDataSet();
  const [width, setBox] = useWidth();
  const { events } = props;
  const activities = events.filter((event) => event.kind === 'activity');
  const counted = activities.filter((event) => event.counted).length;
  const entries = events.filter(({ kind }) => kind === 'entry' || kind === 'disqualified').length;
  return (
    <div ref={setBox} className="lead-picture">
      <p className="visually-hidden">
        {words.picture(format.count(activities.length), format.count(counted), format.count(entries))}
      </p>
      {width === null ? null : (
        <Plot
          events={events}
          until={asOf ?? summary?.defaultAsOf ?? 0}
          width={width}
          nameOf={(stage) => vocabulary.stage[stage]}
        />
      )}
    </div>
  );
}

function Plot(props: {
  readonly events: readonly LeadEvent[];
  readonly until: number;
  readonly width: number;
  readonly nameOf: (stage: CurrentStage) => string;
}) {
  const words = useWords(LEADS_WORDS);
  const format = useFormat();
  const { width, nameOf } = props;
  const { dots, entries, ticks, levels } = timelineLayout(props.events, props.until, width, nameOf);
  const above = (levels.model + 1) * LINE;
  const middle = above + LANE / 2;
  const below = above + LANE;
  const axis = below + (levels.recorded + 1) * LINE;
  const place = (entry: TimelineEntry) => {
    const isModel = entry.basis === 'model';
    const text = isModel ? above - LINE * (entry.level + 0.4) : below + LINE * (entry.level + 0.9);
    return {
      text,
      from: isModel ? text - LINE * 0.5 : above + LANE * 0.2,
      to: isModel ? above + LANE * 0.8 : text,
    };
  };
  return (
    <svg width={width} height={axis + AXIS} viewBox={`0 0 ${width} ${axis + AXIS}`} aria-hidden="true">
      {ticks.map(({ x, at }) => (
        <g key={at}>
          <line className="lead-grid" x1={x} x2={x} y1={LINE / 2} y2={axis} />
          <text
            className="lead-tick"
            x={x}
            y={axis + LINE}
            textAnchor={x < 40 ? 'start' : x > width - 40 ? 'end' : 'middle'}
          >
            {format.day(at)}
          </text>
        </g>
      ))}
      <line className="lead-axis" x1={0} x2={width} y1={middle} y2={middle} />
      {entries.map((entry) => {
        const { text, from, to } = place(entry);
        const { x, basis, stage, isBefore } = entry;
        return (
          <g key={`${basis} ${stage}`} className="lead-entry" data-basis={basis} data-stage={stage}>
            <line x1={x} x2={x} y1={from} y2={to} />
            <path
              className="lead-mark-entry"
              data-basis={basis}
              d={`M${x} ${middle - 5.5}l5.5 5.5l-5.5 5.5l-5.5 -5.5Z`}
              transform={`translate(0 ${basis === 'model' ? -LANE / 2 : LANE / 2})`}
            />
            <text x={isBefore ? x - 5 : x + 5} y={text} textAnchor={isBefore ? 'end' : 'start'}>
              {nameOf(stage)}
            </text>
          </g>
        );
      })}
      {dots.map(({ x, counted }) => (
        <circle
          key={`${x} ${counted}`}
          className="lead-mark-dot"
          data-counted={counted}
          cx={x}
          cy={counted ? middle - 3 : middle + 3}
          r={RADIUS}
        />
      ))}
      <text className="lead-lane" x={0} y={LINE * 0.6}>
        {words.lane.model}
      </text>
      <text className="lead-lane" x={0} y={axis - 2}>
        {words.lane.recorded}
      </text>
    </svg>
  );
}

interface EventRow {
  readonly key: string;
  readonly at: number;
  readonly what: ReactNode;
  readonly details: string;
  readonly score: string;
}

function useEventRow(): (event: LeadEvent, key: string) => EventRow {
  const words = useWords(LEADS_WORDS);
  const vocabulary = useVocabulary();
  return (event, key) => {
    const row = { key, at: event.at, details: '', score: '' };
    switch (event.kind) {
      case 'activity':
        return {
          ...row,
          what: (
            <>
              <ActivityMark counted={event.counted} />
              {event.type}
            </>
          ),
          details: event.fields
            .map(({ column, value }) => `${columnName(column, words, vocabulary)}: ${value}`)
            .join(' · '),
          score: event.counted ? words.counts : words.countsNot,
        };
      case 'created':
        return { ...row, what: words.created };
      case 'entry':
        return {
          ...row,
          what: (
            <strong>
              <BasisMark basis={event.basis} />
              {words.entry[event.basis](vocabulary.stage[event.stage])}
            </strong>
          ),
          details: event.route === null ? '' : vocabulary.route[event.route],
        };
      case 'disqualified':
        return {
          ...row,
          what: (
            <strong>
              <BasisMark basis="recorded" />
              {words.disqualified}
            </strong>
          ),
        };
    }
  };
}

function eventColumns(words: LeadsWords, format: Format): readonly DataColumn<EventRow>[] {
  return [
    {
      key: 'when',
      header: words.when,
      rowHeader: true,
      cell: ({ at }) => <span className="num">{format.instant(at)}</span>,
    },
    { key: 'what', header: words.what, cell: ({ what }) => <span className="lead-what">{what}</span> },
    { key: 'details', header: words.details, wide: true, quiet: true, cell: ({ details }) => details },
    { key: 'score', header: words.score, cell: ({ score }) => score },
  ];
}

function Events(props: { readonly events: readonly LeadEvent[] }) {
  const words = useWords(LEADS_WORDS);
  const format = useFormat();
  const rowOf = useEventRow();
  const [isWhole, setIsWhole] = useState(false);
  const latestFirst = props.events.map((event, place) => rowOf(event, String(place))).toReversed();
  const rows = isWhole ? latestFirst : latestFirst.slice(0, SHOWN);
  return (
    <div className="lead-events">
      <DataTable
        caption={words.eventsCaption}
        columns={eventColumns(words, format)}
        rows={rows}
        rowKey={({ key }) => key}
      />
      {rows.length === latestFirst.length ? null : (
        <Button className="no-print" onClick={() => setIsWhole(true)}>
          {words.showAll(words.events(latestFirst.length, format.count(latestFirst.length)))}
        </Button>
      )}
    </div>
  );
}

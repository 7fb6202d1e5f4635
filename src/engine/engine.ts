/**
 * One engine decides stages and figures. It remembers what the last requests had in common, so that another threshold
 * costs one pass over leads, other points one pass over activities, and nothing costs a query.
 */
import { canonicalCondition } from '../model/condition.ts';
import { storeInstant } from '../model/instant.ts';
import type { MetricsDocument, RowCounts } from '../model/metrics-document.ts';
import type { Breakdown, MetricsRequest } from '../model/metrics-request.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import { directRequestBeforeHours } from '../model/scoring-model-defaults.ts';
import type { Basis } from '../model/stages.ts';
import type { ColumnGroups } from './breakdowns.ts';
import {
  columnGroups,
  dependsOnEntries,
  entryColumn,
  fitColumn,
  isVirtualColumn,
  pairColumn,
} from './breakdowns.ts';
import type { Calendar } from './calendar.ts';
import { makeCalendar } from './calendar.ts';
import type { CreationCohorts } from './cohorts.ts';
import { creationCohorts } from './cohorts.ts';
import { chooseCandidates, isWasteful, serves } from './candidates.ts';
import type { ActivityMatch, CodedColumn, Columns, LeadBits, Matches } from './columns.ts';
import { currentScores } from './current-scores.ts';
import type { Entries } from './entries.ts';
import { alwaysMoved, firstRequests, recordedEntries } from './entries.ts';
import {
  COHORT_COLUMN,
  cohortBits,
  columnBits,
  filterBits,
  filterDependence,
  isDecidedHere,
} from './filters.ts';
import { makeMemo } from './memo.ts';
import { makeSections } from './sections.ts';
import type { MovingEntries } from './moving-entries.ts';
import { makeMovingEntries } from './moving-entries.ts';
import type { Population, RecordedAt } from './population.ts';
import { loneLead, makePopulation, recordedAt } from './population.ts';
import type { CompiledRules } from './score-rules.ts';
import { compileRules } from './score-rules.ts';
import { scanExpiring } from './scan-expiring.ts';
import { activityDays, fadingFactors, scanFading } from './scan-fading.ts';
import type { ScoreRecords } from './score-records.ts';
import { isoInstant, visitCounted } from './scores.ts';
import type { View } from './steps.ts';

const HOUR = 3600;

/** Everything that sections and lists of leads are made from, for one request under one model. */
export interface Situation {
  readonly request: MetricsRequest;
  readonly model: ScoringModel;
  readonly calendar: Calendar;
  readonly population: Population;
  /** two situations of one data set with the same key have the same population */
  readonly populationKey: string;
  readonly recorded: RecordedAt;
  readonly view: View;
  /** entries on either basis, whichever the request has */
  entriesOn(basis: Basis): Entries;
  fit(): Float64Array;
  rules(): CompiledRules;
  records(): ScoreRecords;
  /** engagement score of each lead at as-of */
  engagement(): Float64Array;
  activity(condition: Parameters<typeof canonicalCondition>[0] | undefined): ActivityMatch | null;
  cohorts(): CreationCohorts;
  /** codes of a column, real or virtual; for a pair both values of each code */
  column(breakdown: Breakdown): {
    readonly column: CodedColumn;
    readonly pairs: [string | null, string | null][] | null;
  };
  groups(breakdown: Breakdown): ColumnGroups;
}

/** The engine of one data set. */
export interface Engine {
  /** The figures of a request. The matches that the model and the request need must be there. */
  document(request: MetricsRequest, model: ScoringModel): MetricsDocument;
  /** What figures and lists are made from; shares what `document` remembers. */
  situation(request: MetricsRequest, model: ScoringModel): Situation;
  /** The same for one lead alone, whatever the request filters; leaves what others remember as it is. */
  situationOf(lead: number, request: MetricsRequest, model: ScoringModel): Situation;
  /** Highest fit and engagement score of any lead. */
  scoreRange(model: ScoringModel): { readonly fitMax: number; readonly engagementMax: number };
}

/** Makes the engine of a data set. */
export function makeEngine(columns: Columns, matches: Matches, rows: RowCounts): Engine {
  const calendar = makeCalendar(columns.zone);
  const sections = makeSections(columns);
  const recordedMemo = makeMemo<RecordedAt>(2);
  const populationMemo = makeMemo<Population>(4);
  const fitMemo = makeMemo<Float64Array>(3);
  const rulesMemo = makeMemo<CompiledRules>(3);
  const recordsMemo = makeMemo<ScoreRecords>(2);
  const requestsMemo = makeMemo<{ readonly first: Int32Array; readonly always: Uint8Array }>(3);
  const entriesMemo = makeMemo<Entries>(2);
  const movingMemo = makeMemo<{ entries: MovingEntries | null }>(2);
  const cohortsMemo = makeMemo<CreationCohorts>(4);
  const scoresMemo = makeMemo<Float64Array>(1);
  const leafMemo = makeMemo<LeadBits>(16);
  const columnMemo = makeMemo<CodedColumn>(6);
  const groupsMemo = makeMemo<ColumnGroups>(8);

  const daysMemo = makeMemo<Uint16Array>(1);
  const factorsMemo = makeMemo<Float64Array>(1);
  const factorsOf = ({ decay }: CompiledRules): Float64Array | null =>
    decay.kind === 'halfLife'
      ? factorsMemo.get(String(decay.seconds), () => fadingFactors(columns, decay.seconds))
      : null;
  const daysOf = (rules: CompiledRules): Uint16Array =>
    rules.limited ? daysMemo.get('', () => activityDays(columns.activities, calendar)) : new Uint16Array();
  const scan = (rules: CompiledRules, asOf: number): ScoreRecords =>
    rules.decay.kind === 'expire'
      ? scanExpiring(columns, rules, calendar, asOf)
      : scanFading(columns, rules, calendar, asOf, factorsOf(rules), daysOf(rules));

  function fitScores(model: ScoringModel): Float64Array {
    return fitMemo.get(JSON.stringify(model.fit), () => {
      const fit = new Float64Array(columns.leads.count);
      for (const rule of model.fit) {
        const bits = matches.lead(canonicalCondition(rule.when));
        for (let lead = 0; lead < fit.length; lead++) {
          if ((((bits[lead >>> 5] as number) >>> (lead & 31)) & 1) === 1)
            fit[lead] = (fit[lead] as number) + rule.points;
        }
      }
      return fit;
    });
  }

  /** @param only the one lead that it is about, null = all that the request looks at */
  function situation(request: MetricsRequest, model: ScoringModel, only: number | null = null): Situation {
    const asOf = storeInstant(request.asOf ?? columns.defaultAsOf);
    const fitKey = JSON.stringify(model.fit);
    const engagementKey = JSON.stringify(model.engagement);
    const { filter, cohortRange } = request;
    const dependence = filter === null ? 'nothing' : filterDependence(filter);
    const entriesKey = (): unknown => [request.basis, fitKey, engagementKey, model.stages];
    const filterKey =
      filter === null
        ? null
        : [
            canonicalCondition(filter),
            dependence === 'nothing' ? '' : dependence === 'fit' ? fitKey : entriesKey(),
          ];
    const populationKey = JSON.stringify([asOf, cohortRange.from, cohortRange.to, filterKey, only]);
    const sizeKey = JSON.stringify([populationKey, request.windowDays]);
    const recorded = recordedMemo.get(String(asOf), () => recordedAt(columns, asOf));
    const fixedColumn = (name: string): CodedColumn =>
      columnMemo.get(`${name} ${fitKey}`, () => fitColumn(name, { model, matches, fit: fitScores(model) }));
    const bitsOf = (leaves: NonNullable<typeof filter>): LeadBits =>
      filterBits(leaves, columns.leads.count, (leaf) => {
        const { field } = leaf;
        if (!isDecidedHere(field, model)) return matches.lead(canonicalCondition(leaf));
        // entries of a lead do not depend on the filter
        if (dependsOnEntries(field))
          return columnBits(situation({ ...request, filter: null }, model).column(field).column, leaf);
        return leafMemo.get(JSON.stringify([canonicalCondition(leaf), fitKey]), () =>
          field === COHORT_COLUMN
            ? cohortBits(leaf, columns.leads.createdAt, calendar)
            : columnBits(fixedColumn(field), leaf),
        );
      });
    const makeOwn = (): Population =>
      only === null
        ? makePopulation(columns, calendar, asOf, cohortRange, filter === null ? null : bitsOf(filter))
        : loneLead(columns, asOf, only);
    const population = only === null ? populationMemo.get(populationKey, makeOwn) : makeOwn();
    const activity: Situation['activity'] = (condition) =>
      condition === undefined ? null : matches.activity(canonicalCondition(condition));
    const rules = (): CompiledRules =>
      rulesMemo.get(engagementKey, () => compileRules(model, columns, matches));
    const records = (): ScoreRecords =>
      recordsMemo.get(`${asOf} ${engagementKey}`, () => scan(rules(), asOf));
    const engagement = (): Float64Array =>
      scoresMemo.get(`${asOf} ${engagementKey}`, () =>
        currentScores(columns, rules(), calendar, asOf, factorsOf(rules()), daysOf(rules())),
      );
    const fit = (): Float64Array => fitScores(model);
    const { directRequest, directRequestFit = -Infinity } = model.stages.sql;
    const beforeSeconds = directRequestBeforeHours(model) * HOUR;
    const requestsKey = JSON.stringify([
      directRequest ?? null,
      directRequestFit,
      beforeSeconds,
      fitKey,
      asOf,
    ]);
    const requests = (): { first: Int32Array; always: Uint8Array } =>
      requestsMemo.get(requestsKey, () => {
        const first = firstRequests(
          columns,
          activity(directRequest),
          beforeSeconds,
          directRequestFit,
          fit(),
          asOf,
        );
        return { first, always: alwaysMoved(recorded, first) };
      });
    /** Entries of basis model: those of the last thresholds, moved to these. */
    const movingEntries = (): MovingEntries => {
      const make = (): { entries: MovingEntries | null } => ({ entries: null });
      const kept =
        only === null
          ? movingMemo.get(JSON.stringify([populationKey, engagementKey, requestsKey]), make)
          : make();
      const { mql } = model.stages;
      const before = kept.entries;
      if (before !== null && serves(before.candidates, mql)) {
        before.move(model.stages);
        if (!isWasteful(before.candidates, before.moved(), mql)) return before;
      }
      const { first, always } = requests();
      const sources = {
        columns,
        population,
        recorded,
        fit: fit(),
        records: records(),
        requests: first,
        always,
      };
      const made = makeMovingEntries(chooseCandidates(sources, mql), records());
      made.move(model.stages);
      kept.entries = made;
      return made;
    };
    const entriesOn = (basis: Basis): Entries =>
      basis === 'recorded'
        ? only === null
          ? entriesMemo.get(`recorded ${populationKey}`, () => recordedEntries(columns, population, recorded))
          : recordedEntries(columns, population, recorded)
        : movingEntries().entries();
    const moving = request.basis === 'model' ? movingEntries() : null;
    let entries: Entries | null = null;
    const view: View = {
      columns,
      population,
      get entries() {
        return (entries ??= moving === null ? entriesOn('recorded') : moving.entries());
      },
      moving,
      windowDays: request.windowDays,
    };
    const cohorts = (): CreationCohorts =>
      cohortsMemo.get(`${sizeKey} ${request.cohortUnit}`, () =>
        creationCohorts(view, calendar, request.cohortUnit),
      );

    const trigger = (lead: number, mql: number): string | null => {
      let type: string | null = null;
      visitCounted(columns, rules(), calendar, lead, mql, (position) => {
        if (type === null && columns.activities.instant[position] === mql)
          type = columns.activities.kindType[columns.activities.kind[position] as number] ?? null;
      });
      return type;
    };
    const single = (name: string): CodedColumn => {
      if (!isVirtualColumn(name, model)) return matches.column(name);
      if (!dependsOnEntries(name)) return fixedColumn(name);
      return entryColumn(name, {
        leadCount: columns.leads.count,
        population,
        entries: view.entries,
        recorded,
        trigger,
      });
    };
    const column: Situation['column'] = (breakdown) => {
      if (typeof breakdown === 'string') return { column: single(breakdown), pairs: null };
      return pairColumn(single(breakdown[0]), single(breakdown[1]));
    };
    const groups = (breakdown: Breakdown): ColumnGroups => {
      const names = typeof breakdown === 'string' ? [breakdown] : breakdown;
      const make = (): ColumnGroups => columnGroups(view, column(breakdown).column);
      if (names.some((name) => isVirtualColumn(name, model) && dependsOnEntries(name))) return make();
      return groupsMemo.get(
        JSON.stringify([sizeKey, names, names.some((name) => name.startsWith('@')) ? fitKey : '']),
        make,
      );
    };
    return {
      request,
      model,
      calendar,
      population,
      populationKey,
      recorded,
      view,
      entriesOn,
      fit,
      rules,
      records,
      engagement,
      activity,
      cohorts,
      column,
      groups,
    };
  }

  return {
    situation: (request, model) => situation(request, model),
    situationOf: (lead, request, model) => situation({ ...request, filter: null }, model, lead),
    document(request, model) {
      const at = situation(request, model);
      return {
        asOf: isoInstant(at.population.asOf),
        basis: request.basis,
        windowDays: request.windowDays,
        rows,
        ...sections(at),
      };
    },
    scoreRange(model) {
      const asOf = storeInstant(columns.defaultAsOf);
      const records = recordsMemo.get(`${asOf} ${JSON.stringify(model.engagement)}`, () =>
        scan(compileRules(model, columns, matches), asOf),
      );
      const highest = (values: Float64Array): number => {
        let most = 0;
        for (const value of values) if (value > most && value < Infinity) most = value;
        return most;
      };
      return { fitMax: highest(fitScores(model)), engagementMax: highest(records.peak) };
    },
  };
}

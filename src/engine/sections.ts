/** The sections of a document: what each is made of, and what the last requests had in common. */
import type { Situation } from './engine.ts';
import type { MetricsDocument } from '../model/metrics-document.ts';
import type { SectionName } from '../model/metrics-request.ts';
import { breakdownKey } from '../model/metrics-request.ts';
import {
  nurtureLandmarkDays,
  outcomeLandmarkDays,
  outcomeStage,
  outcomeWithinDays,
  responseHours,
} from '../model/scoring-model-defaults.ts';
import { breakdownRows, dependsOnEntries } from './breakdowns.ts';
import { cohortsByCreation, cohortsByEntry } from './cohorts.ts';
import type { Columns } from './columns.ts';
import { agreementSection, currentSection, flowSection, funnelSection } from './funnel.ts';
import { handoverSection, nurtureSection } from './handover.ts';
import { heatSection } from './heat.ts';
import { incidenceBySegment } from './incidence-by.ts';
import { makeMemo } from './memo.ts';
import { openAgesSection } from './open-ages.ts';
import type { Placed } from '../statistics/places.ts';
import type { Months } from './months.ts';
import { monthsOf } from './months.ts';
import { countTallied, tallyFollower } from './moving-counts.ts';
import type { QualitySources } from './quality.ts';
import { qualitySection, sweepSection, sweepValues } from './quality.ts';
import { engagementAt } from './scores.ts';
import type { CountSteps, GroupFigures, Groups, GroupSizes, Signatures } from './steps.ts';
import { canTally, countByLead, figuresByGroup, groupSizes, signatureOf, signatures } from './steps.ts';
import { stockSection } from './stock.ts';
import { agesOf, collectStays, incidenceSection, timeInStageSection } from './time-in-stage.ts';
import { timeToConvertSection } from './time-to-convert.ts';

/** Makes the sections that a request asks for. */
export type MakeSections = (at: Situation) => Partial<MetricsDocument>;

/** The sections of one data set's documents; remembers what does not depend on thresholds. */
export function makeSections(columns: Columns): MakeSections {
  const sizesMemo = makeMemo<GroupSizes>(8);
  const monthsMemo = makeMemo<Months>(4);
  const agesMemo = makeMemo<Placed>(2);
  return (at) => {
    const { request, model, calendar, population, populationKey, recorded, view } = at;
    const sizeKey = JSON.stringify([populationKey, request.windowDays]);
    const windowKey = JSON.stringify(request.windowDays);
    const months = (): Months =>
      monthsMemo.get(JSON.stringify([sizeKey]), () => monthsOf(columns, population, calendar));
    const ages = (): Placed => agesMemo.get(populationKey, () => agesOf(columns, population));
    let known: Signatures | null = null;
    const signed = (): Signatures => (known ??= signatures(view));
    const quality = (): QualitySources => ({
      columns,
      population,
      fit: at.fit(),
      records: at.records(),
      outcome: recorded[`${outcomeStage(model)}_at`],
      withinDays: outcomeWithinDays(model),
    });
    /** Counts the leads into groups, the same way as the last time where only thresholds moved. */
    const counting = (key: string, groups: Groups | null, groupCount: number): CountSteps =>
      view.moving === null || !canTally(groupCount)
        ? countByLead(view, signed(), groups)
        : countTallied(
            view.moving.follow(
              `${key} ${windowKey}`,
              tallyFollower(windowKey, signatureOf(view), groups, groupCount),
            ),
          );
    const make: { readonly [Name in SectionName]: () => MetricsDocument[Name] } = {
      funnel: () =>
        funnelSection(
          view,
          figuresByGroup(
            1,
            sizesMemo.get(sizeKey, () => groupSizes(view, null, 1)),
            counting('all', null, 1),
          )[0] as GroupFigures,
        ),
      current: () => currentSection(view, signed(), recorded),
      timeInStage: () => timeInStageSection(view, ages()),
      cohorts: () => {
        const cohorts = at.cohorts();
        const { cohortUnit } = request;
        return request.cohortBy === 'created'
          ? cohortsByCreation(
              counting(cohortUnit, cohorts.groups, cohorts.count),
              calendar,
              cohortUnit,
              cohorts,
            )
          : cohortsByEntry(view, signed(), calendar, cohortUnit, cohorts);
      },
      flow: () => flowSection(view, calendar, months()),
      breakdowns: () =>
        Object.fromEntries(
          request.breakdowns.map((breakdown) => {
            const { column, pairs } = at.column(breakdown);
            const grouped = at.groups(breakdown);
            const names = typeof breakdown === 'string' ? [breakdown] : breakdown;
            const count = names.some(dependsOnEntries)
              ? countByLead(view, signed(), grouped.groups)
              : counting(JSON.stringify(names), grouped.groups, grouped.count);
            return [breakdownKey(breakdown), breakdownRows(count, column, grouped, pairs)];
          }),
        ),
      handover: () =>
        handoverSection(
          view,
          at.activity(model.sales?.touch),
          at.activity(model.nurture?.touch),
          responseHours(model),
        ),
      nurture: () => nurtureSection(view, at.activity(model.nurture?.touch), nurtureLandmarkDays(model)),
      quality: () =>
        qualitySection(quality(), model.stages.mql, outcomeLandmarkDays(model), (lead, instant) =>
          engagementAt(columns, at.rules(), calendar, lead, instant),
        ),
      sweep: () =>
        request.sweep === null
          ? undefined
          : sweepSection(quality(), model.stages.mql, sweepValues(request.sweep)),
      agreement: () => agreementSection(population, at.entriesOn('model'), at.entriesOn('recorded')),
      incidence: () => incidenceSection(view, ages()),
      incidenceBy: () =>
        Object.fromEntries(
          request.breakdowns.map((breakdown) => {
            const { column, pairs } = at.column(breakdown);
            return [breakdownKey(breakdown), incidenceBySegment(view, column, at.groups(breakdown), pairs)];
          }),
        ),
      heat: () => heatSection(view, calendar, request, at.cohorts()),
      openAges: () =>
        openAgesSection(view, collectStays(view, ages()), model, at.activity(model.sales?.touch)),
      timeToConvert: () => timeToConvertSection(view),
      stock: () => stockSection(view, calendar, months()),
    };
    const asked = request.sections.map((name) => [name, make[name]()] as const);
    return Object.fromEntries(asked.filter(([, section]) => section !== undefined));
  };
}

/** Section `incidenceBy`: curves of the largest values of a column, and whether they differ. */
import { LEAST_COMPARED } from '../model/compare-section.ts';
import type { IncidenceBySegment, Segment } from '../model/metrics-document.ts';
import { MOST_SEGMENTS } from '../model/metrics-document.ts';
import { grayTest } from '../statistics/gray-test.ts';
import type { ColumnGroups } from './breakdowns.ts';
import { byValue } from './breakdowns.ts';
import type { CodedColumn } from './columns.ts';
import { stayCount, staysByGroup } from './grouped-stays.ts';
import { ENDING_STAGES } from './stays.ts';
import type { View } from './steps.ts';
import { incidenceCurve } from './time-in-stage.ts';

const NOBODY = new Int32Array();

/**
 * Incidence of leaving each stage by the values of a column: the `MOST_SEGMENTS` largest apart, all others together.
 * @param pairs for a pair of columns, both values of each code
 */
export function incidenceBySegment(
  view: View,
  column: CodedColumn,
  { groups, count, sizes }: ColumnGroups,
  pairs: readonly (readonly [string | null, string | null])[] | null,
): IncidenceBySegment {
  const valueOf = (group: number): string | null =>
    group === 0 ? null : (column.values[group - 1] as string);
  const leadsOf = (group: number): number => sizes.entered[group] as number;
  const present = Array.from({ length: count }, (_, group) => group)
    .filter((group) => leadsOf(group) > 0)
    .sort((a, b) => leadsOf(b) - leadsOf(a) || byValue(valueOf(a), valueOf(b)));
  const largest = present.slice(0, MOST_SEGMENTS);
  const others = present.slice(MOST_SEGMENTS);
  const segments: Segment[] = largest.map((group) => ({
    value: valueOf(group),
    ...(pairs !== null && group > 0
      ? { values: pairs[group - 1] as readonly [string | null, string | null] }
      : {}),
    isRest: false,
    leads: leadsOf(group),
  }));
  if (others.length > 0) {
    const leads = others.reduce((sum, group) => sum + leadsOf(group), 0);
    segments.push({ value: null, isRest: true, leads });
  }
  const segmentOf = new Int32Array(count).fill(largest.length);
  largest.forEach((group, segment) => {
    segmentOf[group] = segment;
  });
  const ofLeads = groups.map((group) => segmentOf[group] as number);
  const stays = staysByGroup(view, ofLeads, segments.length);
  return {
    segments,
    stages: ENDING_STAGES.map((stage, index) => {
      const own = stays.flatMap((stages) => stages.slice(index, index + 1));
      const tested = own.filter((group) => stayCount(group) >= LEAST_COMPARED);
      return {
        stage,
        curves: own.map((group) =>
          incidenceCurve(stage, {
            ...group,
            open: { all: group.open, without: NOBODY },
            entered: stayCount(group),
          }),
        ),
        test: grayTest(tested),
      };
    }),
  };
}

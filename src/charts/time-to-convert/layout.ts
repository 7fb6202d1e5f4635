/** How long the converted of each step took, as bars of uneven spans drawn equally wide, with the quantiles above. */
import { CONVERT_DAYS, type MetricsDocument, type TimeToConvert } from '../../model/metrics-document.ts';
import type { Stage } from '../../model/stages.ts';
import { countAxisEnd } from '../common/axis.ts';
import { FEW_LEADS, shownStages } from '../common/steps.ts';

/** One span of days. */
export interface ConvertBin {
  readonly least: number;
  /** null = no end */
  readonly limit: number | null;
  readonly leads: number;
  /** height of the bar, 0..1 of the axis */
  readonly share: number;
}

/** Quantiles, days, with their places on the axis, 0..1. */
export interface ConvertQuantiles {
  readonly p10: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p90: number;
  readonly at: Readonly<Record<'p10' | 'p25' | 'median' | 'p75' | 'p90', number>>;
}

/** One step; its axis of counts is its own, that of days the same for all. */
export interface ConvertPanel {
  readonly from: Stage;
  readonly to: Stage;
  readonly converted: number;
  readonly few: boolean;
  readonly end: number;
  readonly bins: readonly ConvertBin[];
  /** null where nobody converted */
  readonly quantiles: ConvertQuantiles | null;
}

/**
 * Place of a time on the axis, on which every bin is equally wide: linear within its bin. The last bin has no end, so
 * that all times in it stand in its middle.
 * @param days at least 0
 * @returns 0..1
 */
export function placeOfDays(days: number): number {
  const next = CONVERT_DAYS.findIndex((day) => day > days);
  const count = CONVERT_DAYS.length;
  if (next < 0) return (count - 0.5) / count;
  const start = CONVERT_DAYS[next - 1] ?? 0;
  const end = CONVERT_DAYS[next] ?? 1;
  return (next - 1 + (days - start) / (end - start)) / count;
}

function quantilesOf({
  p10Days,
  p25Days,
  medianDays,
  p75Days,
  p90Days,
}: TimeToConvert): ConvertQuantiles | null {
  if (p10Days === null || p25Days === null || medianDays === null || p75Days === null || p90Days === null)
    return null;
  return {
    p10: p10Days,
    p25: p25Days,
    median: medianDays,
    p75: p75Days,
    p90: p90Days,
    at: {
      p10: placeOfDays(p10Days),
      p25: placeOfDays(p25Days),
      median: placeOfDays(medianDays),
      p75: placeOfDays(p75Days),
      p90: placeOfDays(p90Days),
    },
  };
}

/** Panels of the steps whose stages the data set uses and which somebody took; needs `funnel` and `timeToConvert`. */
export function convertPanels(document: MetricsDocument): readonly ConvertPanel[] {
  const { funnel, timeToConvert = [] } = document;
  if (funnel === undefined) return [];
  const shown = shownStages([funnel.entered], document.basis);
  return timeToConvert
    .filter(({ from, to, converted }) => converted > 0 && shown.includes(from) && shown.includes(to))
    .map((figures): ConvertPanel => {
      const { from, to, converted, leads } = figures;
      const end = countAxisEnd(Math.max(0, ...leads));
      return {
        from,
        to,
        converted,
        end,
        few: converted < FEW_LEADS,
        bins: CONVERT_DAYS.map((least, bin): ConvertBin => ({
          least,
          limit: CONVERT_DAYS[bin + 1] ?? null,
          leads: leads[bin] ?? 0,
          share: (leads[bin] ?? 0) / end,
        })),
        quantiles: quantilesOf(figures),
      };
    });
}

/** A step whose quantiles are known from leads enough. */
export type KnownPanel = ConvertPanel & { readonly quantiles: ConvertQuantiles };

/** The longest way and the slowest single step, by their medians; the same panel where there is only one. */
export function slowest(panels: readonly ConvertPanel[]): { way: KnownPanel; step: KnownPanel } | null {
  const known = panels
    .filter((panel): panel is KnownPanel => panel.quantiles !== null && !panel.few)
    .toSorted((a, b) => b.quantiles.median - a.quantiles.median);
  const [way] = known;
  if (way === undefined) return null;
  const single = known.filter(
    ({ from, to }) =>
      !known.some((other) => other.from === from && other.to !== to && isWithin(other.to, to)),
  );
  return { way, step: single[0] ?? way };
}

const ORDER: readonly Stage[] = ['lead', 'mql', 'sql', 'opportunity', 'customer'];

function isWithin(stage: Stage, end: Stage): boolean {
  return ORDER.indexOf(stage) < ORDER.indexOf(end);
}

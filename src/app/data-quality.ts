/** What is wrong with the data at hand, computed once for each load. */
import { useQuery } from '@tanstack/react-query';
import type { QualityFinding } from '../workspace/workspace.ts';
import { useDataSet, useWorkspace } from './data-set.ts';

export type { QualityFinding } from '../workspace/workspace.ts';

/**
 * The findings of the data set.
 * @returns null while they are computed, or where nothing is loaded
 */
export function useDataQuality(): readonly QualityFinding[] | null {
  const workspace = useWorkspace();
  const version = useDataSet().summary?.dataVersion ?? 0;
  const { data = null } = useQuery({
    queryKey: ['dataQuality', version],
    queryFn: () => (workspace as NonNullable<typeof workspace>).dataQuality(),
    enabled: workspace !== null,
  });
  return data;
}

import { join } from 'node:path';
import { PROJECT } from './source-files.ts';

/** Folder of the data set that the app opens with. */
export const SAMPLE = join(PROJECT, 'data');

/** Arguments of the command line for the sample, under its own scoring model unless another is given. */
export function sampleArgv(modelPath = join(SAMPLE, 'scoring-model.json')): string[] {
  const files = ['leads', 'activities', 'opportunities'].flatMap((name) => [
    `--${name}`,
    join(SAMPLE, `${name}.csv`),
  ]);
  return ['metrics', ...files, '--model', modelPath];
}

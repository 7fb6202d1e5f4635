import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PROJECT } from './source-files.ts';

const FOLDER = join(PROJECT, 'test/cases');
const caseSchema = z.object({ why: z.string(), args: z.array(z.string()) });

/** One reference case: files, options, and the document that they must give. */
export interface ReferenceCase {
  readonly name: string;
  readonly why: string;
  /** the folder with its files */
  readonly folder: string;
  /** options as `case.json` has them; files are named relative to the folder */
  readonly args: readonly string[];
  /** arguments of the command line that give the document, with paths in full */
  readonly argv: readonly string[];
  readonly expected: unknown;
}

/** All reference cases, by name. */
export function referenceCases(): ReferenceCase[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }): ReferenceCase => {
      const folder = join(FOLDER, name);
      const readJson = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
      const { why, args } = caseSchema.parse(readJson('case.json'));
      const files = ['leads', 'activities', 'model'].flatMap((option) => {
        const path = join(folder, `${option}.${option === 'model' ? 'json' : 'csv'}`);
        return existsSync(path) ? [`--${option}`, path] : [];
      });
      const inFull = args.map((argument) => (argument.endsWith('.csv') ? join(folder, argument) : argument));
      return {
        name,
        why,
        folder,
        args,
        argv: ['metrics', ...files, ...inFull],
        expected: readJson('expected.json'),
      };
    });
}

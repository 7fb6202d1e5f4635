/**
 * The workspace file: everything that the reader has set up, and no row of the data. Mappings, models, filters, exclusions,
 * notes, layout and the view as a link. It is read as a stranger's.
 */
import { z } from '../model/schema-library.ts';
import { checkMapping, type FileMapping } from '../workspace/mappings.ts';
import { LONGEST_SAVED, savedStateSchema, type SavedModel, type SavedState } from './saved-state.ts';
import { MAX_LINK_LENGTH } from './view-link.ts';

/** What a workspace file holds. */
export interface WorkspaceContent {
  readonly saved: SavedState;
  readonly mappings: readonly FileMapping[];
  /** the scoring model of the data set that was open */
  readonly model: SavedModel | null;
  /** the view, as the hash of a link */
  readonly link: string;
}

/** Why a file is no workspace that can be opened. */
export interface WorkspaceProblem {
  readonly code: 'notJson' | 'newer' | 'broken' | 'tooLarge';
  /** where in the file; null = nowhere in particular */
  readonly place: string | null;
}

const KIND = 'leadscope workspace';
const VERSION = 1;
const LONGEST = 4 * LONGEST_SAVED;
const MOST_MAPPINGS = 100;

const schema = z.strictObject({
  kind: z.literal(KIND),
  version: z.literal(VERSION),
  saved: savedStateSchema,
  mappings: z.array(z.unknown()).check(z.maxLength(MOST_MAPPINGS)),
  model: z.nullable(
    z.strictObject({
      name: z.string().check(z.minLength(1), z.maxLength(200)),
      modelText: z.string().check(z.maxLength(500_000)),
    }),
  ),
  link: z.string().check(z.maxLength(MAX_LINK_LENGTH)),
});

/** The text of the file. */
export function writeWorkspaceFile(content: WorkspaceContent): string {
  return `${JSON.stringify({ kind: KIND, version: VERSION, ...content }, null, 2)}\n`;
}

/** Whether a file says that it is a workspace, whatever its name; nothing else of it is checked. */
export async function isWorkspaceFile(file: Blob): Promise<boolean> {
  const head = await file.slice(0, 200).text();
  return /^\uFEFF?\s*\{\s*"kind"\s*:\s*"leadscope workspace"/.test(head);
}

/** Reads the text of a file that says that it is a workspace. */
export function readWorkspaceFile(
  text: string,
): { readonly content: WorkspaceContent } | { readonly problem: WorkspaceProblem } {
  if (text.length > LONGEST) return { problem: { code: 'tooLarge', place: null } };
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { problem: { code: 'notJson', place: null } };
  }
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : null;
  if (typeof version === 'number' && version > VERSION)
    return { problem: { code: 'newer', place: String(version) } };
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    return { problem: { code: 'broken', place: parsed.error.issues[0]?.path.join('.') || null } };
  const mappings: FileMapping[] = [];
  for (const [place, one] of parsed.data.mappings.entries()) {
    const checked = checkMapping(one);
    if (!('mapping' in checked)) return { problem: { code: 'broken', place: `mappings.${place}` } };
    mappings.push(checked.mapping);
  }
  const { saved, model, link } = parsed.data;
  return { content: { saved, mappings, model, link } };
}

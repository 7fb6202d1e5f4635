/** Options shared by commands: read with their errors in one line, and checked before anything is loaded. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { MetricsRequest } from '../model/metrics-request.ts';
import type { TableKind } from '../workspace/workspace.ts';
import { commandFailure } from './command-failure.ts';
import type { ReadingOptions, TableFile } from './open-files.ts';
import { readInstant, type WrittenInstant } from './instant-option.ts';

/** Most engagement minimums that one sweep tries. */
const MAX_SWEEP = 1000;
/** Longest window in days: longer than any two readable instants are apart. */
const MAX_DAYS = 50_000;

/** Values of options by name: text, or true for one that takes none. */
export type OptionValues = Readonly<Record<string, readonly (string | boolean)[] | undefined>>;

/** `--sweep -20:60:5` as `--sweep=-20:60:5`: a value that begins with a minus would be taken for an option. */
function joinNegative(argv: readonly string[]): string[] {
  return argv.reduce<string[]>((joined, argument) => {
    const option = joined.at(-1);
    const isValue = /^-[\d.]/.test(argument) && option !== undefined && /^--[^=]+$/.test(option);
    return isValue ? [...joined.slice(0, -1), `${option}=${argument}`] : [...joined, argument];
  }, []);
}

/** Options that say which files are read, and how. */
export const FILE_OPTIONS = {
  leads: 'string',
  activities: 'string',
  'stage-history': 'string',
  opportunities: 'string',
  file: 'string',
  mapping: 'string',
  'date-order': 'string',
  sheet: 'string',
} as const;

/** Lines of help for `FILE_OPTIONS`. */
export const FILE_HELP = `Files (CSV, TSV, XLSX, JSON, NDJSON, Parquet or Arrow, also packed with gzip; each may be given more than once)
  --leads FILE             leads: lead_id, created_at, and any other columns
  --activities FILE        activities: lead_id, type, occurred_at …
  --stage-history FILE     stage history: lead_id, stage, entered_at
  --opportunities FILE     opportunities: opportunity_id, lead_id or email, created_at, won_at, lost_at, amount
  --file FILE              a file that is recognised by its columns: exports of HubSpot, Salesforce, Marketo, Account
                           Engagement, Pipedrive, Zoho, Dynamics 365, Mautic, ActiveCampaign, and others
  --mapping FILE           what the columns of a file mean (JSON), for the files whose columns it reads
  --date-order dmy|mdy     order of day and month where a file leaves it open
  --sheet NAME             sheet of workbooks, by name or number; the first that is recognised unless given`;

const TABLE_OPTIONS: readonly (readonly [TableKind | null, string])[] = [
  ['leads', 'leads'],
  ['activities', 'activities'],
  ['stageHistory', 'stage-history'],
  ['opportunities', 'opportunities'],
  [null, 'file'],
];

/**
 * Reads the options that say which files are read.
 * @throws a command failure where none of them can hold leads
 */
export function readFileOptions(values: OptionValues): {
  readonly files: readonly TableFile[];
  readonly reading: ReadingOptions;
} {
  const files = TABLE_OPTIONS.flatMap(([table, option]) =>
    texts(values, option).map((path) => ({ table, path })),
  );
  if (!files.some(({ table }) => table === 'leads' || table === null))
    throw commandFailure('--leads FILE or --file FILE is required');
  return {
    files,
    reading: {
      mappingPaths: texts(values, 'mapping'),
      dateOrder: readDateOrder(values),
      sheet: single(values, 'sheet'),
    },
  };
}

/** Order of day and month of `--date-order`, or null. */
export function readDateOrder(values: OptionValues): 'dmy' | 'mdy' | null {
  const text = single(values, 'date-order');
  if (text === null || text === 'dmy' || text === 'mdy') return text;
  throw commandFailure(`--date-order must be dmy or mdy, not "${text}"`);
}

/**
 * Reads arguments. Every option may be given more than once here; `single` refuses that where it makes no sense.
 * @param known names of the options with the kind of their value
 * @throws a command failure for an unknown option, a missing value and a stray argument
 */
export function readOptions(
  argv: readonly string[],
  known: Readonly<Record<string, 'string' | 'boolean'>>,
): OptionValues {
  return readArguments(argv, known, false).values;
}

/**
 * Reads arguments of which some stand for themselves.
 * @param allowPositionals whether there may be such
 * @throws as `readOptions`
 */
export function readArguments(
  argv: readonly string[],
  known: Readonly<Record<string, 'string' | 'boolean'>>,
  allowPositionals: boolean,
): { readonly values: OptionValues; readonly positionals: readonly string[] } {
  const options: ParseArgsOptionsConfig = {};
  for (const [name, type] of Object.entries(known)) options[name] = { type, multiple: true };
  options['help'] = { type: 'boolean', short: 'h', multiple: true };
  try {
    const { values, positionals } = parseArgs({
      args: joinNegative(argv),
      options,
      strict: true,
      allowPositionals,
    });
    return { values: values as OptionValues, positionals };
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw commandFailure(
      `${line.replace(/\. To specify .*$/, '').replace(/\.$/, '')} (--help lists the options)`,
    );
  }
}

/** Texts of an option, in the order in which they were given. */
export function texts(values: OptionValues, name: string): string[] {
  const found = (values[name] ?? []).filter((value) => typeof value === 'string');
  if (found.includes('')) throw commandFailure(`--${name} needs a value`);
  return found;
}

/**
 * The text of an option, or null where it was not given.
 * @throws a command failure when it was given twice
 */
export function single(values: OptionValues, name: string): string | null {
  const found = texts(values, name);
  if (found.length > 1) throw commandFailure(`--${name} was given more than once`);
  return found[0] ?? null;
}

/** The one of some words that an option gives, or the first of them where it was not given. */
export function oneOf<Word extends string>(
  values: OptionValues,
  name: string,
  words: readonly [Word, ...Word[]],
): Word {
  const text = single(values, name);
  if (text === null) return words[0];
  const word = words.find((each) => each === text);
  if (word === undefined) throw commandFailure(`--${name} must be ${words.join(' or ')}, not "${text}"`);
  return word;
}

/** A plain decimal number, or null: no `inf`, no `0x10`, no `1_000`, no empty text. */
function plainNumber(text: string): number | null {
  const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** Days of `--window`, or null. */
export function readWindow(values: OptionValues): number | null {
  const text = single(values, 'window');
  if (text === null) return null;
  const days = plainNumber(text);
  if (days === null || days < 0 || days > MAX_DAYS) {
    throw commandFailure(`--window must be a number of days from 0 to ${MAX_DAYS}, not "${text}"`);
  }
  return days;
}

/** The instant of `--as-of` as it was written, or null. */
export function readAsOf(values: OptionValues): WrittenInstant | null {
  const text = single(values, 'as-of');
  if (text === null) return null;
  const written = readInstant(text);
  if (written === null) {
    throw commandFailure(
      `--as-of must be a date such as 2025-01-31 or an instant such as 2025-01-31T12:00:00Z, not "${text}"`,
    );
  }
  return written;
}

/** The engagement minimums of `--sweep`, or null. */
export function readSweep(values: OptionValues): MetricsRequest['sweep'] {
  const text = single(values, 'sweep');
  if (text === null) return null;
  const numbers = text.split(':').map(plainNumber);
  const [min, max, step] = numbers;
  if (
    numbers.length !== 3 ||
    typeof min !== 'number' ||
    typeof max !== 'number' ||
    typeof step !== 'number'
  ) {
    throw commandFailure(`--sweep must be MIN:MAX:STEP, as in 20:80:5, not "${text}"`);
  }
  if (step <= 0) throw commandFailure(`--sweep needs a step above 0, not "${text}"`);
  if (max < min) throw commandFailure(`--sweep needs a maximum that is not below its minimum, not "${text}"`);
  if ((max - min) / step >= MAX_SWEEP) {
    throw commandFailure(`--sweep may try at most ${MAX_SWEEP} minimums, which "${text}" exceeds`);
  }
  return { min, max, step };
}

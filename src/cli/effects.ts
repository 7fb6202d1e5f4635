import { readFile, writeFile } from 'node:fs/promises';
import type { Database } from '../database/database.ts';
import { openNodeDatabase } from '../database/node-database.ts';

/** What a command does to the world, and what it knows of it. */
export interface Effects {
  /** figures and help */
  readonly stdout: (text: string) => void;
  /** diagnostics */
  readonly stderr: (text: string) => void;
  /** seconds since 1970 */
  readonly now: () => number;
  /** IANA zone of a data set whose model names none */
  readonly timeZone: () => string;
  readonly readText: (path: string) => Promise<string>;
  readonly writeText: (path: string, text: string) => Promise<void>;
  readonly openDatabase: () => Promise<Database>;
}

/** The process itself. */
export const PROCESS_EFFECTS: Effects = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  now: () => Math.floor(Date.now() / 1000),
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  readText: (path) => readFile(path, 'utf8'),
  writeText: (path, text) => writeFile(path, text),
  openDatabase: () => openNodeDatabase(),
};

/** What a first visit costs: bytes, the first chart from the snapshot, and the database behind it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openApp } from './chromium.ts';

/** Times of a visit, milliseconds since the page was asked for. */
export interface FirstVisit {
  readonly chart: number;
  readonly databaseReady: number;
  readonly sampleLoaded: number;
  /** files that had been asked for when the chart was there, below the app's folder */
  readonly files: readonly string[];
}

/** Opens the app in a new browser. */
export async function visit(url: string): Promise<FirstVisit> {
  const app = await openApp(url);
  try {
    const { measures, chart, resources } = await app.page.evaluate(() => ({
      measures: window.bench.measures,
      chart: window.bench.firstChart ?? NaN,
      resources: performance.getEntriesByType('resource').map(({ name, startTime }) => ({ name, startTime })),
    }));
    const find = (name: string) => measures.find((measure) => measure.name === `leadscope:${name}`);
    const load = find('load');
    return {
      chart,
      databaseReady: find('import')?.start ?? NaN,
      sampleLoaded: (load?.start ?? NaN) + (load?.duration ?? NaN),
      files: resources
        .filter(({ name, startTime }) => name.startsWith(url) && startTime < chart)
        .map(({ name }) => name.slice(url.length)),
    };
  } finally {
    await app.close();
  }
}

/** Bytes as they go over the line, packed files as they are and the rest under gzip. */
export interface Bytes {
  readonly script: number;
  readonly style: number;
  readonly fonts: number;
  /** manifest and snapshot */
  readonly data: number;
  readonly page: number;
}

/** Size of a file under gzip -9; what is packed already keeps its size. */
export function packedSize(folder: string, file: string): number {
  const bytes = readFileSync(join(folder, file));
  return /\.(gz|woff2)$/.test(file) ? bytes.length : gzipSync(bytes, { level: 9 }).length;
}

/** Bytes that came before the first chart. */
export function bytesBefore(folder: string, files: readonly string[]): Bytes {
  const of = (pattern: RegExp): number =>
    files.filter((file) => pattern.test(file)).reduce((sum, file) => sum + packedSize(folder, file), 0);
  return {
    script: of(/\.js$/),
    style: of(/\.css$/),
    fonts: of(/\.woff2$/),
    data: of(/^data\//),
    page: packedSize(folder, 'index.html'),
  };
}

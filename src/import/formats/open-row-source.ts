/** Opens a file of any format. */
import { blobBytes, type FileBytes } from '../import-file.ts';
import type { OpenOptions, RowSource } from '../row-source.ts';
import { joinBytes, readHead, storedStream, type ByteStream } from './byte-stream.ts';
import { failure } from './failure.ts';
import { gunzipStream } from './gunzip.ts';
import { findJsonRows } from './find-json-rows.ts';
import { LARGEST_PART } from './limits.ts';
import { recogniseBytes, refuseCompoundFile } from './recognise-bytes.ts';
import { openText, openTextRows } from './text-rows.ts';

/** How often gzip may be packed in gzip. */
const DEEPEST_GZIP = 2;

async function unpacked(name: string, stream: ByteStream): Promise<FileBytes> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const { bytes } of stream.chunks()) {
    parts.push(bytes);
    length += bytes.length;
    if (length > LARGEST_PART) throw failure(name, 'tooLarge', 'GZIP');
  }
  return blobBytes(new Blob([joinBytes(parts)]));
}

/**
 * Finds out what a file is, and reads its header. Only a bounded part of the file is read, but for JSON, whose columns
 * may come with its last object, and workbooks.
 * @param name of the file, for errors
 * @throws LoadError naming what the file is, where it is none that can be read, is damaged, or asks for too much
 */
export async function openRowSource(
  name: string,
  bytes: FileBytes,
  options: OpenOptions = { sheet: null },
): Promise<RowSource> {
  if (bytes.size === 0) throw failure(name, 'emptyFile');
  await refuseCompoundFile(name, bytes);
  let stream = storedStream(bytes);
  let kind = recogniseBytes(name, (await readHead(stream, 512)).bytes);
  let depth = 0;
  for (; kind === 'gzip'; depth++) {
    if (depth === DEEPEST_GZIP) throw failure(name, 'otherArchive', 'GZIP');
    stream = gunzipStream(name, stream);
    const head = (await readHead(stream, 512)).bytes;
    if (head.length === 0) throw failure(name, 'emptyFile');
    kind = recogniseBytes(name, head);
  }
  const isPacked = depth > 0;
  const wrap = (source: RowSource): RowSource =>
    isPacked ? Object.defineProperty(source, 'compression', { value: 'gzip', enumerable: true }) : source;

  if (kind !== 'text') {
    const file = isPacked ? await unpacked(name, stream) : bytes;
    if (kind === 'zip') {
      const { openWorkbook } = await import('./workbook-rows.ts');
      return wrap(await openWorkbook(name, file, options));
    }
    if (kind === 'parquet') {
      const { openParquet } = await import('./parquet-rows.ts');
      return wrap(await openParquet(name, file));
    }
    const { openArrow } = await import('./arrow-rows.ts');
    return wrap(await openArrow(name, file));
  }
  const { stream: text, head } = await openText(name, stream, options);
  const rows = findJsonRows(name, head);
  if (rows !== null) {
    const { openJson } = await import('./json-rows.ts');
    return wrap(await openJson(name, text, rows));
  }
  return openTextRows(name, isPacked ? null : bytes, text, head, options);
}

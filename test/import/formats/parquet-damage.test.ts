import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { openParquet } from '../../../src/import/formats/parquet-rows.ts';
import { blobBytes } from '../../../src/import/import-file.ts';

/** Parts outside of the file that were asked for: some systems end the process over them. */
const outside: number[] = [];

async function readAll(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const inBlob = blobBytes(new Blob([bytes]));
  const source = await openParquet('leads.parquet', {
    ...inBlob,
    slice(start, end) {
      if (start > inBlob.size) outside.push(start);
      return inBlob.slice(start, end);
    },
  });
  let rows = 0;
  for await (const batch of source.rows(new AbortController().signal)) rows += Object.keys(batch).length;
  return rows;
}

test('a directory that names bytes outside of its file is damage, not a crash', async () => {
  const whole = new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'lead_id', data: Array.from({ length: 20_000 }, (_, row) => `L${row}`), type: 'STRING' },
        { name: 'created_at', data: Array.from({ length: 20_000 }, () => '2024-01-01'), type: 'STRING' },
      ],
    }),
  );
  expect(await readAll(whole)).toBeGreaterThan(0);
  // the directory alone, without the pages that it speaks of
  const length = new DataView(whole.buffer).getUint32(whole.length - 8, true);
  const directory = whole.slice(whole.length - 8 - length);
  const cut = new Uint8Array(4 + directory.length);
  cut.set(whole.subarray(0, 4));
  cut.set(directory, 4);
  await expect(readAll(cut)).rejects.toMatchObject({ problem: { code: 'damagedFile' } });
  expect(outside).toEqual([]);
});

import { gzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { problemOf, readAll } from './read-all.ts';

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));
const CSV = `id,name\n${Array.from({ length: 30_000 }, (_, row) => `${row},name ${row * 7919}\n`).join('')}`;

/** A compound file with one name in its folder. */
function compoundFile(name: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4096);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const view = new DataView(bytes.buffer);
  view.setUint16(30, 9, true);
  view.setUint32(48, 1, true);
  for (let index = 0; index < name.length; index++)
    view.setUint16(1024 + 2 * index, name.charCodeAt(index), true);
  return bytes;
}

test.each<[string, string | Uint8Array, string, string | null]>([
  ['nothing', '', 'emptyFile', null],
  ['blank lines', '\n \r\n\n', 'emptyFile', null],
  ['a byte-order mark alone', '\uFEFF', 'emptyFile', null],
  [
    'a pointer',
    'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n',
    'gitLfsPointer',
    null,
  ],
  ['a page', '<!DOCTYPE html>\n<html><head><title>Log in</title></head></html>', 'webPage', null],
  ['a page after blanks', '\r\n  <html lang="en"><body>Sign in, please</body></html>', 'webPage', null],
  ['a table of a page', '<table><tr><td>id</td></tr></table>', 'webTable', null],
  ['XML', '<?xml version="1.0"?><Workbook xmlns="urn:x"></Workbook>', 'otherFormat', 'XML'],
  ['XML without a prologue', '<leads><lead id="1"/></leads>', 'otherFormat', 'XML'],
  ['a PDF', latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj'), 'otherFormat', 'PDF'],
  ['a picture', latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), 'otherFormat', 'PNG'],
  ['an old workbook', compoundFile('Workbook'), 'otherFormat', 'XLS'],
  ['an encrypted workbook', compoundFile('EncryptedPackage'), 'encryptedFile', 'XLSX'],
  ['RAR', latin1('Rar!\x1a\x07\x01\0abcdef'), 'otherArchive', 'RAR'],
  ['SQLite', latin1('SQLite format 3\0abcdef'), 'otherFormat', 'SQLite'],
  ['a zip of CSV', zipSync({ 'leads.csv': utf8('id\n1\n') }), 'otherArchive', 'ZIP'],
  ['ODS', zipSync({ mimetype: utf8('x'), 'content.xml': utf8('<a/>') }), 'otherFormat', 'ODS'],
  ['Numbers', zipSync({ 'Index/Document.iwa': utf8('x') }), 'otherFormat', 'Numbers'],
  ['XLSB', zipSync({ 'xl/workbook.bin': utf8('x') }), 'otherFormat', 'XLSB'],
  ['Parquet without an end', latin1(`PAR1${'x'.repeat(100)}`), 'damagedFile', 'PARQUET'],
  ['Arrow without a schema', latin1(`ARROW1\0\0${'x'.repeat(100)}`), 'damagedFile', 'ARROW'],
])('%s', async (_, content, code, detail) => {
  const start = Date.now();
  expect(await problemOf(content)).toMatchObject({ code, detail, file: 'file' });
  expect(Date.now() - start).toBeLessThan(10_000);
});

test('gzip of text, of several members, and of gzip', async () => {
  const bytes = utf8(CSV);
  const { source, rows } = await readAll(gzipSync(bytes));
  expect(source).toMatchObject({ compression: 'gzip', format: 'csv', isPlain: false, encoding: 'utf-8' });
  expect(rows).toHaveLength(30_000);
  expect(
    (await readAll([gzipSync(bytes.subarray(0, 100_001)), gzipSync(bytes.subarray(100_001))])).rows,
  ).toEqual(rows);
  expect((await readAll(gzipSync(gzipSync(bytes)))).rows).toEqual(rows);
  expect((await problemOf(gzipSync(gzipSync(gzipSync(bytes))))).code).toBe('otherArchive');
  const json = await readAll(gzipSync(utf8('[{"id":1}]')));
  expect(json.source).toMatchObject({ compression: 'gzip', format: 'json' });
});

test('damaged gzip is refused, never read in part without a word', async () => {
  const packed = gzipSync(utf8(CSV));
  for (const length of [12, 1000, packed.length - 9, packed.length - 1])
    expect(await problemOf(packed.slice(0, length))).toMatchObject({ code: 'damagedFile', detail: 'GZIP' });
  const changed = packed.slice();
  changed[changed.length - 6] = (changed[changed.length - 6] ?? 0) ^ 1;
  expect(await problemOf(changed)).toMatchObject({ code: 'damagedFile' });
  const twice = new Uint8Array([...packed, ...packed.subarray(0, 50)]);
  expect(await problemOf(twice)).toMatchObject({ code: 'damagedFile' });
  expect(await problemOf(gzipSync(new Uint8Array(0)))).toMatchObject({ code: 'emptyFile' });
});

test('a gzip bomb is noticed early', async () => {
  const lines = gzipSync(utf8('12345,a name of a lead,a city,2024-01-05\n'.repeat(2_000_000)));
  const bombs = [lines, gzipSync(lines)];
  const oneLine = gzipSync(new Uint8Array(60_000_000).fill(97));
  for (const [bomb, code] of [
    ...bombs.map((each) => [each, 'tooLarge'] as const),
    [oneLine, 'lineTooLong'] as const,
  ]) {
    const start = Date.now();
    expect((await problemOf(bomb)).code).toBe(code);
    expect(Date.now() - start).toBeLessThan(10_000);
  }
});

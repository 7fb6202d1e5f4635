import { test } from 'vitest';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import { openWasmNodeDatabase } from '../database/wasm-node-database.ts';
import { zoneOffsets } from '../../src/import/zone-transitions.ts';
import { selectInstants } from '../../src/query/instants.ts';
import { ident, query, verbatim, type Query } from '../../src/query/query.ts';
test.each([['native', openNodeDatabase], ['wasm', openWasmNodeDatabase]] as const)('%s', async (name, open) => {
  const db = await open();
  const t = async (label: string, q: Query) => { const s = performance.now(); await db.run(q); console.log(name, label.padEnd(20), Math.round(performance.now() - s)); };
  const file = await db.attach({ path: '/tmp/imp/m/a64.csv' });
  await t('read c2', query`create table z as select c2 from read_csv(${file},columns={'c0':'VARCHAR','c1':'VARCHAR','c2':'VARCHAR','c3':'VARCHAR'},auto_detect=false,header=false,skip=1,delim=',',quote='"',escape='"',null_padding=true,parallel=false)`);
  await t('iso', query`create table zi as select c2[1:10]||'T'||c2[12:]||'Z' c2 from z`);
  await t('isot', query`create table zt as select c2[1:10]||'T'||c2[12:] c2 from z`);
  await t('off', query`create table zo as select c2||'+02:00' c2 from z`);
  await t('day', query`create table zd as select c2[1:10] c2 from z`);
  await t('min', query`create table zm as select c2[1:16] c2 from z`);
  await t('bad', query`create table zb as select 'x'||c2 c2 from z`);
  const zone = zoneOffsets('Europe/Berlin');
  for (const table of ['z', 'zi', 'zt','zo', 'zd', 'zm', 'zb'])
  await t('parse ' + table, query`create or replace table y as ${selectInstants(ident(table), [], [{ name: 'i', expression: verbatim('c2') }], zone)}`);
  await t('parse z utc', query`create or replace table y as ${selectInstants(ident('z'), [], [{ name: 'i', expression: verbatim('c2') }], zoneOffsets('UTC'))}`);
  await db.close();
}, 120000);

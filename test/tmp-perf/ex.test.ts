import { test } from 'vitest';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import { openWasmNodeDatabase } from '../database/wasm-node-database.ts';
import { verbatim } from '../../src/query/query.ts';
test.each([['native', openNodeDatabase],['wasm', openWasmNodeDatabase]] as const)('x %s', async (name, open) => {
  const db = await open();
  const run = async (t: string) => { const s = performance.now(), u = process.cpuUsage(); await db.run(verbatim(t)); const v = process.cpuUsage(u); console.log('T', name, 'wall', Math.round(performance.now() - s), 'cpu', Math.round((v.user + v.system) / 1000), t.slice(0, 150)); };
  const show = async (t: string) => console.log(((await db.read(verbatim('explain ' + t))).columns['explain_value'] as string[]).join('\n'));
  const p = await db.attach({ path: '/tmp/imp/m/a64.csv' });
  const csv = `read_csv('${p}', columns = {'c0':'VARCHAR','c1':'VARCHAR','c2':'VARCHAR','c3':'VARCHAR'}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', nullstr = '', null_padding = true, ignore_errors = true, parallel = false)`;
  const l = await db.attach({ path: '/tmp/imp/m/leads.csv' });
  await run(`create table leads as select (row_number() over () - 1)::integer ordinal, lead_id as c0, email as c1 from read_csv('${l}', columns={'lead_id':'VARCHAR','created_at':'VARCHAR','email':'VARCHAR','source':'VARCHAR','industry':'VARCHAR','budget':'VARCHAR','seniority':'VARCHAR','country':'VARCHAR','employees':'VARCHAR'}, auto_detect=false, header=true)`);
  await run(`create table st as select * from ${csv}`);
  await run(`create table kinds as select (row_number() over () - 1)::integer kind, c1 as type, c3 as channel, c1 || chr(31) || c3 as key from (select distinct c1, c3 from st)`);
  await run(`create type kk as enum (select key from kinds order by kind)`);
  await run(`drop table st`);
  const variants = {
    bare: `create or replace table o as select c0, c1, c2, c3 from ${csv}`,
    count: `create or replace table o as select strlen(c0) a, strlen(c1) b, strlen(c2) c, strlen(c3) d from ${csv}`,
    enum: `create or replace table o as select enum_code(try_cast(c1 || chr(31) || c3 as kk))::integer k from ${csv}`,
    single: `create or replace table o as select (select kind from kinds where kinds.key = r.c1 || chr(31) || r.c3) k from ${csv} r`,
    two: `create or replace table o as select (select kind from kinds where kinds.type = r.c1 and kinds.channel = r.c3) k from ${csv} r`,
    twond: `create or replace table o as select (select kind from kinds where kinds.type = r.c1 and kinds.channel is not distinct from r.c3) k from ${csv} r`,
    coal: `create or replace table o as select (select kind from kinds where kinds.type = r.t and kinds.channel = r.ch) k from (select c1 as t, coalesce(c3, '') as ch from ${csv}) r`,
    lead: `create or replace table o as select (select ordinal from leads where leads.c0 = r.c0) k from ${csv} r`,
    both: `create or replace table o as select (select ordinal from leads where leads.c0 = r.c0) o, (select kind from kinds where kinds.type = r.t and kinds.channel = r.ch) k from (select c0, c1 as t, coalesce(c3, '') as ch from ${csv}) r`,
    ts: `create or replace table o as select case when w::varchar = c2 then epoch(w)::bigint end t from (select c2, try_cast(c2 as timestamp) w from ${csv})`,
  };
  if (name === 'native') { await show(variants.both); await show(variants.twond); }
  for (let k = 0; k < 2; k++) for (const v of Object.entries(variants)) { console.log('T', v[0]); await run(v[1]); }
  await db.close();
}, 120000);

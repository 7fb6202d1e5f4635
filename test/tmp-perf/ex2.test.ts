import { test } from 'vitest';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import { verbatim } from '../../src/query/query.ts';
test('x', async () => {
  const db = await openNodeDatabase();
  const run = async (t: string) => db.run(verbatim(t));
  const show = async (l: string, t: string) => console.log('T', l, ((await db.read(verbatim('explain ' + t))).columns['explain_value'] as string[]).join('\n').includes('DELIM'));
  await run(`create table leads as select i::integer ordinal, 'L' || lpad(i::varchar, 7, '0') as c0 from range(100000) t(i)`);
  await run(`create table kinds as select (i % 50)::integer kind, i::varchar as type, i::varchar as channel, i::varchar as campaign from range(73) t(i)`);
  await run(`create table src as select 'L' || lpad((hash(i) % 1000100)::varchar, 7, '0') as c0, (i % 10)::varchar c1, (i%5)::varchar c3, (i%3)::varchar c4 from range(200000) t(i)`);
  const lead = `(select ordinal from leads where leads.c0 = r.c0)`;
  const k1 = `(select kind from kinds where kinds.type = r.c1)`;
  const k2 = `(select kind from kinds where kinds.type = r.c1 and kinds.channel = r.c3)`;
  const k2n = `(select kind from kinds where kinds.type = r.c1 and kinds.channel is not distinct from r.c3)`;
  const k3n = `(select kind from kinds where kinds.type = r.c1 and kinds.channel is not distinct from r.c3 and kinds.campaign is not distinct from r.c4)`;
  for (const [l, cols] of Object.entries({ k1, k2, k2n, k3n, lead, lead_k1: `${lead}, ${k1}`, lead_k2: `${lead}, ${k2}`, lead_k2n: `${lead}, ${k2n}`, k2n_lead: `${k2n}, ${lead}`, k3n_lead: `${k3n}, ${lead}`, lead_k3n: `${lead}, ${k3n}` })) {
    await show(l, `create table o as select ${cols} from src r`);
    await show(l + ' sub', `create table o as select ${cols} from (select c0, c1, nullif(c3, 'x') c3, c4 from src) r`);
  }
  await show('nested', `create table o as select ${lead}, k from (select c0, ${k2n} k from src r) r`);
  await show('nested2', `create table o as select ${k2n}, o from (select c1, c3, ${lead} o from src r) r`);
  await show('nested3', `create table o as select *, ${k3n} from (select c1, c3,c4, ${lead} o from src r) r`);
  await show('rowid', `create table o as select (select kind from kinds where kinds.kind = r.rowid) from src r`);
  await db.close();
}, 120000);

import { test } from 'vitest';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import { openWasmNodeDatabase } from '../database/wasm-node-database.ts';
import { importTables } from '../../src/import/import-tables.ts';
import { pathBytes } from '../../src/import/path-bytes.ts';
import { query } from '../../src/query/query.ts';
import { readFileSync } from 'node:fs';
const dir = process.env['DIR'] ?? 's';
const engines = { native: openNodeDatabase, wasm: openWasmNodeDatabase };
const acts = process.env['ACTS'] ?? 'activities.csv';
test('big', async () => {
  const name = (process.env['ENGINE'] ?? 'native') as 'native' | 'wasm';
  const inner = await engines[name]();
  const times = new Map<string, [number, number]>();
  const time = async <T>(text: string, f: () => Promise<T>) => { const key = text.replace(/read_csv\(.*$/s, '').replace(/\d\d+/g, '#').slice(0, 70); const s = performance.now(); const r = await f(); const ms = performance.now() - s; const t = times.get(key) ?? [0, 0]; times.set(key, [t[0] + ms, t[1] + 1]); return r; };
  const db = { ...inner, run: (q: any, s: any) => time(q.text, () => inner.run(q, s)), read: (q: any, s: any) => time(q.text, () => inner.read(q, s)), attach: (x: any) => time('attach', () => inner.attach(x)), release: (x: any) => time('release', () => inner.release(x)) };
  const files = [
    { table: 'leads', name: 'leads', bytes: await pathBytes(`/tmp/imp/${dir}/${process.env['LEADS'] ?? 'leads.csv'}`) },
    { table: 'activities', name: 'activities', bytes: await pathBytes(`/tmp/imp/${dir}/${acts}`) },
  ] as const;
  const s = performance.now(), u = process.cpuUsage();
  let last = s; const phases: string[] = [];
  const r = await importTables(db, files, { timeZone: 'Europe/Berlin', now: 1.9e9, signal: new AbortController().signal, onProgress: (p) => { phases.push(`${p.phase} ${p.rows} ${p.share.toFixed(2)} ${(performance.now() - last).toFixed(0)}`); last = performance.now(); if (process.env['MEM']) console.log('B rss', p.phase, p.rows, Math.round(process.memoryUsage().rss / 1e6)); } });
  const v = process.cpuUsage(u);
  console.log('B', name, dir, acts, 'wall', Math.round(performance.now() - s), 'cpu', Math.round((v.user + v.system) / 1000), JSON.stringify(r.rows), r.defaultAsOf);
  console.log('B memory', /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1], process.memoryUsage());
  console.log(phases.map((p) => 'B ' + p).join('\n'));
  for (const [k, [ms, n]] of [...times].sort((a, b) => b[1][0] - a[1][0]).slice(0, 22)) console.log('B', ms.toFixed(0).padStart(6), String(n).padStart(4), k);
  if (name === 'native') {
    const types = "{'lead_id':'VARCHAR','type':'VARCHAR','occurred_at':'TIMESTAMP','channel':'VARCHAR'}";
    const p = await inner.attach({ path: `/tmp/imp/${dir}/activities.csv` });
    const s2 = performance.now(); await inner.run({ text: `create table base as select * from read_csv('${p}',columns=${types},auto_detect=false,header=true)` } as any); console.log('B typed read of activities alone', Math.round(performance.now() - s2));
  }
  console.log('B', JSON.stringify((await inner.read(query`select cast(count(*) as integer) n, cast(count(*) filter (position <> rowid) as integer) bad, cast(count(distinct kind) as integer) k from activities`)).columns));
  await inner.close();
}, 300000);

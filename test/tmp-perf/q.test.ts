import { test } from 'vitest';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import { openWasmNodeDatabase } from '../database/wasm-node-database.ts';
import { zoneOffsets } from '../../src/import/zone-transitions.ts';
import { localOffset } from '../../src/query/instants.ts';
import { query, verbatim, type Query } from '../../src/query/query.ts';
test.each([['native', openNodeDatabase], ['wasm', openWasmNodeDatabase]] as const)('%s', async (name, open) => {
  const db = await open();
  const t = async (label: string, q: Query) => { let best = 1e9; for (let k = 0; k < 4; k++) { const s = performance.now(); await db.run(q); best = Math.min(best, performance.now() - s);} console.log(name, label.padEnd(40), (best / 1.5).toFixed(0), 'ns/row'); };
  const file = await db.attach({ path: '/tmp/imp/m/a64.csv' });
  await db.run(query`create table z as select c2, try_cast(c2 as timestamp) ts, epoch_us(try_cast(c2 as timestamp))//1000000 w, length(c1) u from read_csv(${file},columns={'c0':'VARCHAR','c1':'VARCHAR','c2':'VARCHAR','c3':'VARCHAR'},auto_detect=false,header=false,skip=1,delim=',',quote='"',escape='"',null_padding=true,parallel=false)`);
  const e = (text: string) => t(text, query`select cast(count(${verbatim(text)}) as integer) n from z`);
  await e('c2'); await e('u');await e('w'); await e('ts');
  for (const x of ['try_cast(c2 as timestamp)', 'try_cast(c2 as timestamp_s)', 'cast(ts as varchar)', 'cast(ts as varchar) = c2 or u < 0', 'epoch_us(ts)', 'epoch(ts)','cast(epoch(ts) as bigint)', 'epoch_us(ts)//1000000', 'cast(epoch_us(ts)*1e-6 as bigint)','cast(cast(epoch_us(ts) as double)*1e-6 as bigint)', 'cast(epoch_us(ts)::float8/1e6 as bigint)', 'left(c2,19)', 'substr(c2,20)', 'substring(c2,1,10)', 'strlen(c2)', 'ascii(c2)', "strptime(c2,'%Y-%m-%d %H:%M:%S')", "try_strptime(c2,'%Y-%m-%d %H:%M:%S')", 'case when w > 5 then w end', 'datediff(\'second\', timestamp \'1970-01-01\', ts)', "cast(left(c2,10) as date)", "try_cast(substr(c2,1,4) as integer)", "c2 like '____-__-__ __:__:__'", "c2::blob", "cast(ts as date)", "ts_s::varchar"]) await e(x).catch(er=>console.log(x, String(er).slice(0,90)));
  await t('zone berlin', query`select cast(sum(w - ${localOffset(verbatim('w'), zoneOffsets('Europe/Berlin'))}) as double) n from z`);
  await t('zone utc', query`select cast(sum(w - ${localOffset(verbatim('w'), zoneOffsets('UTC'))}) as double) n from z`);
  await t('plain', query`select cast(sum(case when ts::varchar=c2 then cast(epoch(ts) as bigint) end) as double) n from (select c2,try_cast(c2 as timestamp) as ts from z)`);
  await db.close();
}, 120000);

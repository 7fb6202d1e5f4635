import { test } from 'vitest';
import { ENGINES, caseFile, importFiles } from '../import/engines.ts';
import { zoneOffsets } from '../../src/import/zone-transitions.ts';
test.each(ENGINES)('%s', async (name, open) => {
  for (const zone of ['Europe/Berlin', 'Europe/Berlin', 'UTC']) {
  const inner = await open();
  const log: string[] = []; let sum = 0;
  const time = async <T>(text: string, f: () => Promise<T>) => { const s = performance.now(); const r = await f(); const ms = performance.now() - s; sum += ms; if (ms > 3) log.push(ms.toFixed(0).padStart(5) + ' ' + text.length + ' ' + text.slice(0, 110)); return r; };
  const db = { ...inner, run: (q: any, s: any) => time(q.text, () => inner.run(q, s)), read: (q: any, s: any) => time(q.text, () => inner.read(q, s)), attach: (x: any) => time('attach', () => inner.attach(x)), release: (x: any) => time('release', () => inner.release(x)) };
  let s = performance.now(); zoneOffsets(zone); console.log('P', name, zone, 'zone', (performance.now() - s).toFixed(0)); s = performance.now();
  await importFiles(db, [caseFile('leads', 'random-103', 'leads.csv'), caseFile('activities', 'random-103', 'activities.csv'), caseFile('stageHistory', 'random-103', 'stage-history.csv'), caseFile('opportunities', 'random-103', 'opportunities.csv')], { timeZone: zone });
  console.log('P', name, zone, 'total', (performance.now() - s).toFixed(0), 'db', sum.toFixed(0)); console.log(log.map((l) => 'P ' + l).join('\n'));
  await inner.close();
  }
}, 60000);

import { test } from 'vitest';
import { readFileSync } from 'node:fs';
import { scanRecords } from '../../src/import/scan-records.ts';
test('speed', () => {
  const all = new Uint8Array(readFileSync('/tmp/imp/m/a64.csv'));
  const quoted = new TextEncoder().encode(new TextDecoder().decode(all.subarray(0, 20e6)).split('\n').map(l => l.split(',').map(c => `"${c}"`).join(',')).join('\r\n'));
  for (const [name, bytes] of [['plain', all], ['quoted', quoted]] as const)
  for (let k = 0; k < 4; k++) { const s = performance.now(), u = process.cpuUsage(); const r = scanRecords(bytes, { file: 'x', line: 0, isEnd: true }); const ms = performance.now() - s; const v = process.cpuUsage(u); console.log('SCAN', name, r.records, (bytes.length / 1e3 / ms).toFixed(0), 'MB/s', (bytes.length/(v.user+v.system)).toFixed(0)); }
});

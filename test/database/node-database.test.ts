import { expect, test } from 'vitest';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import { query } from '../../src/query/query.ts';
test('a', async () => {
  const db = await openNodeDatabase({});
  await db.run(query`create table t as select i::integer i, md5(i::varchar) s from range(10000000) r(i)`);
  for (let k = 0; k < 3; k++) {
    console.time('r');
    const a = await db.read(query`select i, i as b, i::double d from t`);
    console.timeEnd('r');
  }
  console.time('s');
  const a = await db.read(query`select s from t limit 1000000`);
  console.timeEnd('s');
  console.time('st');
  let c = 0;
  for await (const b of db.stream(query`select i, i as b from t`)) {
    c += b.rows;
  }
  console.timeEnd('st');
  await db.close();
}, 60000);

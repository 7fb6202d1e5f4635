import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uniqueNames } from '../../../src/import/header.ts';
import { convertRows, DateOrderContradiction } from '../../../src/import/meaning/convert.ts';
import { checkMapping } from '../../../src/import/meaning/mapping-schema.ts';
import { needsConversion, readMeaning } from '../../../src/import/meaning/read-meaning.ts';
import { tableColumns } from '../../../src/import/meaning/table-columns.ts';
import { rowsSource } from './text-source.ts';

/** Names that layouts look for, so that random files come near to real ones. */
const NAMES =
  'Id|Lead ID|LeadId|lead_id|email|E-Mail|Created Date|created_at|CreatedDate|Erstellt am|Status|Stage|StageName|Field|New Value|Old Value|Edit Date|Close Date|IsWon|IsConverted|ConvertedDate|WhoId|Subject|ActivityDate|marketoGUID|activityTypeId|activityDate|attributes|primaryAttributeValue|prospect_id|visitor_id|type|type_name|Deal - Title|Deal - Status|Deal - Won time|Person - Email|Record ID|Create Date|Deal Stage|Date entered "MQL (Lifecycle Stage Pipeline)"|(Do Not Modify) Lead|(Do Not Modify) Row Checksum|points|date_added|event_name|action_name|delta|stage_id|cdate|udate|case|activity|start|Datum|Uhrzeit|Betrag|Umsatz|constructor|toString|column_1|column_2|||name|timestamp|value|contact_id|deal_id|Company|First Name|Last Name|occurred_at|entered_at|stage|opportunity_id|won_at|amount|master_record_id|merge_ids'.split(
    '|',
  );
const CELLS = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '1',
      '2',
      '007',
      'Won',
      'MQL',
      'Status',
      'true',
      'N/A',
      '-',
      'a@b.example',
      '13',
      '104',
      '32',
      '[1,2]',
      '{"New Value":"MQL","Merge IDs":[[1]]}',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '2024-01-05',
      '05.01.2024',
      '1/13/2024',
      '13/1/2024 8:05',
      '45631',
      '1620208800',
      '15 Apr, 2021 00:03:00',
      '9999-12-31',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('1.234,50', '$1,117.10K', '12 %', '(5)') },
  { weight: 1, arbitrary: fc.string() },
  { weight: 2, arbitrary: fc.constant(null) },
);

test('whatever a file holds, its meaning is a mapping that can be saved, and no row is lost', async () => {
  const { signal } = new AbortController();
  const files = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 14 }).chain((header) =>
    fc.record({
      header: fc.constant(header),
      rows: fc.array(fc.array(CELLS, { maxLength: header.length }), { maxLength: 12 }),
      alone: fc.constantFrom(null, true, false),
      delimiter: fc.constantFrom(',', ';'),
    }),
  );
  await fc.assert(
    fc.asyncProperty(files, async ({ header, rows, alone, delimiter }) => {
      const source = rowsSource('export.csv', header, rows, { delimiter });
      const reading = await readMeaning(source, { signal, language: null, alone });
      expect(checkMapping(JSON.parse(JSON.stringify(reading.mapping)))).toEqual({ mapping: reading.mapping });
      expect(reading.columns.map(({ name }) => name)).toEqual(uniqueNames(header));
      for (const { options, assumed } of reading.questions) expect(options).toContain(assumed);
      expect(reading.mapping.tables.length > 0 || reading.notes.length > 0).toBe(true);
      needsConversion(reading, source);
      for (const table of reading.mapping.tables) {
        const names = tableColumns(reading.mapping, table).map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        let out = 0;
        try {
          for await (const batch of convertRows(source, table, reading.mapping, signal)) {
            out += batch.rows.length;
            for (const row of batch.rows) {
              expect(row).toHaveLength(names.length);
              expect(row).not.toContain('');
            }
          }
          if (table.rows === null && !table.perLead) expect(out).toBe(rows.length);
        } catch (error) {
          // both orders occur: whoever converts says so, and reads what can be read
          if (!(error instanceof DateOrderContradiction)) throw error;
          expect(reading.notes.map(({ code }) => code)).toContain('mixedDateOrder');
        }
      }
    }),
    { numRuns: 1500 },
  );
});

import { expect, test } from 'vitest';
import { prettyJson } from '../../data/generator/pretty-json.mjs';
import { scoringModelJsonSchema } from '../../src/model/scoring-model-json-schema.ts';

test('the file for editors is what the schema gives; `vitest run -u` on this test writes it', async () => {
  await expect(prettyJson(scoringModelJsonSchema())).toMatchFileSnapshot(
    '../../public/scoring-model.schema.json',
  );
});

test('conditions are one definition that refers to itself, and every object is closed', () => {
  const schema = scoringModelJsonSchema();
  expect(schema).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    additionalProperties: false,
    required: ['version', 'name', 'timeZone', 'fit', 'engagement', 'stages'],
    properties: { version: { const: 1 }, fit: { items: { $ref: '#/$defs/fitRule' } } },
  });
  const text = JSON.stringify(schema);
  expect(text.match(/"type":"object"/g)?.length).toBe(text.match(/"additionalProperties":/g)?.length);
  expect(text).toContain('"$ref":"#/$defs/condition"');
});

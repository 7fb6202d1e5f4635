/**
 * Writes the sample data set that the app opens with: `node data/generate.mjs`. The same seed gives the same bytes.
 *
 * Musterwerk, its people and its leads are invented. What can be found in the figures: a prize draw that brings many
 * leads and hardly a buyer; a month in which sales answered days late; direct requests that close sooner and more often
 * than nurtured leads; an MQL minimum that is set too low; a customer database that lags behind the scores; contact
 * forms stamped seconds before their lead; last months that are not finished yet; and rows that are broken on purpose.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withBrokenActivities, withBrokenLeads, withBrokenOpportunities } from './generator/broken.mjs';
import { csv } from './generator/csv.mjs';
import { MODEL } from './generator/model.mjs';
import { prettyJson } from './generator/pretty-json.mjs';
import { randomFrom } from './generator/random.mjs';
import { makeTables } from './generator/tables.mjs';

/** The seed of the files in this folder. */
export const SEED = 9;

const LEADS =
  'lead_id,created_at,email,name,phone,company,source,campaign,industry,country,employees,budget,seniority,owner,product_interest,alias_ids,mql_at,sql_at,opportunity_at,customer_at,disqualified_at,notes';
const ACTIVITIES = 'activity_id,lead_id,email,type,occurred_at,channel,campaign,content,direction';
const OPPORTUNITIES = 'opportunity_id,lead_id,email,created_at,won_at,lost_at,amount';

const MANIFEST = {
  version: 1,
  name: 'Musterwerk (sample)',
  leads: ['leads.csv'],
  activities: ['activities.csv'],
  stageHistory: [],
  opportunities: ['opportunities.csv'],
  model: 'scoring-model.json',
  snapshot: 'snapshot.json',
  loadedAt: '2026-07-01T06:00:00Z',
};

/**
 * @param {number} seed a whole number
 * @returns {Readonly<Record<string, string>>} text of each file by its name
 */
export function sampleFiles(seed) {
  const random = randomFrom(seed);
  const { leads, activities, opportunities } = makeTables(random);
  return {
    'leads.csv': csv(LEADS.split(','), withBrokenLeads(random, leads)),
    'activities.csv': csv(ACTIVITIES.split(','), withBrokenActivities(random, activities)),
    'opportunities.csv': csv(OPPORTUNITIES.split(','), withBrokenOpportunities(random, opportunities)),
    'scoring-model.json': prettyJson(MODEL),
    'manifest.json': prettyJson(MANIFEST),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(sampleFiles(SEED))) {
    writeFileSync(new URL(name, import.meta.url), text);
    process.stdout.write(`${name}: ${Buffer.byteLength(text)} bytes\n`);
  }
}

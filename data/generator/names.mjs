/**
 * Words for invented people and companies. Addresses end in `.example`, `example.com`, `example.org` or `example.net`,
 * which are reserved (RFC 2606); telephone numbers come from ranges that the regulators keep for fiction
 * (Bundesnetzagentur, Ofcom, North American Numbering Plan).
 */

export const FIRST_NAMES_DE =
  'Anke,Jürgen,Sabine,Torsten,Birgit,Götz,Heike,Uwe,Petra,Jörg,Katrin,Matthias,Silke,Andreas,Ulrike,Stefan,Käthe,Rainer,Mareike,Holger,Björn,Antje,Sören,Friederike,Malte,Yasemin,Emre,Agnieszka,Milan,Leyla'.split(
    ',',
  );
export const FIRST_NAMES_EN =
  'Alice,Graham,Priya,Oliver,Fiona,Marcus,Naomi,Stephen,Ruth,Colin,Imogen,Desmond,Harriet,Kwame,Eleanor,Rory,Saoirse,Nathan,Beatrice,Ewan'.split(
    ',',
  );
export const LAST_NAMES_DE =
  'Ahrendsfeld,Böttchermann,Dörnholz,Eichengrund,Fährbusch,Grünwaldner,Haselmöller,Jägersberg,Kühlbrook,Lindenörth,Mühlengrund,Nordhölter,Ostermöhl,Pfählmann,Quellbrunner,Rübsamfeld,Schönbrücker,Tannhöfer,Ulmenstädt,Voßkühler,Weißenbach-Roth,Zieglmoos,Brückenau,Steinhöwer,Kranzbühl'.split(
    ',',
  );
export const LAST_NAMES_EN =
  "Ashgrove,Birchwell,Coldbrook,Dunmarsh,Elderfield,Fernshaw,O'Hollow,Greymoor,Harrowmere,Inglethorpe,Kestrelby,Larkmoor,Millbridge,Northwold,Oakhanger,Pennyfield,Ravensmead,Stonehollow,Thornecroft,Underhay".split(
    ',',
  );

const STEMS =
  'Arnholt,Bergfelder,Calmora,Dornwerk,Elbkante,Feldmark,Grünau,Harzblick,Isargrund,Jurafels,Kaltenbrück,Lahnufer,Moorhof,Nordkliff,Oderbruch,Pegnitz,Quarzit,Rheinaue,Saalfels,Tauberkamm,Unterelbe,Vogtau,Weserkamp,Zinnwerk,Ashmere,Brightwell,Cragside,Dalewater,Eastmoor,Fellgate,Glenbarrow,Highmarsh'.split(
    ',',
  );
/** Kinds of business by industry. */
const TRADES = {
  'Mechanical engineering': ['Maschinenbau', 'Antriebstechnik', 'Machine Tools', 'Anlagenbau'],
  Automotive: ['Automotive', 'Fahrzeugteile', 'Getriebe', 'Car Parts'],
  Chemicals: ['Chemie', 'Chemicals', 'Lacke', 'Kunststoffe'],
  'Food & beverage': ['Molkerei', 'Brauerei', 'Foods', 'Backwaren'],
  Packaging: ['Verpackungen', 'Packaging', 'Folien', 'Kartonagen'],
  Electronics: ['Elektronik', 'Sensorik', 'Electronics', 'Leiterplatten'],
  Retail: ['Handel', 'Retail', 'Märkte'],
  Education: ['Akademie', 'Institut', 'College'],
  Consulting: ['Beratung', 'Consulting', 'Partners'],
  Healthcare: ['Klinik', 'Medizintechnik', 'Health'],
  'Public sector': ['Stadtwerke', 'Verkehrsbetriebe', 'Services'],
  Logistics: ['Logistik', 'Spedition', 'Logistics'],
};
export const INDUSTRIES = Object.keys(TRADES);
export const RIGHT_INDUSTRIES = INDUSTRIES.slice(0, 6);

/** Names that a careless reader of files would stumble over. */
export const AWKWARD_COMPANIES = [
  '=1+1',
  '+49 Maschinen GmbH',
  '@home Automation',
  'Maschinenbau "Nord" AG',
  'Söhne, Töchter & Co. KG',
  "O'Hollow & Sons",
  'Werk\nHalle 3 GmbH',
  'NULL',
  '<b>Fettdruck</b> GmbH',
  '100 % Öko; Verpackung',
];

const SLUG_LETTERS = /** @type {const} */ ([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['ß', 'ss'],
]);

/** @param {string} text for an address */
export function slug(text) {
  const plain = SLUG_LETTERS.reduce(
    (now, [letter, letters]) => now.replaceAll(letter, letters),
    text.toLowerCase(),
  );
  return plain.replaceAll(/[^a-z\d]+/g, '-').replaceAll(/^-|-$/g, '');
}

/**
 * @param {import('./random.mjs').Random} random
 * @param {string} industry
 * @param {string} country
 */
export function companyName(random, industry, country) {
  const trade = random.pick(
    /** @type {Record<string, readonly string[]>} */ (TRADES)[industry] ?? ['Betriebe'],
  );
  const stem = random.pick(STEMS);
  if (country === 'GB' || country === 'US') return `${stem} ${trade} ${country === 'GB' ? 'Ltd' : 'Inc.'}`;
  const form = random.weighted([
    ['GmbH', 6],
    ['AG', 2],
    ['GmbH & Co. KG', 2],
    ['SE', 0.5],
  ]);
  return random.chance(0.08) ? `${stem}, ${random.pick(STEMS)} & Söhne ${form}` : `${stem} ${trade} ${form}`;
}

/**
 * @param {import('./random.mjs').Random} random
 * @param {string} country
 * @returns {string} a number that nobody has
 */
export function phoneNumber(random, country) {
  const tail = (/** @type {number} */ digits) =>
    String(random.integer(0, 10 ** digits - 1)).padStart(digits, '0');
  if (country === 'GB') return `+44 20 7946 0${tail(3)}`;
  if (country === 'US') return `+1 212 555 01${tail(2)}`;
  const places = ['+49 30 23125 ', '+49 40 66969 ', '+49 69 90009 ', '+49 89 99998 ', '+49 221 4710 '];
  return `${random.pick(places)}${tail(3)}`;
}

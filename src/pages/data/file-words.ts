/** Words for what a file is: its system, its format, the tables that it gives, and what is to be known of it. */
import { catalogue, plural } from '../../components/language.tsx';

/** What was counted, by its name, for a reader. */
type Count = (name: string) => string;

const EN = {
  vendors: {
    hubspot: 'HubSpot',
    salesforce: 'Salesforce',
    marketo: 'Marketo',
    pardot: 'Account Engagement (Pardot)',
    pipedrive: 'Pipedrive',
    zoho: 'Zoho CRM',
    dynamics: 'Dynamics 365',
    mautic: 'Mautic',
    activecampaign: 'ActiveCampaign',
  } as Readonly<Record<string, string>>,
  objects: {} as Readonly<Record<string, string>>,
  ofVendor: (vendor: string, object: string) => `${vendor}: ${object}`,
  fromVendor: (vendor: string) => `From ${vendor}`,
  unrecognised: 'Not recognised',
  table: {
    leads: 'leads',
    activities: 'activities',
    stageHistory: 'stage history',
    opportunities: 'opportunities',
    aliases: 'ids of merged records',
  },
  leadsWithDates: (n: number, count: string) =>
    plural('en', n, { one: `leads with ${count} stage date`, other: `leads with ${count} stage dates` }),
  gives: (tables: string) => `Gives ${tables}.`,
  givesNothing: 'Gives no table.',
  formats: {
    csv: 'Text table',
    xlsx: 'Excel workbook',
    json: 'JSON',
    ndjson: 'JSON lines',
    parquet: 'Parquet',
    arrow: 'Arrow',
  },
  gzip: 'gzip',
  delimiter: (sign: string) => `separated by ${sign}`,
  delimiters: {
    ',': 'commas',
    ';': 'semicolons',
    '\t': 'tabs',
    ' ': 'spaces',
    '|': 'bars',
  } as Readonly<Record<string, string>>,
  header: (line: string) => `header on line ${line}`,
  noHeaderLine: 'no header',
  sheet: (name: string) => `sheet “${name}”`,
  columns: (n: number, count: string) =>
    plural('en', n, { one: `${count} column`, other: `${count} columns` }),
  reference: (what: string) => `Not loaded: this is ${what}. No figure needs it.`,
  references: {
    accounts: 'a list of companies',
    products: 'a list of products',
    templates: 'a list of e-mail templates',
    campaigns: 'a list of campaigns',
    programs: 'a list of programs',
    fields: 'a list of field names',
    lists: 'a list of mailing lists or their members',
    visitors: 'a list of anonymous visitors',
    forms: 'a list of forms',
    tickets: 'a list of support tickets',
    users: 'a list of users or staff',
    roles: 'a list of roles',
    orders: 'a list of orders',
    orderItems: 'the items of orders',
    lineItems: 'the items of opportunities',
    detailsOfEvents: 'technical detail of e-mail events, without date or contact',
    noDateOrContact: 'a list of engagements without date or contact',
    importTemplate: 'a sheet for importing, not an export',
    snapshots: 'copies of records at several moments, without a stage',
    unknownObject: 'a list of records that are neither leads nor activities',
  } as Readonly<Record<string, string>>,
  otherReference: (reason: string) => `a list for reference (${reason})`,
  notes: {
    unknown: () =>
      'The columns do not tell what this file is. Say under “Columns” what it gives, or remove it.',
    missingColumn: (detail: string) =>
      detail === 'created_at'
        ? 'No column says when a lead was created, and without that nothing can be dated. Choose one under “Columns”, or export with it.'
        : `No column holds “${detail}”. Choose one under “Columns”, or export with it.`,
    noHistory: (stages: string) =>
      `There is no date for ${stages}: from what the CRM recorded, rates and times of these stages cannot be computed. A stage history, deals or a scoring model can give them.`,
    currentStage: (detail: string) =>
      `“${detail}” tells the stage of today, not since when. It stays a column to filter and group by.`,
    conversionIsSql: (detail: string) => `The day of conversion (“${detail}”) counts as the day of the SQL.`,
    dealsAsLeads: () =>
      'Each deal counts as one lead, since no other file gives the leads. What came before the deal is not in the figures.',
    casesAsLeads: (detail: string) =>
      `Each value of “${detail}” counts as one lead, created when it first appears.`,
    linkedByConversion: () =>
      'It names no contact. A deal finds its lead where the leads file names the deal (converted opportunity id); all others will be rejected as without a lead.',
    linkedElsewhere: (detail: string) =>
      `It does not say whose activity each row is; that stands in another table (${detail}). Rows without their lead will be rejected.`,
    noStageRows: (detail: string) => `In the part that was looked at no row changes “${detail}”.`,
    deletedRows: (detail: string) =>
      `Some records were deleted in the CRM (“${detail}”). They are in the file, so they count.`,
    openTasks: (detail: string) => `Only what is done counts as an activity (by “${detail}”).`,
    mixedDateOrder: (detail: string, count: Count) =>
      `“${detail}” holds dates in both orders: ${count('dmy')} rows are a date only with the day first, ${count('mdy')} only with the month first. So ${count('both')} more, which fit both, may be read wrongly, and those that do not fit the order chosen count as unreadable. Export the column again in one format.`,
    lateDates: (detail: string, count: Count) =>
      `“${detail}” changes its way of writing dates at line ${count('line')}: ${count('rows')} rows are not written as year-month-day. They were read in their own way; check a few.`,
    brokenIds: (detail: string, count: Count) =>
      `“${detail}” holds ids that a spreadsheet has rounded, such as 1.23457E+11 (${count('rows')} rows looked at): different records have the same id now, and nothing can bring them back. Format the column as text before it is opened, and export again.`,
    earlyStages: (_detail: string, count: Count) =>
      `Day and month can be read in two ways here. With the day first ${count('dmyBeforeCreation')} of the stage dates looked at would lie before their lead’s creation, with the month first ${count('mdyBeforeCreation')}.`,
    otherSheets: (detail: string) =>
      `Only one sheet of the workbook is read. It also has ${detail}: choose another under “Sheet” where that is the one you mean.`,
    unusedDates: (detail: string) =>
      `“${detail}” holds dates and is called like a stage, but is not used. If it says when leads entered a stage, choose which under “Columns”.`,
    noHeader: () =>
      'The file does not name its columns. They were told apart by what they hold: check them under “Columns”.',
  } as Readonly<Record<string, (detail: string, count: Count) => string>>,
};

const DE: typeof EN = {
  vendors: EN.vendors,
  objects: {
    Activities: 'Aktivitäten',
    Activity: 'Aktivitäten',
    'Campaign member': 'Kampagnenmitglieder',
    Companies: 'Unternehmen',
    Contacts: 'Kontakte',
    Contact: 'Kontakte',
    Deals: 'Deals',
    'Email events': 'E-Mail-Ereignisse',
    Engagements: 'Interaktionen',
    'Event log': 'Ereignisprotokoll',
    Event: 'Termine',
    'Form submissions': 'Formulareinsendungen',
    Lead: 'Leads',
    'Lead history': 'Lead-Verlauf',
    'Contact history': 'Kontaktverlauf',
    'Opportunity history': 'Verlauf der Opportunities',
    'Contact property history': 'Verlauf der Kontakteigenschaften',
    'Deal property history': 'Verlauf der Deal-Eigenschaften',
    Meetings: 'Meetings',
    'Merged leads': 'Zusammengeführte Leads',
    Opportunity: 'Opportunities',
    'Points log': 'Punkteprotokoll',
    Products: 'Produkte',
    'Stage history': 'Stufenverlauf',
    'Stage log': 'Stufenprotokoll',
    Staff: 'Mitarbeitende',
    Accounts: 'Firmen',
    Account: 'Firmen',
    Campaigns: 'Kampagnen',
    Templates: 'Vorlagen',
    Task: 'Aufgaben',
    'Visitor activities': 'Besucheraktivitäten',
    'Activities of one type': 'Aktivitäten einer Art',
    'Bulk activities': 'Aktivitäten aller Arten',
    Campaign: 'Kampagnen',
    'Deal contacts': 'Kontakte der Deals',
    'Email event details': 'Einzelheiten zu E-Mail-Ereignissen',
    'Email templates': 'E-Mail-Vorlagen',
    'Engagement contacts': 'Kontakte der Interaktionen',
    Forms: 'Formulare',
    'Import sheet': 'Importvorlage',
    'Lead fields': 'Felder der Leads',
    'Lead snapshots': 'Stände von Leads',
    'List memberships': 'Listenmitglieder',
    Lists: 'Listen',
    'Opportunity prospects': 'Interessenten der Opportunities',
    'Opportunity snapshots': 'Stände von Opportunities',
    OpportunityLineItem: 'Positionen der Opportunities',
    Order: 'Aufträge',
    OrderItem: 'Auftragspositionen',
    Organizations: 'Organisationen',
    Persons: 'Personen',
    Potentials: 'Opportunities',
    'Products or accounts': 'Produkte oder Firmen',
    Programs: 'Programme',
    Prospects: 'Interessenten',
    Snapshots: 'Stände',
    User: 'Benutzer',
    UserRole: 'Rollen',
    Visitors: 'Besucher',
    'Page hits': 'Seitenaufrufe',
    'Asset downloads': 'Downloads',
    'Email statistics': 'E-Mail-Statistik',
    Product2: 'Produkte',
  },
  ofVendor: (vendor, object) => `${vendor}: ${object}`,
  fromVendor: (vendor) => `Aus ${vendor}`,
  unrecognised: 'Nicht erkannt',
  table: {
    leads: 'Leads',
    activities: 'Aktivitäten',
    stageHistory: 'Stufenverlauf',
    opportunities: 'Opportunities',
    aliases: 'Kennungen zusammengeführter Datensätze',
  },
  leadsWithDates: (n, count) =>
    plural('de', n, { one: `Leads mit ${count} Stufendatum`, other: `Leads mit ${count} Stufendaten` }),
  gives: (tables) => `Ergibt ${tables}.`,
  givesNothing: 'Ergibt keine Tabelle.',
  formats: {
    csv: 'Texttabelle',
    xlsx: 'Excel-Arbeitsmappe',
    json: 'JSON',
    ndjson: 'JSON-Zeilen',
    parquet: 'Parquet',
    arrow: 'Arrow',
  },
  gzip: 'gzip',
  delimiter: (sign) => `getrennt durch ${sign}`,
  delimiters: {
    ',': 'Kommas',
    ';': 'Semikolons',
    '\t': 'Tabulatoren',
    ' ': 'Leerzeichen',
    '|': 'senkrechte Striche',
  },
  header: (line) => `Kopfzeile in Zeile ${line}`,
  noHeaderLine: 'ohne Kopfzeile',
  sheet: (name) => `Blatt „${name}“`,
  columns: (n, count) => plural('de', n, { one: `${count} Spalte`, other: `${count} Spalten` }),
  reference: (what) => `Nicht geladen: Das ist ${what}. Keine Zahl braucht es.`,
  references: {
    accounts: 'eine Liste von Firmen',
    products: 'eine Liste von Produkten',
    templates: 'eine Liste von E-Mail-Vorlagen',
    campaigns: 'eine Liste von Kampagnen',
    programs: 'eine Liste von Programmen',
    fields: 'eine Liste von Feldnamen',
    lists: 'eine Liste von Verteilern oder ihren Mitgliedern',
    visitors: 'eine Liste anonymer Besucher',
    forms: 'eine Liste von Formularen',
    tickets: 'eine Liste von Support-Tickets',
    users: 'eine Liste von Nutzern oder Mitarbeitenden',
    roles: 'eine Liste von Rollen',
    orders: 'eine Liste von Bestellungen',
    orderItems: 'eine Liste von Bestellpositionen',
    lineItems: 'eine Liste von Positionen der Opportunities',
    detailsOfEvents: 'technisches Beiwerk von E-Mail-Ereignissen, ohne Datum und Kontakt',
    noDateOrContact: 'eine Liste von Interaktionen ohne Datum oder Kontakt',
    importTemplate: 'eine Vorlage für einen Import, kein Export',
    snapshots: 'eine Liste von Kopien derselben Datensätze zu mehreren Zeitpunkten, ohne Stufe',
    unknownObject: 'eine Liste von Datensätzen, die weder Leads noch Aktivitäten sind',
  },
  otherReference: (reason) => `eine Liste zum Nachschlagen (${reason})`,
  notes: {
    unknown: () =>
      'Die Spalten verraten nicht, was diese Datei ist. Sagen Sie unter „Spalten“, was sie ergibt, oder entfernen Sie sie.',
    missingColumn: (detail) =>
      detail === 'created_at'
        ? 'Keine Spalte sagt, wann ein Lead angelegt wurde; ohne das lässt sich nichts datieren. Wählen Sie eine unter „Spalten“, oder exportieren Sie mit ihr.'
        : `Keine Spalte enthält „${detail}“. Wählen Sie eine unter „Spalten“, oder exportieren Sie mit ihr.`,
    noHistory: (stages) =>
      `Es gibt kein Datum für ${stages}: Aus dem, was das CRM erfasst hat, lassen sich Quoten und Zeiten dieser Stufen nicht berechnen. Ein Stufenverlauf, Deals oder ein Scoring-Modell können sie liefern.`,
    currentStage: (detail) =>
      `„${detail}“ nennt die Stufe von heute, nicht seit wann. Sie bleibt eine Spalte zum Filtern und Aufteilen.`,
    conversionIsSql: (detail) => `Der Tag der Umwandlung („${detail}“) gilt als Tag des SQL.`,
    dealsAsLeads: () =>
      'Jeder Deal gilt als ein Lead, weil keine andere Datei die Leads enthält. Was vor dem Deal war, steht in keiner Zahl.',
    casesAsLeads: (detail) =>
      `Jeder Wert von „${detail}“ gilt als ein Lead, angelegt mit seinem ersten Ereignis.`,
    linkedByConversion: () =>
      'Sie nennt keinen Kontakt. Ein Deal findet seinen Lead, wo die Datei der Leads den Deal nennt (converted opportunity id); alle anderen werden als ohne Lead abgelehnt.',
    linkedElsewhere: (detail) =>
      `Sie sagt nicht, wessen Aktivität jede Zeile ist; das steht in einer anderen Tabelle (${detail}). Zeilen ohne ihren Lead werden abgelehnt.`,
    noStageRows: (detail) => `In dem Teil, der angesehen wurde, ändert keine Zeile „${detail}“.`,
    deletedRows: (detail) =>
      `Manche Datensätze wurden im CRM gelöscht („${detail}“). Sie stehen in der Datei und zählen deshalb.`,
    openTasks: (detail) => `Nur Erledigtes gilt als Aktivität (nach „${detail}“).`,
    mixedDateOrder: (detail, count) =>
      `„${detail}“ enthält Daten in beiden Reihenfolgen: ${count('dmy')} Zeilen sind nur mit dem Tag voran ein Datum, ${count('mdy')} nur mit dem Monat voran. Deshalb können ${count('both')} weitere, die zu beiden passen, falsch gelesen sein; was zur gewählten Reihenfolge nicht passt, gilt als nicht lesbar. Exportieren Sie die Spalte erneut in einem Format.`,
    lateDates: (detail, count) =>
      `„${detail}“ schreibt Daten ab Zeile ${count('line')} anders: ${count('rows')} Zeilen stehen nicht als Jahr-Monat-Tag da. Sie wurden auf ihre Weise gelesen; prüfen Sie einige.`,
    brokenIds: (detail, count) =>
      `„${detail}“ enthält Kennungen, die eine Tabellenkalkulation gerundet hat, wie 1,23457E+11 (${count('rows')} angesehene Zeilen): Verschiedene Datensätze haben nun dieselbe Kennung, und nichts bringt sie zurück. Formatieren Sie die Spalte vor dem Öffnen als Text, und exportieren Sie erneut.`,
    earlyStages: (_detail, count) =>
      `Tag und Monat lassen sich hier auf zwei Arten lesen. Mit dem Tag voran lägen ${count('dmyBeforeCreation')} der angesehenen Stufendaten vor der Anlage ihres Leads, mit dem Monat voran ${count('mdyBeforeCreation')}.`,
    otherSheets: (detail) =>
      `Von der Arbeitsmappe wird nur ein Blatt gelesen. Sie hat auch ${detail}: Wählen Sie unter „Blatt“ ein anderes, wenn Sie das meinen.`,
    unusedDates: (detail) =>
      `„${detail}“ enthält Daten und heißt wie eine Stufe, wird aber nicht verwendet. Sagt sie, wann Leads eine Stufe erreichten, wählen Sie unter „Spalten“, welche.`,
    noHeader: () =>
      'Die Datei benennt ihre Spalten nicht. Sie wurden an ihrem Inhalt erkannt: Prüfen Sie sie unter „Spalten“.',
  },
};

/** Words for what a file is, in both languages. */
export const FILE_WORDS = catalogue(EN, DE);

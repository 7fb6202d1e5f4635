/** What columns are called where no system is known: English and German, the names of the contract first. Names as they are compared. */

/** Names by known column, the best first. */
export const LEAD_WORDS: Readonly<Record<string, string>> = {
  lead_id:
    'lead id|leadid|lead nr|lead nummer|leadnummer|contact id|contactid|kontakt id|kontaktnummer|person id|prospect id|interessenten id|record id|datensatz id|customer id|kunden id|kundennummer|user id|id|nr|uuid|guid',
  created_at:
    'created at|created|created on|created date|create date|creation date|date created|createdate|createdat|created time|date time created|date added|added on|signup date|sign up date|registration date|registered at|inquiry date|lead date|lead created|first seen|erstellt am|erstellt|erstellungsdatum|erstelldatum|anlagedatum|angelegt am|eingangsdatum|eingang|anfragedatum|erfasst am|erfassungsdatum|lead erstellt am|date|datum',
  email: 'email|e mail|mail|email address|e mail adresse|emailadresse|email adresse|mailadresse|work email',
  name: 'name|full name|vollstaendiger name|contact name|lead name|kontakt|kontaktname|ansprechpartner|contact',
  phone: 'phone|phone number|telephone|telefon|telefonnummer|mobile|mobile phone|mobil|handy|rufnummer',
  company:
    'company|company name|firma|firmenname|unternehmen|organisation|organization|account|account name|kunde firma',
  source:
    'source|lead source|leadquelle|lead quelle|quelle|herkunft|lead herkunft|original source|kanal|channel|utm source|lead channel',
  campaign: 'campaign|campaign name|kampagne|kampagnenname|utm campaign',
  industry: 'industry|branche|sector|industrie|wirtschaftszweig',
  country: 'country|land|country region|staat|laendercode|country code',
  employees:
    'employees|number of employees|mitarbeiter|mitarbeiterzahl|anzahl mitarbeiter|company size|headcount|unternehmensgroesse',
  budget: 'budget|etat|budget amount',
  seniority: 'seniority|job level|job seniority|hierarchieebene|karrierestufe|management level',
  owner:
    'owner|lead owner|sales rep|sales agent|account manager|besitzer|inhaber|zustaendig|zustaendiger|betreuer|verantwortlicher|vertriebsmitarbeiter|assigned to',
  alias_ids: 'alias ids|merged ids|alias|merged record ids',
};

/** Names of the columns of activities. */
export const ACTIVITY_WORDS: Readonly<Record<string, string>> = {
  lead_id:
    LEAD_WORDS['lead_id']?.replace('|id|nr|uuid|guid', '|lead|contact|kontakt|interessent|person') ?? '',
  email: LEAD_WORDS['email'] ?? '',
  activity_id: 'activity id|event id|activityid|aktivitaets id|aktivitaet id|ereignis id|id',
  type: 'type|activity type|event type|event name|event|activity|action|aktivitaetstyp|aktivitaetsart|aktivitaet|ereignis|ereignistyp|art|typ|kategorie|interaction|interaction type|touchpoint',
  occurred_at:
    'occurred at|timestamp|activity date|event date|event time|activity time|occurred|occurred on|date time|datetime|date|time|zeitpunkt|zeitstempel|datum|datum uhrzeit|aktivitaetsdatum|ereignisdatum|ereigniszeit|start|start time|start date|created at|created|created date|created on|erstellt am|am',
  channel: 'channel|kanal|medium',
  campaign: 'campaign|campaign name|kampagne|utm campaign',
  content: 'content|inhalt|subject|betreff|title|titel|page|url|asset|description|beschreibung|details',
  direction: 'direction|richtung|call direction',
};

/** Names of the columns of a stage history. */
export const HISTORY_WORDS: Readonly<Record<string, string>> = {
  lead_id: ACTIVITY_WORDS['lead_id'] ?? '',
  email: LEAD_WORDS['email'] ?? '',
  stage:
    'stage|new stage|to stage|new status|to status|new value|lifecycle stage|lead stage|funnel stage|neue phase|neuer status|neuer wert|phase|stufe|lebenszyklusphase|lifecycle phase|status|lead status',
  entered_at:
    'entered at|entered|entered on|changed at|change date|changed on|date changed|edit date|stage date|status date|transition date|valid from|timestamp|geaendert am|aenderungsdatum|eintrittsdatum|eingetreten am|statusdatum|seit|date|datum|zeitpunkt|zeitstempel|created at|created date',
};

/** Names of the columns of deals. */
export const DEAL_WORDS: Readonly<Record<string, string>> = {
  opportunity_id:
    'opportunity id|opportunityid|deal id|dealid|opp id|verkaufschance id|verkaufschancen id|chance id|angebotsnummer|auftragsnummer|id',
  lead_id: 'lead id|leadid|contact id|contactid|person id|prospect id|kontakt id|kontaktnummer|customer id',
  email: 'email|e mail|contact email|email address|e mail adresse',
  created_at:
    'created at|created|created on|created date|create date|creation date|date created|engage date|open date|opened at|erstellt am|erstellungsdatum|erstelldatum|angelegt am|start date|date|datum',
  stage:
    'deal stage|opportunity stage|sales stage|stage name|stage|deal status|status|phase|verkaufsphase|ergebnis|outcome',
  closed:
    'close date|closed at|closed date|closing date|date closed|abschlussdatum|abgeschlossen am|end date',
  won_at: 'won at|won date|date won|won time|gewonnen am|closed won date|close won date',
  lost_at: 'lost at|lost date|date lost|lost time|verloren am|closed lost date',
  amount: 'amount|deal value|value|close value|deal amount|revenue|betrag|umsatz|wert|auftragswert|volumen',
  name: 'opportunity name|deal name|name|title|titel|bezeichnung',
};

/** Names of the columns of a log of events. */
export const LOG_WORDS = {
  case: 'case|case id|caseid|case concept name|fall|fall id|fallnummer|vorgang|vorgangsnummer|trace|trace id',
  event: 'activity|concept name|event|event name|aktivitaet|ereignis|task|taetigkeit|action|schritt',
  start:
    'start|start time|start timestamp|starttime|time timestamp|timestamp|start date|beginn|startzeit|zeitpunkt|zeitstempel|date|datum|complete timestamp|end|end time|ende',
} as const;

/** Words that only German headers have. */
export const GERMAN =
  /(^| )(datum|erstellt|vorname|nachname|firma|telefon|quelle|leadquelle|betrag|geaendert|besitzer|umsatz|strasse|anrede|mitarbeiter|branche|kosten|kunde|erstelldatum|erstellungsdatum|abschlussdatum|zeitpunkt|unternehmen|aktivitaet|neuer|alter wert|inhaber|kontakt|land|punkte|am|menge|preis)( |$)/;

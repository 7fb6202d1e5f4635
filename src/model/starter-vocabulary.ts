/** English and German words by which the starter model recognises activity types, lead columns and job levels. */

/** What an activity type stands for. */
export type ActivityKind =
  | 'none'
  | 'unsubscribe'
  | 'careers'
  | 'contactForm'
  | 'inboundCall'
  | 'webinar'
  | 'trial'
  | 'demo'
  | 'pricing'
  | 'reply'
  | 'download'
  | 'emailClick'
  | 'emailOpen'
  | 'chat'
  | 'pageView'
  | 'event'
  | 'meeting'
  | 'call'
  | 'video'
  | 'form'
  | 'social';

/**
 * Words as they are made comparable: lower case without umlauts, `camelCase` and `snake_case` as separate words.
 * @example comparable('E-Mail geöffnet') = 'e mail geoeffnet'
 */
function comparable(text: string): string {
  return text
    .slice(0, 200)
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The first that matches decides, so the particular stands before the general. */
const ACTIVITY_WORDS: readonly (readonly [ActivityKind, RegExp])[] = [
  ['none', /no ?show|cancel|abgesagt|verpasst|missed|not attended|bounce|unzustellbar/],
  ['unsubscribe', /unsubscri|opt(ed)? ?out|abmeld|abbestell|ausgetragen|spam|complain|beschwerde/],
  ['careers', /career|karriere|stellenan|bewerb|\bjobs?\b/],
  [
    'contactForm',
    /contact (us|form|request|sales)|kontakt(formular|anfrage|aufnahme)|kontakt formular|(demo|quote|offer|call ?back) request|request(ed)? (a |an )?(demo|quote|offer|call|contact|price)|anfrage|rueckruf|angebot angefordert|hand rais/,
  ],
  [
    'inboundCall',
    /inbound (phone |telephone )?call|call (in|inbound|received)\b|incoming (phone )?call|(anruf|telefonat|call) (eingehend|erhalten)|eingehende[rn]? (anruf|telefonat|call)|eingangsanruf/,
  ],
  [
    'none',
    /\bsent\b|\bsend|deliver|versand|versendet|verschickt|zugestellt|\bgesendet|dropped|deferred|\bmerge|data value|\bdelete|\bcreated?\b/,
  ],
  ['webinar', /webinar|web ?cast|online seminar/],
  ['trial', /trial|test(version|zugang|account)|free account/],
  ['demo', /demo|product tour|produkttour|vorfuehrung/],
  ['pricing', /pricing|price (page|list)|preis/],
  ['reply', /\brepl(y|ied)|antwort/],
  [
    'download',
    /download|white ?paper|e ?book|case ?stud|fallstudie|brosch|brochure|data ?sheet|datenblatt|herunterg|herunterl|leitfaden/,
  ],
  ['emailClick', /click|klick/],
  ['emailOpen', /\bopen|oeffn/],
  ['chat', /\bchat/],
  [
    'pageView',
    /page ?(view|visit)|(visit|view)(ed|s)? (a )?(web ?)?(page|site)|web ?(site|page|visit|view)|web ?seite|seiten? ?(aufruf|besuch|ansicht)|\bsession|\bvisits?$|^views?$|^besuch$/,
  ],
  [
    'event',
    /\bevents?\b|messe|trade ?(show|fair)|konferenz|conference|seminar|workshop|veranstaltung|road ?show|\bbooth/,
  ],
  ['meeting', /meeting|appointment|termin|besprechung|vor ort|kundenbesuch|on ?site visit/],
  ['call', /\bcalls?\b|\bcalled|phone|anruf|telefon/],
  ['video', /video|watched/],
  ['form', /\bform|submi(t|ss)|sign(ed)? ?up|subscri|regist(er|rat|rier)|anmeld|newsletter/],
  ['social', /social|\blike|\bshare|\bfollow|comment|linkedin/],
];

/** What an activity type stands for, or null where its words tell nothing. */
export function activityKind(type: string): ActivityKind | null {
  const words = comparable(type);
  return ACTIVITY_WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** What a lead column says of the buyer persona. */
export type PersonaColumn = 'seniority' | 'budget' | 'industry' | 'employees';

const COLUMN_WORDS: Readonly<Record<PersonaColumn, RegExp>> = {
  seniority:
    /seniority|job ?level|management level|hierarch|job ?title|^title$|^position$|berufsbezeichnung|^funktion$|job ?role|^role$|^rolle$/,
  budget: /budget|\betat\b/,
  industry: /industr|branche|\bsector|\bsektor/,
  employees: /employee|mitarbeiter|beschaeftigte|company size|unternehmensgroesse|firmengroesse|head ?count/,
};

/** What a column says by its name, or null. */
export function personaColumn(name: string): PersonaColumn | null {
  const words = comparable(name);
  const kinds = ['seniority', 'budget', 'industry', 'employees'] as const;
  return kinds.find((kind) => COLUMN_WORDS[kind].test(words)) ?? null;
}

const JUNIOR =
  /\b(intern|internship|praktikant(in)?|praktikum|werkstudent(in)?|student(in)?|trainee|azubi|auszubildende[rn]?|junior|assistant|assistenz|assistent(in)?)\b/;
const SENIOR =
  /\b(c level|c suite|c[efitmo]o|ciso|chief|vp|svp|evp|vice president|president|founder|gruender(in)?|inhaber(in)?|managing director|director|direktor(in)?|head|vorstand|prokurist(in)?|gf)\b|geschaeftsfuehr|\bowner\b|leiter(in)?\b|leitung\b/;

/** Whether a job level or title speaks of authority to decide, of its absence, or of neither. */
export function jobLevel(value: string): 'senior' | 'junior' | null {
  const words = comparable(value);
  if (JUNIOR.test(words)) return 'junior';
  if (/\b(product|process|projekt|project) ?(owner|leiter(in)?)\b|projektleiter/.test(words)) return null;
  return SENIOR.test(words) ? 'senior' : null;
}

/** Whether a direction of an activity says that the lead came to us. */
export function isInbound(direction: string): boolean {
  return /^(in|inbound|incoming|received|eingehend|eingang|erhalten)$/.test(comparable(direction));
}

/** The one table of what stages are called, English and German, by the systems that record them. */
import { RECORDED_DATES, type CurrentStage, type RecordedDate } from '../../model/stages.ts';
import { comparable } from './words.ts';

/** Names as they are compared. One that is not here is asked for: a wrong stage is worse than none. */
const NAMES: Readonly<Record<CurrentStage, string>> = {
  lead:
    'lead|leads|raw lead|new lead|neuer lead|subscriber|abonnent|abonnentin|new|neu|open|offen|not contacted|nicht kontaktiert|' +
    'open not contacted|offen nicht kontaktiert|working|working contacted|in bearbeitung kontaktiert|contacted|kontaktiert|attempted to contact|attempting contact|attempted|' +
    'contact attempted|contact in future|connected|in progress|in bearbeitung|inquiry|suspect|prospect|interessent|known|bekannt|' +
    'nurture|nurturing|recycled|bad timing|cold|raw|created|erstellt|lead created|lead erstellt|new lead created|pre mql|engaged',
  mql:
    'mql|mqls|marketing qualified lead|marketing qualified leads|marketing qualified|marketingqualifiedlead|marketing qualifizierter lead|' +
    'marketing qualifizierter|marketing qualifiziert|marketingqualifizierter lead|marketingqualifiziert|automation qualified lead|aql|' +
    'lead mql|mql lead|vorqualifiziert|pre qualified',
  sql:
    'sql|sqls|sales qualified lead|sales qualified leads|sales qualified|salesqualifiedlead|sales qualifizierter lead|sales qualifiziert|' +
    'vertriebsqualifizierter lead|vertriebsqualifiziert|vertrieblich qualifiziert|qualified|qualifiziert|qualified to buy|qualifiedtobuy|sales accepted lead|sales accepted|sal|' +
    'sales ready|converted|konvertiert|umgewandelt|closed converted|geschlossen konvertiert|lead converted|handed over|uebergeben|lead sql|sql lead',
  opportunity:
    'opportunity|opportunities|opp|verkaufschance|chance|deal|open deal|offener deal|new opportunity|opportunity created|deal created|' +
    'opportunity erstellt|deal erstellt|sales qualified opportunity|sqo|proposal|proposal price quote|quote|angebot|angebot erstellt|' +
    'negotiation|negotiation review|verhandlung|contract sent|contractsent|presentation scheduled|presentationscheduled|decision maker bought in|decisionmakerboughtin',
  customer:
    'customer|customers|client|kunde|kundin|kunden|neukunde|bestandskunde|existing customer|new customer|active customer|won|closed won|closedwon|' +
    'gewonnen|geschlossen gewonnen|abgeschlossen gewonnen|abgeschlossen und gewonnen|closed and won|deal won|deal gewonnen|opportunity won|opportunity gewonnen|evangelist|fuersprecher|signed',
  disqualified:
    'disqualified|disqualifiziert|unqualified|unqualifiziert|not qualified|nicht qualifiziert|ausgeschieden|lost|closed lost|closedlost|verloren|' +
    'geschlossen verloren|abgeschlossen verloren|abgeschlossen und verloren|closed and lost|deal lost|deal verloren|opportunity lost|opportunity verloren|closed not converted|' +
    'geschlossen nicht konvertiert|junk|junk lead|lost lead|bad fit|no fit|not interested|kein interesse|dead|dead lead|bad data|rejected|abgelehnt|spam|ungueltig|invalid|disqualified lead',
};

const STAGE_BY_NAME: ReadonlyMap<string, CurrentStage> = new Map(
  Object.entries(NAMES).flatMap(([stage, names]) =>
    names.split('|').map((name) => [name, stage as CurrentStage] as const),
  ),
);

/** Names that say too little where they stand among the names of events: `Open` is an e-mail, `Contacted` a call. */
const VAGUE =
  /^(new|neu|open|offen|contacted|kontaktiert|attempted|connected|working|known|bekannt|created|erstellt|nurture|nurturing|engaged|deal|chance|quote|angebot|signed|spam|invalid|ungueltig|raw|cold|in progress|in bearbeitung|inquiry|prospect|suspect|converted|konvertiert|qualified|qualifiziert|proposal|negotiation|verhandlung|lead|leads|rejected|abgelehnt|dead|client)$/;

const AFFIXES =
  /^(?:became (?:a |an )?|entered |reached |moved to |changed to |status changed to |stage changed to |lifecycle stage |wurde (?:zu |zum |zur )?|ist |stage |phase |status )|(?: reached| entered| erreicht| geworden| stage| status)$/g;

/** The stage of a name that is compared as it stands: without a pipeline in parentheses, without a number before it. */
function bare(value: string): string {
  return comparable(value.replace(/\s*\([^()]*\)\s*$/, '')).replace(/^\d+ /, '');
}

/**
 * The stage that a value of a CRM names; null where it is not known.
 * @param value such as `Marketing Qualified Lead`, `closedwon`, `6 - Won`, `Kunde`
 */
export function stageOf(value: string): CurrentStage | null {
  if (value.length > 200) return null;
  return stageByName(bare(value)) ?? null;
}

/** Stages of deals: whatever is neither won nor lost is an opportunity, as a deal is one from its creation on. */
export function dealStageOf(value: string): 'opportunity' | 'customer' | 'disqualified' {
  const stage = stageOf(value);
  return stage === 'customer' || stage === 'disqualified' ? stage : 'opportunity';
}

/** The stage that the name of an event speaks of, such as `Became MQL`; null for all that may be an activity. */
export function eventStageOf(value: string): CurrentStage | null {
  if (value.length > 200) return null;
  const name = bare(value);
  const core = name.replaceAll(AFFIXES, '').trim();
  if (VAGUE.test(core) && core === name) return null;
  return STAGE_BY_NAME.get(core) ?? null;
}

const NO_ENTRY =
  /(^| )(exited|exit|cumulative|latest time|time in|days|tage|last|letzte|letztes|reason|grund|score|expected|erwartet|erwartetes|by|von|owner|count|modified|updated|target|planned|ziel)( |$)/;
const DATE_PARTS = new RegExp(
  '^(?:property )?(?:hs )?(?:v2 )?(?:first |erste[rs]? |erstmals )?(?:lifecycle ?stage |lifecyclephase |lifecycle phase )?' +
    '(?:date entered |entered |date |became (?:a |an )?|time entered |' +
    'datum an dem (?:der |die |das |ein |eine )?(?:kontakt |lead |datensatz |person )?(?:zu |zum |zur )?(?:einem |einer )?|' +
    'datum (?:der |des )?(?:umwandlung |konvertierung |uebergangs |qualifizierung |eintritts? )?(?:in |als |zu |zum |zur )?(?:einen |einem |einer |eine |den )?|' +
    '(?:kontakt |lead )?(?:wurde |ist |seit )(?:zu |zum |zur |ein |eine |als )?(?:einem |einer )?|' +
    '(?:eintritt|umwandlung) (?:in |als |zu |zum |zur )?)?',
);
const DATE_ENDS =
  /(?: lifecycle stage pipeline| lifecycle pipeline)?(?: (?:date time|datetime|date|datum|timestamp|at|on|since|seit|am|time|zeitpunkt|entered|reached|erreicht am|erreicht|geworden am|geworden|wurde|geworden ist))?$/;

/** The stage of a name in whatever case German grammar puts it. */
function stageByName(name: string): CurrentStage | undefined {
  return (
    STAGE_BY_NAME.get(name) ?? STAGE_BY_NAME.get(name.replace(/qualifizierte[nms]?(?= |$)/, 'qualifizierter'))
  );
}

/**
 * The recorded date that a column gives by its name: `Became a Marketing Qualified Lead Date`, `Date entered "Customer
 * (Lifecycle Stage Pipeline)"`, `hs_v2_date_entered_opportunity`, `MQL_Date__c`, `SQL-Datum`.
 * @param words name as it is compared
 * @param isDated the column holds dates: then the bare name of a stage is enough, such as `MQL`
 * @returns null where it names no stage, `lead` or a way out of a stage
 */
export function recordedDateOf(words: string, isDated = false): RecordedDate | null {
  if (NO_ENTRY.test(words)) return null;
  // the ending of a field of one's own is no sign of a date
  const named = words.replace(/ c$/, '');
  const core = named.replace(DATE_PARTS, '').replace(DATE_ENDS, '').trim();
  if ((core === named && !isDated) || core === '') return null;
  const stage = stageByName(core);
  if (stage === undefined || stage === 'lead') return null;
  // "Open date", "Quote date", "Signed on" speak of other things than of a stage
  if (VAGUE.test(core) && !/^(qualified|qualifiziert|converted|konvertiert)$/.test(core)) return null;
  return RECORDED_DATES.find((name) => name === `${stage}_at`) ?? null;
}

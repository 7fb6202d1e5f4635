/** What the file alone does not tell, with what is assumed: one press where the assumption is wrong. */
import { dataSetStore, useDataSet } from '../../app/data-set.ts';
import type { MappingEdit } from '../../app/edit-mapping.ts';
import {
  mappingOf,
  questionsOf,
  stagedTrouble,
  type FileMapping,
  type MappingQuestion,
  type StagedFile,
  type StagedTable,
  type TableKind,
} from '../../app/staged-file.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Segmented } from '../../components/ui/segmented.tsx';
import { Select } from '../../components/ui/select.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import { ownValue } from '../../model/own-value.ts';
import { STAGES, type CurrentStage } from '../../model/stages.ts';
import { tellingDate } from './describe-file.ts';
import { FILE_WORDS } from './file-words.ts';
import { MAPPING_WORDS } from './mapping-words.ts';

const STAGE_CHOICES: readonly CurrentStage[] = [...STAGES, 'disqualified'];
/** Values that stand in sight; further ones are folded. */
const IN_SIGHT = 6;

interface Asked {
  readonly id: number;
  readonly mapping: FileMapping;
  readonly questions: readonly MappingQuestion[];
}

function useEdit(id: number): (edit: MappingEdit) => void {
  return (edit) => dataSetStore().staging.edit(id, edit);
}

/** Names of columns in a sentence: the first, and how many there are beside it. */
function useColumnNames(): (columns: readonly string[]) => string {
  const words = useWords(MAPPING_WORDS);
  const format = useFormat();
  return (columns) => {
    const [first = ''] = columns;
    const others = columns.length - 1;
    const name = words.quoted(first);
    if (others < 2) return format.list(columns.map(words.quoted));
    return words.moreColumns(name, others, format.count(others));
  };
}

/** One question for all columns whose dates can be read in two ways. */
function DateOrderQuestion({ id, mapping, questions }: Asked) {
  const words = useWords(MAPPING_WORDS);
  const format = useFormat();
  const names = useColumnNames();
  const edit = useEdit(id);
  const columns = questions.flatMap(({ column }) => (column === null ? [] : [column]));
  const [first] = columns;
  const [question] = questions;
  if (first === undefined || question === undefined) return null;
  const example = tellingDate(questions.flatMap(({ values }) => values ?? []));
  const order = ownValue(mapping.dateOrder, first) ?? question.assumed;
  return (
    <Segmented
      label={
        example === null
          ? words.dateOrderPlain(names(columns))
          : words.dateOrder(names(columns), example.text)
      }
      value={order === 'mdy' ? 'mdy' : 'dmy'}
      options={[
        { value: 'dmy', label: example === null ? words.dayFirst : format.calendarDay(example.dmy) },
        { value: 'mdy', label: example === null ? words.monthFirst : format.calendarDay(example.mdy) },
      ]}
      onChange={(chosen) => edit({ kind: 'dateOrder', columns, order: chosen })}
    />
  );
}

/** One question for all columns whose numbers can be read in two ways. */
function DecimalQuestion({ id, mapping, questions }: Asked) {
  const words = useWords(MAPPING_WORDS);
  const names = useColumnNames();
  const edit = useEdit(id);
  const columns = questions.flatMap(({ column }) => (column === null ? [] : [column]));
  const [first] = columns;
  if (first === undefined) return null;
  const values = questions.flatMap((question) => question.values ?? []);
  const example = values.find((value) => /[.,]/.test(value)) ?? values[0] ?? '';
  return (
    <Segmented
      label={words.decimal(names(columns), example)}
      value={ownValue(mapping.decimal, first) ?? '.'}
      options={[
        { value: ',', label: words.decimalComma },
        { value: '.', label: words.decimalPoint },
      ]}
      onChange={(sign) => edit({ kind: 'decimal', columns, sign })}
    />
  );
}

function isTableKind(name: string): name is TableKind {
  return ['leads', 'activities', 'stageHistory', 'opportunities'].includes(name);
}

function TableQuestion({ id, mapping, questions }: Asked) {
  const words = useWords(MAPPING_WORDS);
  const fileWords = useWords(FILE_WORDS);
  const [question] = questions;
  const kinds = question?.options.filter(isTableKind).toSorted((a) => (a === 'leads' ? -1 : 1)) ?? [];
  const value = mapping.tables.some(({ table }) => table === 'leads')
    ? 'leads'
    : kinds.find((kind) => kind !== 'leads');
  if (value === undefined) return null;
  return (
    <Segmented
      label={words.tableQuestion}
      value={value}
      options={kinds.map((kind) => ({
        value: kind,
        label: kind === 'leads' ? words.givesLeads : words.givesOther(fileWords.table[kind]),
      }))}
      onChange={(kind) => dataSetStore().staging.chooseTable(id, kind)}
    />
  );
}

/** Stage of ours for values of theirs. */
export function StageValues(props: {
  readonly id: number;
  readonly column: string;
  readonly values: readonly string[];
  readonly mapping: FileMapping;
}) {
  const words = useWords(MAPPING_WORDS);
  const vocabulary = useVocabulary();
  const edit = useEdit(props.id);
  const { column, mapping } = props;
  const source = mapping.tables
    .map(({ columns }) => columns['stage'])
    .find((stage) => stage?.from.includes(column));
  const chosen = new Map(
    Object.entries(source?.values ?? {}).map(([value, stage]) => [value.trim().toLowerCase(), stage]),
  );
  return (
    <ul className="stage-values">
      {props.values.map((value) => {
        const stage = STAGE_CHOICES.find((one) => one === chosen.get(value.trim().toLowerCase()));
        return (
          <li key={value}>
            <span className="stage-value" aria-hidden="true">
              {value}
            </span>
            <Select
              label={words.stageOf(value)}
              hideLabel
              value={stage ?? 'none'}
              options={[
                { value: 'none', label: words.noStage },
                ...STAGE_CHOICES.map((one) => ({ value: one, label: vocabulary.stage[one] })),
              ]}
              onChange={(next) =>
                edit({ kind: 'stage', column, value, stage: next === 'none' ? null : next })
              }
            />
          </li>
        );
      })}
    </ul>
  );
}

function StageQuestion(props: {
  readonly id: number;
  readonly mapping: FileMapping;
  readonly question: MappingQuestion;
}) {
  const words = useWords(MAPPING_WORDS);
  const format = useFormat();
  const { column, values = [] } = props.question;
  if (column === null) return null;
  const few = values.slice(0, IN_SIGHT);
  const others = values.slice(IN_SIGHT);
  return (
    <fieldset>
      <legend className="ui-field-label">{words.stageNames(column)}</legend>
      <StageValues id={props.id} mapping={props.mapping} column={column} values={few} />
      {others.length === 0 ? null : (
        <details>
          <summary>{format.change(others.length)}</summary>
          <StageValues id={props.id} mapping={props.mapping} column={column} values={others} />
        </details>
      )}
    </fieldset>
  );
}

function LeadIdQuestion({ id, mapping, questions }: Asked) {
  const words = useWords(MAPPING_WORDS);
  const edit = useEdit(id);
  const [question] = questions;
  if (question === undefined) return null;
  const current = mapping.tables.flatMap(({ columns }) => columns['lead_id']?.from ?? [])[0];
  const value = question.options.find((option) => option === current) ?? question.assumed;
  if (question.options.length < 2) return <p className="quiet">{words.leadIdIs(value)}</p>;
  return (
    <Select
      label={words.leadId}
      value={value}
      options={question.options.map((option) => ({ value: option, label: option }))}
      onChange={(column) => edit({ kind: 'leadId', column })}
    />
  );
}

const COUNT_AS_LEADS: MappingQuestion = {
  column: null,
  question: 'table',
  options: ['opportunities', 'leads'],
  assumed: 'opportunities',
};

/** Deals that name their contact, where no other file gives the leads: may each of them count as one? */
function loneDealsQuestion(mapping: FileMapping, all: readonly StagedFile[]): readonly MappingQuestion[] {
  const isDeals = mapping.tables.length > 0 && mapping.tables.every(({ table }) => table === 'opportunities');
  return isDeals && stagedTrouble(all)?.code === 'needLeads' ? [COUNT_AS_LEADS] : [];
}

/** The open questions of a file. */
export function FileQuestions(props: { readonly id: number; readonly staged: StagedTable }) {
  const words = useWords(MAPPING_WORDS);
  const { id, staged } = props;
  const { staged: all } = useDataSet();
  const mapping = mappingOf(staged);
  const questions = [...questionsOf(staged), ...loneDealsQuestion(mapping, all ?? [])];
  if (questions.length === 0) return null;
  const asked = (kind: MappingQuestion['question']): Asked => ({
    id,
    mapping,
    questions: questions.filter(({ question }) => question === kind),
  });
  const has = (kind: MappingQuestion['question']) => questions.some(({ question }) => question === kind);
  return (
    <fieldset className="staged-questions">
      <legend>{words.assumed}</legend>
      {has('table') ? <TableQuestion {...asked('table')} /> : null}
      {has('dateOrder') ? <DateOrderQuestion {...asked('dateOrder')} /> : null}
      {has('decimal') ? <DecimalQuestion {...asked('decimal')} /> : null}
      {has('leadId') ? <LeadIdQuestion {...asked('leadId')} /> : null}
      {asked('stageNames').questions.map((question) => (
        <StageQuestion key={question.column} id={id} mapping={mapping} question={question} />
      ))}
    </fieldset>
  );
}

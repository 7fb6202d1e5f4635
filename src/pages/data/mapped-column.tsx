/** One column of a file: its values, what it is taken for and why, how its dates or numbers are read. */
import { dataSetStore } from '../../app/data-set.ts';
import type { ColumnReport, FileMapping, StagedTable, TableMapping } from '../../app/staged-file.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Select } from '../../components/ui/select.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import { ownValue } from '../../model/own-value.ts';
import { chosenUse, editOfChoice, LEFT_OUT, optionsFor, OWN_NAME, reasonOfUse } from './column-use.ts';
import { vendorName } from './describe-file.ts';
import { FILE_WORDS } from './file-words.ts';
import { MAPPING_WORDS } from './mapping-words.ts';

const SAMPLES = 3;

interface ColumnProps {
  readonly id: number;
  readonly staged: StagedTable;
  readonly mapping: FileMapping;
  readonly table: TableMapping;
  readonly report: ColumnReport;
}

/** How dates and numbers of the column are read, where that is a matter of choice. */
function Reading({ id, mapping, report }: Pick<ColumnProps, 'id' | 'mapping' | 'report'>) {
  const words = useWords(MAPPING_WORDS);
  const { name } = report;
  const { staging } = dataSetStore();
  const order = ownValue(mapping.dateOrder, name);
  const sign = ownValue(mapping.decimal, name);
  return (
    <>
      {order === undefined || report.dateOrder === null ? null : (
        <Select
          label={words.orderOf(name)}
          hideLabel
          value={order}
          options={[
            { value: 'dmy', label: words.dayFirst },
            { value: 'mdy', label: words.monthFirst },
            { value: 'ymd', label: words.yearFirst },
          ]}
          onChange={(chosen) => staging.edit(id, { kind: 'dateOrder', columns: [name], order: chosen })}
        />
      )}
      {sign === undefined ? null : (
        <Select
          label={words.decimalOf(name)}
          hideLabel
          value={sign}
          options={[
            { value: ',', label: words.comma },
            { value: '.', label: words.point },
          ]}
          onChange={(chosen) => staging.edit(id, { kind: 'decimal', columns: [name], sign: chosen })}
        />
      )}
    </>
  );
}

/** One column of a file in the list of its columns. */
export function MappedColumn({ id, staged, mapping, table, report }: ColumnProps) {
  const words = useWords(MAPPING_WORDS);
  const fileWords = useWords(FILE_WORDS);
  const vocabulary = useVocabulary();
  const format = useFormat();
  const { name, type, missing, samples } = report;
  const { vendor } = staged.recognised.summary.reading;
  const use = chosenUse(mapping, table, name);
  const about = {
    words,
    vocabulary,
    format,
    vendor: vendor === null ? null : vendorName(vendor, fileWords),
  };
  const facts = [
    words.types[type],
    ...(missing === 0 ? [] : [words.missing(missing, format.count(missing))]),
  ];
  return (
    <li className="map-column" data-used={use !== OWN_NAME && use !== LEFT_OUT}>
      <div className="map-name">
        <p>{name}</p>
        <p className="quiet">{facts.join(' · ')}</p>
      </div>
      <ul className="map-samples">
        {samples.slice(0, SAMPLES).map((sample) => (
          <li key={sample} title={sample}>
            {sample}
          </li>
        ))}
      </ul>
      <div className="map-use">
        <Select
          label={words.takeAs(name)}
          hideLabel
          value={use}
          options={optionsFor(table, name, words, vocabulary)}
          onChange={(choice) => dataSetStore().staging.edit(id, editOfChoice(table, name, choice))}
        />
        <Reading id={id} mapping={mapping} report={report} />
        <p className="quiet">{reasonOfUse(staged, table, mapping, name, about)}</p>
      </div>
    </li>
  );
}

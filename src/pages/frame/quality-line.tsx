/** Data quality in one line, wherever figures are read. */
import { useDataQuality, type QualityFinding } from '../../app/data-quality.ts';
import { linkTo, useView } from '../../app/view.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { findingText, QUALITY_WORDS } from '../data/quality-words.ts';

/** Findings that are told in the line, the worst first. */
const TOLD = 2;
/** What a figure suffers from most, first. Leads without activity are usual, and told on the Data page alone. */
const WORST: readonly QualityFinding['code'][] = [
  'brokenIds',
  'mixedDates',
  'lateHistory',
  'outOfOrder',
  'bulkImport',
  'orphans',
  'leadGap',
  'activityGap',
  'unreadableDates',
  'duplicateEmail',
  'beforeCreation',
  'future',
];

/** The line, or nothing while the data are looked through and on the Data page, which says more. */
export function QualityLine() {
  const words = useWords(QUALITY_WORDS);
  const format = useFormat();
  const findings = useDataQuality();
  const { page } = useView();
  if (findings === null || page === 'data') return null;
  const told = WORST.flatMap((code) => findings.filter((finding) => finding.code === code)).slice(0, TOLD);
  const texts = told.map((finding) => findingText(finding, words, format));
  return (
    <p className="frame-quality quiet">
      {told.length === 0 ? words.lineClean : words.line(format.list(texts))}{' '}
      <a href={linkTo({ page: 'data' })}>{words.more}</a>
    </p>
  );
}

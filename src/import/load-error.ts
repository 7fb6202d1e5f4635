/** Why a file cannot be loaded at all. A bad row is no such reason: it is kept as rejected. */
export type LoadProblemCode =
  /** nothing in the file */
  | 'emptyFile'
  /** a table of leads with a header alone */
  | 'noRows'
  /** a page, a spreadsheet, an archive or other bytes; `detail` says which */
  | 'notText'
  | 'notUtf8'
  /** the header is separated by something else; `detail` is the delimiter */
  | 'otherDelimiter'
  /** the header lacks the column named in `detail` */
  | 'missingColumn'
  /** more than 2 MB without an end of line */
  | 'lineTooLong'
  /** no file of leads among the files */
  | 'noLeads'
  /** the file lacks the column in `detail`, which the mapping that was given for it reads */
  | 'mappingMisfit'
  /** the placeholder that Git LFS leaves where a large file was not fetched */
  | 'gitLfsPointer'
  /** a page of the web, such as the one that asks to sign in */
  | 'webPage'
  /** a page of the web that is a table, as some systems write for spreadsheets, and call XLS */
  | 'webTable'
  /** JSON in which a service says why it gave no data; `detail` is what it says */
  | 'errorAnswer'
  /** protected by a password; `detail` is the format */
  | 'encryptedFile'
  /** a file that no reader is there for; `detail` names it: `XLS`, `ODS`, `PDF`, `PNG`, `XML`, … */
  | 'otherFormat'
  /** packed in a way that is not unpacked here; `detail` names it: `ZIP`, `RAR`, `TAR`, … */
  | 'otherArchive'
  /** cut off, or its bytes contradict each other; `detail` is the format */
  | 'damagedFile'
  /** asks for more memory than a file may, as archives do that are made to; `detail` is the format, or the part of it */
  | 'tooLarge'
  /** holds what only files with bad intent hold: definitions of entities, parts that share bytes; `detail` says which */
  | 'unsafeFile'
  /** no rows in it: a workbook of empty sheets, JSON without objects; `detail` is the format, or the sheet */
  | 'noTable'
  /** the workbook has no sheet of the name in `detail` */
  | 'unknownSheet'
  /** more columns than 16,384; `detail` is their number */
  | 'tooManyColumns';

/** A failure with what a person needs: the file, the line, the reason. Codes are words of the catalogue. */
export interface LoadProblemReport {
  readonly code: LoadProblemCode;
  readonly file: string | null;
  /** from 1 */
  readonly line: number | null;
  readonly detail: string | null;
}

/** Thrown where a file cannot be loaded. A class, so that it can be told from other errors. */
export class LoadError extends Error {
  readonly problem: LoadProblemReport;

  constructor(problem: LoadProblemReport) {
    const place = [problem.file, problem.line === null ? null : `line ${problem.line}`].filter(
      (part) => part !== null,
    );
    const detail = problem.detail === null ? '' : ` (${problem.detail})`;
    super(`${place.length === 0 ? '' : `${place.join(', ')}: `}${problem.code}${detail}`);
    this.name = 'LoadError';
    this.problem = problem;
  }
}

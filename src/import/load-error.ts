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
  | 'noLeads';

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

/** Workbooks of hand-written XML, so that each peculiarity of the format can be had. */
import { zipSync, type Zippable } from 'fflate';

/** What a workbook is made of. */
export interface WorkbookPlan {
  /** name → what stands in its `sheetData` */
  readonly sheets: Readonly<Record<string, string>>;
  /** texts, as XML within `si` */
  readonly strings?: readonly string[];
  readonly isFrom1904?: boolean;
  /** names of sheets that are not shown */
  readonly hidden?: readonly string[];
  /** parts that are added, or take the place of others */
  readonly parts?: Readonly<Record<string, string>>;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Styles by number: 0 general, 1 a day, 2 a day and time, 3 a format of one's own, 4 text, 5 a duration. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/></numFmts><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="20" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** Bytes of a workbook. */
export function makeWorkbook(plan: WorkbookPlan): Uint8Array<ArrayBuffer> {
  const names = Object.keys(plan.sheets);
  const texts: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATION}">${plan.isFrom1904 === true ? '<workbookPr date1904="1"/>' : ''}<sheets>${names
      .map((name, index) => {
        const state = plan.hidden?.includes(name) === true ? ' state="hidden"' : '';
        return `<sheet name="${name}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
      })
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names
      .map(
        (_, index) =>
          `<Relationship Id="rId${index + 1}" Type="${RELATION}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
      )
      .join(
        '',
      )}<Relationship Id="rId98" Type="${RELATION}/styles" Target="styles.xml"/><Relationship Id="rId99" Type="${RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
    'xl/sharedStrings.xml': `${HEAD}<sst xmlns="${MAIN}">${(plan.strings ?? []).map((text) => `<si>${text}</si>`).join('')}</sst>`,
  };
  names.forEach((name, index) => {
    texts[`xl/worksheets/sheet${index + 1}.xml`] =
      `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${plan.sheets[name] ?? ''}</sheetData></worksheet>`;
  });
  const parts: Zippable = {};
  for (const [name, text] of Object.entries({ ...texts, ...plan.parts }))
    parts[name] = new TextEncoder().encode(text);
  return zipSync(parts);
}

/** A row of cells, given as XML without their place: `<c t="s"><v>0</v></c>`; an empty text is no cell. */
export function rowXml(number: number, cells: readonly string[]): string {
  const placed = cells.map((cell, index) =>
    cell.replace('<c', `<c r="${String.fromCharCode(65 + index)}${number}"`),
  );
  return `<row r="${number}">${placed.join('')}</row>`;
}

/** A cell with a text of its own. */
export const inline = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
/** A cell with a number, of a style. */
export const number = (value: string, style = 0): string => `<c s="${style}"><v>${value}</v></c>`;

import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LanguageProvider } from '../../src/components/language.tsx';
import { DataTable, sortRows, type DataColumn } from '../../src/components/ui/data-table.tsx';
import { EmptyState } from '../../src/components/ui/empty-state.tsx';
import { Explained } from '../../src/components/ui/explained.tsx';
import { FigureWithTable } from '../../src/components/ui/figure-with-table.tsx';
import { placeBeside } from '../../src/components/ui/popover.ts';
import { Segmented } from '../../src/components/ui/segmented.tsx';
import { Select } from '../../src/components/ui/select.tsx';
import { fittingStep, valueAhead } from '../../src/components/ui/slider.tsx';

interface Row {
  readonly name: string;
  readonly rate: number | null;
}
const ROWS: readonly Row[] = [
  { name: 'web', rate: 0.2 },
  { name: 'none', rate: null },
  { name: 'fair', rate: 0.5 },
];
const COLUMNS: readonly DataColumn<Row>[] = [
  { key: 'name', header: 'Source', rowHeader: true, cell: (row) => row.name },
  { key: 'rate', header: 'Rate', numeric: true, cell: (row) => String(row.rate), sortBy: (row) => row.rate },
];
const table = <DataTable caption="Rates" columns={COLUMNS} rows={ROWS} rowKey={(row) => row.name} />;

test('sorting keeps missing figures last, and the given order among equals', () => {
  expect(sortRows(ROWS, (row) => row.rate, false).map((row) => row.name)).toEqual(['web', 'fair', 'none']);
  expect(sortRows(ROWS, (row) => row.rate, true).map((row) => row.name)).toEqual(['fair', 'web', 'none']);
  expect(sortRows(ROWS, () => 1, true)).toEqual(ROWS);
});

test('a table says what it holds: caption, heads of columns and rows, order', () => {
  const html = renderToStaticMarkup(table);
  expect(html).toContain('<caption class="ui-table-caption">Rates</caption>');
  expect(html).toContain('<th scope="col">Source</th>');
  expect(html).toContain('aria-sort="none"');
  expect(html).toContain('<th scope="row">web</th>');
  expect(html).toContain('tabindex="0"');
});

test("a chart's table is there from the start, but takes no focus while it is folded away", () => {
  const html = renderToStaticMarkup(
    <FigureWithTable title="Half move on" definition="Of all leads" table={table}>
      <svg />
    </FigureWithTable>,
  );
  const folded = html.slice(html.indexOf('visually-hidden'));
  expect(folded).toContain('<caption');
  expect(folded).not.toContain('tabindex');
  expect(folded).not.toContain('<button');
  expect(html).toContain('aria-expanded="false"');
  expect(html).toMatch(/<h2 id="[^"]+" class="ui-figure-title">Half move on<\/h2>/);
});

test('words follow the language', () => {
  const html = renderToStaticMarkup(
    <LanguageProvider language="de">
      <EmptyState kind="tooFew" detail="Es sind 12." />
    </LanguageProvider>,
  );
  expect(html).toContain('Zu wenige Leads für eine Aussage');
  expect(html).toContain('Es sind 12.');
});

test('the four empty states have four texts', () => {
  const texts = (['noData', 'noHistory', 'tooFew', 'windowTooLong'] as const).map((kind) =>
    renderToStaticMarkup(<EmptyState kind={kind} />),
  );
  expect(new Set(texts).size).toBe(4);
});

test('an explained figure is described by its explanation whether that is open or not', () => {
  const html = renderToStaticMarkup(
    <Explained facts={[{ label: 'Converted', value: '12' }]} definition="Share of the leads.">
      41.2%
    </Explained>,
  );
  const id = /aria-describedby="([^"]+)"/.exec(html)?.[1];
  expect(html).toContain(`id="${id}" role="tooltip"`);
  expect(html).toContain('Share of the leads.');
});

test('controls have labels', () => {
  const html = renderToStaticMarkup(
    <>
      <Select
        label="Column"
        value="b"
        options={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B', group: 'G' },
        ]}
        onChange={() => undefined}
      />
      <Segmented
        label="Unit"
        value="m"
        options={[{ value: 'm', label: 'Month' }]}
        onChange={() => undefined}
      />
    </>,
  );
  const id = /<label for="([^"]+)"/.exec(html)?.[1];
  expect(html).toContain(`<select id="${id}"`);
  expect(html).toContain('<optgroup label="G"><option value="b" selected="">B</option></optgroup>');
  expect(html).toContain('<legend class="ui-field-label">Unit</legend>');
});

test('markup in data stays text', () => {
  const html = renderToStaticMarkup(
    <DataTable
      caption="<script>"
      columns={COLUMNS}
      rows={[{ name: '<img src=x>', rate: 1 }]}
      rowKey={() => 'x'}
    />,
  );
  expect(html).not.toContain('<img');
  expect(html).not.toContain('<script');
});

test('a popover stands below its anchor, else above, and always inside the window', () => {
  const view = { width: 400, height: 300 };
  const size = { width: 200, height: 100 };
  expect(placeBeside({ left: 20, top: 20, width: 80, height: 30 }, size, view)).toEqual({
    left: 20,
    top: 56,
  });
  expect(placeBeside({ left: 380, top: 20, width: 20, height: 30 }, size, view)).toEqual({
    left: 192,
    top: 56,
  });
  expect(placeBeside({ left: 20, top: 250, width: 80, height: 30 }, size, view)).toEqual({
    left: 20,
    top: 144,
  });
  expect(placeBeside({ left: 20, top: 20, width: 80, height: 30 }, size, view, 'end')).toEqual({
    left: 8,
    top: 56,
  });
  const tall = placeBeside({ left: 0, top: 90, width: 10, height: 10 }, { width: 50, height: 290 }, view);
  expect(tall.top).toBe(8);
});

test('the step of a slider is as fine as the values on it need', () => {
  expect(fittingStep(1, 0, [40, 12])).toBe(1);
  expect(fittingStep(1, 0, [12.5])).toBe(0.5);
  expect(fittingStep(1, -3, [12.5, 12.3])).toBe(0.1);
  expect(fittingStep(1, 0, [12.125])).toBe(0.001);
  expect(fittingStep(1, 0, [Math.PI])).toBe(0.001);
});

test('the value ahead of a handle is as far from where the hand took hold as the pointer is', () => {
  const scale = { min: 10, max: 60, step: 1 };
  const grip = { x: 300, width: 200, value: 20 };
  expect(valueAhead(grip, 300, scale)).toBe(20);
  expect(valueAhead(grip, 340, scale)).toBe(30);
  expect(valueAhead(grip, 341, scale)).toBe(30);
  expect(valueAhead(grip, 270, scale)).toBe(13);
  expect(valueAhead(grip, -900, scale)).toBe(10);
  expect(valueAhead(grip, 9000, scale)).toBe(60);
  expect(valueAhead({ ...grip, value: 20.5 }, 341, { ...scale, step: 0.5 })).toBe(31);
});

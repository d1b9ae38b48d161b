import type { ViewTable } from '../lab/pictures/pictureView.ts';
import { button, element } from './element.ts';

/** Thousands apart, every digit that there is. */
const numberText = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 15 });

/** A table of the view on the page. */
export interface Table {
  readonly element: HTMLElement;
  /** What says the same as before is left as it is; focus and scroll stay in any case. */
  show(table: ViewTable): void;
}

/** Makes an empty table, with a button that saves it as CSV. */
export function createTable(id: string, saveCsv: () => void): Table {
  const title = element('h3', { id: `table-${id}` });
  const caption = element('caption');
  const head = element('tr');
  const body = element('tbody');
  const sentence = element('p', { class: 'sentence' });
  const save = button('CSV', saveCsv);
  const region = element(
    'div',
    { class: 'region', role: 'region', tabindex: '0', 'aria-labelledby': title.id },
    element('table', {}, caption, element('thead', {}, head), body),
  );
  let shown: ViewTable | undefined;
  const isNew = (part: (table: ViewTable) => unknown, next: ViewTable): boolean =>
    !shown || JSON.stringify(part(shown)) !== JSON.stringify(part(next));
  return {
    element: element(
      'div',
      { class: 'table' },
      title,
      region,
      sentence,
      element('div', { class: 'buttons' }, save),
    ),
    show: (next) => {
      if (next === shown) return;
      const { columns, rows } = next;
      if (isNew((table) => table.title, next)) {
        for (const each of [title, caption]) each.textContent = next.title;
        save.setAttribute('aria-label', `CSV: ${next.title}`);
      }
      if (isNew((table) => table.sentence, next)) sentence.textContent = next.sentence;
      if (isNew((table) => table.columns, next))
        head.replaceChildren(
          ...columns.map((column) => element('th', { scope: 'col', class: kindOf(column) }, column.name)),
        );
      if (isNew((table) => [table.columns, table.rows], next))
        body.replaceChildren(...rows.map((row) => rowOf(row, columns)));
      shown = next;
    },
  };
}

function rowOf(row: ViewTable['rows'][number], columns: ViewTable['columns']): HTMLTableRowElement {
  const cells = row.map((value, index) => {
    const text = typeof value === 'number' ? numberText.format(value) : (value ?? '');
    // The first column says what its row is of.
    return index === 0
      ? element('th', { scope: 'row', class: kindOf(columns[0]) }, text)
      : element('td', { class: kindOf(columns[index]) }, text);
  });
  return element('tr', {}, ...cells);
}

function kindOf(column: ViewTable['columns'][number] | undefined): string | undefined {
  if (column?.numeric) return 'number';
  return column?.prose ? 'prose' : undefined;
}

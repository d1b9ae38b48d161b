import type { FileFormat } from '../lab/pictures/pageMessages.ts';
import type { ViewTable } from '../lab/pictures/pictureView.ts';
import { button, element } from './element.ts';

/** Thousands apart, every digit that there is. */
const numberText = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 15 });

/** A table of the view, as HTML. */
export function viewTable(table: ViewTable, save: (format: FileFormat) => void): HTMLElement {
  const { id, title, sentence, columns, rows } = table;
  const titleId = `table-${id}`;
  const head = columns.map((column) => element('th', { scope: 'col', class: kindOf(column) }, column.name));
  const lines = rows.map((row) =>
    element(
      'tr',
      {},
      ...row.map((value, index) => {
        const text = typeof value === 'number' ? numberText.format(value) : (value ?? '');
        // The first column says what its row is of.
        return index === 0
          ? element('th', { scope: 'row', class: kindOf(columns[0]) }, text)
          : element('td', { class: kindOf(columns[index]) }, text);
      }),
    ),
  );
  const region = element(
    'div',
    { class: 'region', role: 'region', tabindex: '0', 'aria-labelledby': titleId },
    element(
      'table',
      {},
      element('caption', {}, title),
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...lines),
    ),
  );
  return element(
    'div',
    { class: 'table' },
    element('h3', { id: titleId }, title),
    region,
    element('p', { class: 'sentence' }, sentence),
    element(
      'div',
      { class: 'buttons' },
      button('CSV', () => save('csv'), `CSV: ${title}`),
    ),
  );
}

function kindOf(column: ViewTable['columns'][number] | undefined): string | undefined {
  if (column?.numeric) return 'number';
  return column?.prose ? 'prose' : undefined;
}

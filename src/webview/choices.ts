import type { Choice } from '../lab/pictures/pictureView.ts';
import { arrange, element } from './element.ts';

/** Questions as labelled selects. */
export interface Choices {
  readonly element: HTMLElement;
  show(choices: readonly Choice[]): void;
}

/** Makes the selects; those that stay keep the focus. `key` sets their ids apart from others on the page. */
export function createChoices(key: string, chosen: (choice: string, value: string) => void): Choices {
  const selects = new Map<string, Row>();
  const box = element('div', { class: 'choices' });
  const make = (id: string): Row => {
    const select = element('select', { id: `${key}-${id}` });
    select.addEventListener('change', () => chosen(id, select.value));
    const label = element('label', { for: select.id });
    return { element: element('div', { class: 'choice' }, label, select), select, label };
  };
  return {
    element: box,
    show: (choices) => {
      box.hidden = choices.length === 0;
      const rows = choices.map((choice) => {
        const row = selects.get(choice.id) ?? make(choice.id);
        if (!sameOptions(row.shown, choice))
          row.select.replaceChildren(
            ...choice.options.map(({ value, label }) => element('option', { value }, label)),
          );
        row.label.textContent = choice.label;
        row.select.value = choice.value;
        selects.set(choice.id, { ...row, shown: choice });
        return row.element;
      });
      arrange(box, rows);
    },
  };
}

const sameOptions = (one: Choice | undefined, { options }: Choice): boolean =>
  one?.options.length === options.length &&
  options.every(({ value, label }, index) => {
    const before = one.options[index];
    return before?.value === value && before.label === label;
  });

interface Row {
  /** Holds both: they stay side by side. */
  readonly element: HTMLElement;
  readonly label: HTMLElement;
  readonly select: HTMLSelectElement;
  readonly shown?: Choice;
}

import type { Inbox } from '../lab/pictures/inbox.ts';
import type { PageWords, SentSection } from '../lab/pictures/pageMessages.ts';
import type { Choice } from '../lab/pictures/pictureView.ts';
import { createChoices } from './choices.ts';
import { arrange, element } from './element.ts';
import { createFigure, type Figure } from './figure.ts';
import { createGraph } from './graph.ts';
import { host } from './host.ts';
import { savePng } from './savePng.ts';
import { viewTable } from './viewTable.ts';

/** A part of the view on the page. */
export interface SectionPart {
  readonly element: HTMLElement;
  /** `all` are the choices of the whole view, this section's too. */
  show(section: SentSection, inbox: Inbox, all: readonly Choice[]): void;
  redraw(): void;
  dispose(): void;
}

/** Sends somebody's answer. */
export const choose = (choice: string, value: string): void =>
  host.postMessage({ kind: 'choose', choice, value });

/** Makes a section's heading, choices, note, pictures and tables; what stays the same keeps its place and focus. */
export function createSection(id: string, words: PageWords): SectionPart {
  const heading = element('h2', { id: `section-${id}` });
  const choices = createChoices(id, choose);
  const note = element('p', { class: 'note' });
  const graph = createGraph();
  const pictures = element('div', { class: 'pictures' });
  const tables = element('div', { class: 'tables' });
  const box = element(
    'section',
    { 'aria-labelledby': heading.id },
    heading,
    choices.element,
    note,
    graph.element,
    pictures,
    tables,
  );
  const figures = new Map<string, { figure: Figure; number: number }>();
  const shownTables = new Map<number, HTMLElement>();

  const showPictures = (numbers: readonly number[], inbox: Inbox, all: readonly Choice[]): void => {
    const here = numbers.map((number) => ({ number, picture: inbox.picture(number) }));
    const ids = new Set(here.map(({ picture }) => picture.id));
    for (const [gone, { figure }] of figures) {
      if (ids.has(gone)) continue;
      figure.dispose();
      figures.delete(gone);
    }
    const elements = here.map(({ number, picture }) => {
      const entry = figures.get(picture.id) ?? { number, figure: make(picture.id, number, inbox) };
      entry.number = number;
      figures.set(picture.id, entry);
      pickers.set(
        picture.id,
        all.filter(({ picks }) => picks?.includes(picture.id)),
      );
      entry.figure.show(picture, (pickers.get(picture.id) ?? []).length > 0);
      return entry.figure.element;
    });
    arrange(pictures, elements);
  };
  const pickers = new Map<string, readonly Choice[]>();
  const make = (picture: string, number: number, inbox: Inbox): Figure => {
    const now = (): number => figures.get(picture)?.number ?? number;
    return createFigure(inbox.picture(number), words, {
      table: () => host.postMessage({ kind: 'table', number: now() }),
      save: (format) => {
        if (format === 'png') void savePng(inbox.picture(now()), now());
        else host.postMessage({ kind: 'save', number: now(), format });
      },
      pick: (group) => {
        const choice = pickers
          .get(picture)
          ?.find(({ options }) => options.some(({ value }) => value === group));
        if (choice && choice.value !== group) choose(choice.id, group);
      },
    });
  };
  const showTables = (numbers: readonly number[], inbox: Inbox): void => {
    for (const number of shownTables.keys()) if (!numbers.includes(number)) shownTables.delete(number);
    const elements = numbers.map((number) => {
      const shown =
        shownTables.get(number) ??
        viewTable(inbox.table(number), (format) => host.postMessage({ kind: 'save', number, format }));
      shownTables.set(number, shown);
      return shown;
    });
    arrange(tables, elements);
  };

  return {
    element: box,
    show: (section, inbox, all) => {
      heading.textContent = section.heading;
      choices.show(section.choices);
      note.textContent = section.note ?? '';
      note.hidden = !section.note;
      graph.show(section.graph);
      showPictures(section.pictures, inbox, all);
      showTables(section.tables, inbox);
    },
    redraw: () => {
      for (const { figure } of figures.values()) figure.redraw();
    },
    dispose: () => {
      for (const { figure } of figures.values()) figure.dispose();
      box.remove();
    },
  };
}

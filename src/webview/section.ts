import type { Inbox } from '../lab/pictures/inbox.ts';
import type { FileFormat, ItemName, PageWords, SentSection } from '../lab/pictures/pageMessages.ts';
import type { Picture } from '../lab/pictures/picture.ts';
import type { Choice } from '../lab/pictures/pictureView.ts';
import { createChoices } from './choices.ts';
import { arrange, element } from './element.ts';
import { createFigure, type Figure } from './figure.ts';
import { createGraph } from './graph.ts';
import { host } from './host.ts';
import { savePng } from './savePng.ts';
import { createTable, type Table } from './viewTable.ts';

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

/**
 * Makes a section's heading, choices, note, pictures and tables; what stays the same keeps its place and focus.
 * @param unsaved is told why something could not be saved.
 */
export function createSection(id: string, words: PageWords, unsaved: (why: string) => void): SectionPart {
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
  const figures = new Map<string, { readonly figure: Figure; picture: Picture }>();
  const shownTables = new Map<string, Table>();

  const showPictures = (numbers: readonly number[], inbox: Inbox, all: readonly Choice[]): void => {
    const here = numbers.map((number) => inbox.picture(number));
    const ids = new Set(here.map((picture) => picture.id));
    for (const [gone, { figure }] of figures) {
      if (ids.has(gone)) continue;
      figure.dispose();
      figures.delete(gone);
    }
    const elements = here.map((picture) => {
      const entry = figures.get(picture.id) ?? { figure: make(picture), picture };
      entry.picture = picture;
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
  const make = (first: Picture): Figure => {
    const item: ItemName = { kind: 'picture', section: id, id: first.id };
    return createFigure(first, words, {
      table: () => host.postMessage({ kind: 'table', item }),
      save: (format) => save(item, format, figures.get(first.id)?.picture ?? first),
      pick: (group) => {
        const choice = pickers
          .get(first.id)
          ?.find(({ options }) => options.some(({ value }) => value === group));
        if (choice && choice.value !== group) choose(choice.id, group);
      },
    });
  };
  const save = (item: ItemName, format: FileFormat, picture: Picture): void => {
    if (format !== 'png') host.postMessage({ kind: 'save', item, format });
    else
      savePng(picture, item).catch((error: unknown) => {
        unsaved(words.noPng.replace('{0}', () => (error instanceof Error ? error.message : String(error))));
      });
  };
  const showTables = (numbers: readonly number[], inbox: Inbox): void => {
    const here = numbers.map((number) => inbox.table(number));
    const ids = new Set(here.map((table) => table.id));
    for (const gone of shownTables.keys()) if (!ids.has(gone)) shownTables.delete(gone);
    const elements = here.map((table) => {
      const item: ItemName = { kind: 'table', section: id, id: table.id };
      const shown =
        shownTables.get(table.id) ??
        createTable(table.id, () => host.postMessage({ kind: 'save', item, format: 'csv' }));
      shownTables.set(table.id, shown);
      shown.show(table);
      return shown.element;
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

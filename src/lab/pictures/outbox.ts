import type { ArrayRef, ItemName, PackedPicture, SentView } from './pageMessages.ts';
import type { Groups, Layer, Numbers, Picture } from './picture.ts';
import { leanNumbers } from './leanNumbers.ts';
import type { PictureView, ViewTable } from './pictureView.ts';

/** What makes messages of views: what the page has already is not sent again. */
export interface Outbox {
  /** The message that brings this view to a page that has the view before. */
  pack(view: PictureView): SentView;
  /** The picture or table of this name, of the view that was packed last. */
  get(name: ItemName): { readonly picture: Picture } | { readonly table: ViewTable } | undefined;
  /** The page has nothing any more. */
  forget(): void;
}

type Numbered = Float64Array | Float32Array;

/**
 * Pictures, tables and arrays are the same as before when they are the same objects. A page keeps those of the view that
 * it shows, and no others; so does an outbox.
 */
export function createOutbox(): Outbox {
  const numbers = new WeakMap<object, number>();
  const typed = new WeakMap<Numbers, Numbered>();
  let last = 0;
  let known = new Set<number>();
  let shown: PictureView | undefined;

  const numberOf = (object: object): number => {
    const number = numbers.get(object) ?? (last += 1);
    numbers.set(object, number);
    return number;
  };
  // A message is JSON but for typed arrays: it has no NaN.
  const typedOf = (values: Numbers): Numbered => {
    const made = typed.get(values) ?? leanNumbers(isPlain(values) ? Float64Array.from(values) : values);
    typed.set(values, made);
    return made;
  };

  return {
    pack: (view) => {
      const now = new Set<number>();
      const [arrays, pictures, tables] = [
        {} as Record<number, Numbered>,
        {} as Record<number, PackedPicture>,
        {} as Record<number, ViewTable>,
      ];
      const refer = (values: Numbers): ArrayRef => {
        const array = typedOf(values);
        const number = numberOf(array);
        if (!known.has(number)) arrays[number] = array;
        now.add(number);
        return { array: number };
      };
      const addPicture = (picture: Picture): number => {
        const number = numberOf(picture);
        const packed = packPicture(picture, refer);
        if (!known.has(number)) pictures[number] = packed;
        now.add(number);
        return number;
      };
      const addTable = (table: ViewTable): number => {
        const number = numberOf(table);
        if (!known.has(number)) tables[number] = table;
        now.add(number);
        return number;
      };
      const sections = view.sections.map(({ id, heading, choices, note, graph, ...section }) => ({
        id,
        heading,
        choices: choices ?? [],
        note,
        graph,
        pictures: (section.pictures ?? []).map(addPicture),
        tables: (section.tables ?? []).map(addTable),
      }));
      known = now;
      shown = view;
      const { note, busy, choices, actions = [] } = view;
      return { kind: 'view', note, busy, choices, actions, sections, pictures, tables, arrays };
    },
    get: ({ kind, section, id }) => {
      const { pictures = [], tables = [] } = shown?.sections.find((each) => each.id === section) ?? {};
      const picture = kind === 'picture' && pictures.find((each) => each.id === id);
      const table = kind === 'table' && tables.find((each) => each.id === id);
      return picture ? { picture } : table ? { table } : undefined;
    },
    forget: () => {
      known = new Set();
    },
  };
}

function packPicture({ layers, ...picture }: Picture, refer: (values: Numbers) => ArrayRef): PackedPicture {
  return { ...picture, layers: layers.map((layer) => packLayer(layer, refer)) };
}

function packLayer(layer: Layer, refer: (values: Numbers) => ArrayRef): Record<string, unknown> {
  switch (layer.kind) {
    case 'rule':
      return { ...layer };
    case 'band':
    case 'intervals':
      return { ...layer, x: refer(layer.x), low: refer(layer.low), high: refer(layer.high) };
    case 'bars':
      return { ...layer, x: refer(layer.x), y: refer(layer.y) };
    case 'lines':
    case 'points':
      return {
        ...layer,
        x: refer(layer.x),
        y: refer(layer.y),
        ...(layer.groups ? { groups: packGroups(layer.groups, refer) } : {}),
      };
  }
}

const packGroups = (groups: Groups, refer: (values: Numbers) => ArrayRef): Record<string, unknown> => ({
  ...groups,
  starts: refer(groups.starts),
});

const isPlain = (values: Numbers): values is readonly number[] => Array.isArray(values);

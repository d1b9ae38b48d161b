import type { ArrayRef, PackedPicture, SentView } from './pageMessages.ts';
import type { Layer, Picture } from './picture.ts';
import type { ViewTable } from './pictureView.ts';

/** What a page has of the view that it shows. */
export interface Inbox {
  /** Takes what a message brings, and drops what its view does not name. */
  take(view: SentView): void;
  /** The same object as long as the picture is the same. Throws when the page was never sent it. */
  picture(number: number): Picture;
  table(number: number): ViewTable;
}

/** The other end of an outbox. */
export function createInbox(): Inbox {
  const pictures = new Map<number, Picture>();
  const tables = new Map<number, ViewTable>();
  const arrays = new Map<number, Float64Array | Float32Array>();

  const unpack = (packed: PackedPicture): Picture => ({
    ...packed,
    layers: packed.layers.map((layer) => unpackFields(layer) as unknown as Layer),
  });
  const unpackFields = (fields: object): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]: [string, unknown]) => [
        name,
        isRef(value)
          ? need(arrays.get(value.array))
          : name === 'groups' && typeof value === 'object' && value
            ? unpackFields(value)
            : value,
      ]),
    );

  return {
    take: (view) => {
      for (const [number, array] of Object.entries(view.arrays)) arrays.set(Number(number), array);
      for (const [number, table] of Object.entries(view.tables)) tables.set(Number(number), table);
      for (const [number, packed] of Object.entries(view.pictures))
        pictures.set(Number(number), unpack(packed));
      const named = new Set(view.sections.flatMap((section) => [...section.pictures, ...section.tables]));
      for (const held of [pictures, tables])
        for (const number of held.keys()) if (!named.has(number)) held.delete(number);
      const used = new Set([...pictures.values()].flatMap(arraysOf));
      for (const [number, array] of arrays) if (!used.has(array)) arrays.delete(number);
    },
    picture: (number) => need(pictures.get(number)),
    table: (number) => need(tables.get(number)),
  };
}

function arraysOf({ layers }: Picture): unknown[] {
  return layers.flatMap((layer) => [
    ...Object.values(layer as object).filter((value) => ArrayBuffer.isView(value)),
    ...('groups' in layer ? [layer.groups.starts] : []),
  ]);
}

const isRef = (value: unknown): value is ArrayRef =>
  typeof value === 'object' && value !== null && 'array' in value;

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The page was not sent all of its view.');
  return value;
}

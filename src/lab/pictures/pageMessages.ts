import type { Picture } from './picture.ts';
import type { Choice, PictureView, ViewTable } from './pictureView.ts';
import type { ViewGraph } from './viewGraph.ts';

/** In place of an array of numbers: the number under which the page has it. */
export interface ArrayRef {
  readonly array: number;
}

/** A picture whose arrays of numbers are replaced by their references. */
export interface PackedPicture extends Omit<Picture, 'layers'> {
  readonly layers: readonly Readonly<Record<string, unknown>>[];
}

/** A section whose pictures and tables are named by their numbers. */
export interface SentSection {
  readonly id: string;
  readonly heading: string;
  readonly choices: readonly Choice[];
  readonly note: string | undefined;
  readonly graph: ViewGraph | undefined;
  readonly pictures: readonly number[];
  readonly tables: readonly number[];
}

/** A view, with those pictures, tables and arrays that the page does not have from the view before. */
export interface SentView extends Pick<PictureView, 'note' | 'busy' | 'choices' | 'actions'> {
  readonly kind: 'view';
  readonly sections: readonly SentSection[];
  readonly pictures: Readonly<Record<number, PackedPicture>>;
  readonly tables: Readonly<Record<number, ViewTable>>;
  readonly arrays: Readonly<Record<number, Float64Array | Float32Array>>;
}

/** Words of the page's own, in the editor's language; `{0}` is filled in. */
export interface PageWords {
  readonly table: string;
  readonly resetZoom: string;
  readonly loading: string;
  readonly seconds: string;
  /** What keys do in a picture; and what one does where a group can be picked. */
  readonly keys: string;
  readonly pickKey: string;
  /** Why there is no PNG. */
  readonly noPng: string;
}

/** What the page is told. */
export type ToPage =
  | { readonly kind: 'words'; readonly title: string; readonly words: PageWords }
  | SentView
  /** Goes on until the next view: what was asked for, before its source says anything. */
  | { readonly kind: 'busy' }
  /** Said beside what goes on. */
  | { readonly kind: 'said'; readonly words: string }
  | { readonly kind: 'refused'; readonly words: string }
  /** What was asked for came to nothing, and does not go on. */
  | { readonly kind: 'failed'; readonly words: string };

export type FileFormat = 'csv' | 'png' | 'svg';

/**
 * A picture or table of a view, by its own id and its section's: it keeps them while what it shows is made anew, as it is
 * twice a second while something is followed.
 */
export interface ItemName {
  readonly kind: 'picture' | 'table';
  readonly section: string;
  readonly id: string;
}

/** What the page asks for. */
export type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'choose'; readonly choice: string; readonly value: string }
  | { readonly kind: 'act'; readonly action: string }
  | { readonly kind: 'table'; readonly item: ItemName }
  | { readonly kind: 'save'; readonly item: ItemName; readonly format: Exclude<FileFormat, 'png'> }
  /** A PNG is made by the page. */
  | {
      readonly kind: 'save';
      readonly item: ItemName;
      readonly format: 'png';
      readonly bytes: Uint8Array;
    };

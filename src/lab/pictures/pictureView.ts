import type { Picture } from './picture.ts';
import type { ViewGraph } from './viewGraph.ts';

/** A table within a view. Values are text, numbers, or undefined where there is none. */
export interface ViewTable {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly columns: readonly {
    readonly name: string;
    readonly numeric?: boolean;
    /** Its values are sentences, and may take several lines. */
    readonly prose?: boolean;
  }[];
  readonly rows: readonly (readonly (string | number | undefined)[])[];
}

/** A question whose answer changes what the view shows: which data set, which sensor, which engine. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  /** The pictures in which a group of this name can be picked by a click: answers this choice. */
  readonly picks?: readonly string[];
}

/** A button of the view. */
export interface ViewAction {
  readonly id: string;
  readonly label: string;
  readonly disabled?: boolean;
}

/** One part of a view, under a heading. */
export interface Section {
  readonly id: string;
  readonly heading: string;
  /** Those that only this section depends on stand under its heading. */
  readonly choices?: readonly Choice[];
  /** Stands before the pictures. */
  readonly graph?: ViewGraph;
  readonly pictures?: readonly Picture[];
  readonly tables?: readonly ViewTable[];
  /** What is missing and what to do, where there is nothing to show yet. */
  readonly note?: string;
}

/** Everything a view shows. A picture or table that is the same object as before is not sent or drawn again. */
export interface PictureView {
  /** Where the numbers come from, in a few words. */
  readonly note: string;
  /** What goes on, while something does: `Reading the rows of FD004 with Athena`. */
  readonly busy?: string | undefined;
  readonly choices: readonly Choice[];
  readonly actions?: readonly ViewAction[];
  readonly sections: readonly Section[];
}

/** What somebody chose, by the choices' ids; a choice that was not made yet is absent. */
export type Chosen = Readonly<Record<string, string>>;

/** What fills a view. */
export interface PictureSource {
  /**
   * Shows the view for what is chosen, once or, as more of it is known, several times. Called again when another answer
   * is chosen; the signal then ends this call. What it throws is shown in the view as a sentence with what to do. A
   * source that follows something may show after its answer as well, until it is asked again or disposed of.
   */
  show(chosen: Chosen, shown: (view: PictureView) => void, signal: AbortSignal): Promise<void>;
  /** A button was pressed. */
  act?(action: string): void | Promise<void>;
  /** The view was closed. */
  dispose?(): void;
}

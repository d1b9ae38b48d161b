import type * as vscode from 'vscode';
import type { PictureSource } from '../../lab/pictures/pictureView.ts';
import type { Editor } from '../editor.ts';

/** A view of pictures to show in a tab. */
export interface ShownPictures {
  /** One tab a key: it is brought to the front where it is open already, with a fresh source. */
  readonly key: string;
  /** What the tab is called. */
  readonly title: string;
  readonly source: PictureSource;
}

/**
 * Shows pictures in a tab, with the choices, a table beside each, and their numbers as CSV and the picture as PNG or SVG.
 * A tab that was hidden is filled again from what was shown last.
 */
export declare function showPictures(editor: Editor, shown: ShownPictures): vscode.WebviewPanel;

import { StageError } from '../stage.ts';

/** A cell of a Jupyter notebook. */
export interface NotebookCell {
  /** `code`, `markdown` or `raw`. */
  readonly type: unknown;
  /** What it holds, its lines joined. */
  readonly source: string;
  readonly tags: readonly unknown[];
  /** What running it showed; empty for a cell that shows nothing. */
  readonly outputs: readonly unknown[];
}

/**
 * The cells of a notebook (nbformat 4, https://nbformat.readthedocs.io). Throws a StageError for a text that is none.
 */
export function readNotebook(text: string): NotebookCell[] {
  try {
    const { cells } = fieldsOf(JSON.parse(text.replace(/^\uFEFF/, '')));
    if (Array.isArray(cells)) return cells.map(readCell);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new StageError(
    'This is no Jupyter notebook: it is not JSON with a list of cells.',
    'Delete the file and run "Send Notebooks" again: that brings the notebook back as it was.',
  );
}

function readCell(cell: unknown): NotebookCell {
  const { cell_type: type, source, metadata, outputs } = fieldsOf(cell);
  return {
    type,
    source: (Array.isArray(source) ? source : [source])
      .filter((part): part is string => typeof part === 'string')
      .join(''),
    tags: listOf(fieldsOf(metadata)['tags']),
    outputs: listOf(outputs),
  };
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

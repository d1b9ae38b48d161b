/** One replacement in a text; offsets and lengths count UTF-16 units, as JavaScript and the editor do. */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly replacement: string;
}

/** The text with the edits made; they may come in any order, but must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let done = 0;
  for (const { offset, length, replacement } of edits.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < done) throw new RangeError(`The edit at ${offset} overlaps the one before it.`);
    result += text.slice(done, offset) + replacement;
    done = offset + length;
  }
  return result + text.slice(done);
}

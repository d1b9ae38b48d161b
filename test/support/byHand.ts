import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Layer, Numbers, Picture } from '../../src/lab/pictures/picture.ts';
import type { PictureView, ViewTable } from '../../src/lab/pictures/pictureView.ts';

// What comparing pictures with numbers that are worked out otherwise takes.

/** The numbers of a text file, line by line. */
export const numbersIn = (file: string): number[][] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));

/** What a prediction is compared with. */
export interface Compared {
  readonly predicted: number;
  readonly actual: number;
}

export const rootMeanSquare = (rows: readonly Compared[]): number =>
  Math.sqrt(rows.reduce((sum, { predicted, actual }) => sum + (predicted - actual) ** 2, 0) / rows.length);

/** NASA's score. */
export const penalty = (rows: readonly Compared[]): number =>
  rows.reduce((sum, { predicted, actual }) => {
    const late = predicted - actual;
    return sum + Math.exp(late < 0 ? -late / 13 : late / 10) - 1;
  }, 0);

/** A layer of lines or points by its label. */
export function layerOf({ layers }: Picture, label: string): Extract<Layer, { kind: 'lines' | 'points' }> {
  const layer = layers.find((each) => each.label === label);
  assert.ok(layer?.kind === 'lines' || layer?.kind === 'points', label);
  return layer;
}

/** Fails where numbers differ by more than rounding. */
export function close(found: Numbers, expected: readonly number[]): void {
  assert.equal(found.length, expected.length);
  for (const [index, value] of expected.entries()) {
    assert.ok(
      Math.abs((found[index] ?? NaN) - value) < 1e-6,
      `${String(found[index])}, not ${value}, at ${index}`,
    );
  }
}

/** A table of a view by its id. */
export function tableIn({ sections }: PictureView, id: string): ViewTable {
  const table = sections.flatMap(({ tables = [] }) => tables).find((each) => each.id === id);
  return table ?? assert.fail(id);
}

/** A picture of a view by its id. */
export function pictureIn({ sections }: PictureView, id: string): Picture {
  const notes = sections.map(({ note }) => note).join(' ');
  return (
    sections.flatMap(({ pictures = [] }) => pictures).find((picture) => picture.id === id) ??
    assert.fail(notes)
  );
}

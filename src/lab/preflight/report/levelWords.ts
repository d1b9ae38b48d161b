import type { Level } from '../finding.ts';

/** What each level is called: of one finding, of several, and its mark in a terminal. */
export const levelWords = {
  problem: { one: 'Problem', several: 'Problems: the lab stops there', mark: '✗' },
  warning: { one: 'Warning', several: 'Warnings: the lab goes on', mark: '!' },
  notChecked: { one: 'Not checked', several: 'Not checked', mark: '?' },
  note: { one: 'Note', several: 'Notes', mark: '·' },
} as const satisfies Readonly<
  Record<Level, { readonly one: string; readonly several: string; readonly mark: string }>
>;

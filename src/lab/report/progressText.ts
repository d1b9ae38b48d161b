import type { Progress } from '../progress.ts';
import { wholeNumber } from './format.ts';

/** What a stage does just now, in one line: `Lines published: 1,000 of 135,639 (91,000/s)`. */
export function progressText(progress: Exclude<Progress, { kind: 'log' }>): string {
  if (progress.kind === 'step') return progress.text;
  const { text, done, total, perSecond } = progress;
  const speed = perSecond === undefined ? '' : ` (${wholeNumber(perSecond)}/s)`;
  return `${text}: ${wholeNumber(done)} of ${wholeNumber(total)}${speed}`;
}

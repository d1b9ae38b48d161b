import { wholeNumber } from '../report/format.ts';
import { notDone } from '../stage.ts';
import type { Difference } from './publishedLines.ts';

/** What to say of lines in the bucket that are there twice, or belong to other files. */
export function surplusOf({ expected, delivered, extra }: Difference) {
  const tooMany = [...extra].map(([file, count]) => `${wholeNumber(count)} of ${file}`).join(', ');
  if (!tooMany) return undefined;
  return notDone(
    `The submissions bucket holds ${wholeNumber(delivered)} lines where the training files have ${wholeNumber(expected)}; these are there twice or belong to other files: ${tooMany}. Firehose delivers at least once, so now and then a line comes twice.`,
    'Publish again from the start (--again publish): that empties the folder first.',
  );
}

/** Why what was delivered is not what the training files hold; undefined when it is. */
export function problemOf(difference: Difference) {
  const surplus = surplusOf(difference);
  if (surplus) return surplus;
  const { expected, missing } = difference;
  if (!missing) return undefined;
  return notDone(
    `${wholeNumber(missing)} of the ${wholeNumber(expected)} lines of the training files are not in the submissions bucket${missing < expected ? '' : ' yet'}.`,
    'Publish: only what is missing will be sent.',
  );
}

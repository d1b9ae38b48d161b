import type { Picture } from '../pictures/picture.ts';
import { costKinds, type CostKind } from './costLine.ts';
import type { LabCosts } from './labCosts.ts';
import { amountText } from './moneyText.ts';

/** What each kind has cost so far, as bars; none while nothing has cost anything. */
export function costPicture({ lines }: LabCosts): Picture | undefined {
  const sums = new Map<CostKind, number>();
  for (const { kind, soFar = 0 } of lines) sums.set(kind, (sums.get(kind) ?? 0) + soFar);
  const paid = [...sums].filter(([, sum]) => sum > 0).sort(([, one], [, other]) => other - one);
  const [dearest] = paid;
  if (!dearest) return undefined;
  const [kind, sum] = dearest;
  return {
    id: 'byKind',
    title: 'So far, by what is paid for',
    sentence: `Most was for this: ${costKinds[kind]}, ${amountText(sum)}.`,
    x: {
      label: 'What is paid for',
      names: paid.map(([paidFor]) => costKinds[paidFor]),
      range: [-0.6, paid.length - 0.4],
    },
    y: { label: 'US dollars so far' },
    layers: [
      {
        kind: 'bars',
        label: 'US dollars',
        x: paid.map((_, index) => index),
        y: paid.map(([, sum]) => sum),
        width: 0.7,
      },
    ],
  };
}

import type { ViewTable } from '../pictures/pictureView.ts';
import { costKinds } from './costLine.ts';
import type { LabCosts } from './labCosts.ts';
import { amountText, hourText } from './moneyText.ts';

/** What each thing costs, a row each. */
export function costsTable({ lines }: LabCosts): ViewTable {
  return {
    id: 'costs',
    title: 'Resources and work',
    sentence: 'In US dollars, about. What runs costs its hour until it is deleted or stopped.',
    columns: [
      { name: 'What' },
      { name: 'Name', prose: true },
      { name: 'Since (UTC)' },
      { name: 'So far', numeric: true },
      { name: 'An hour now', numeric: true },
      { name: 'How it was reckoned', prose: true },
    ],
    rows: lines.map(({ kind, name, since, soFar, perHour, basis }) => [
      costKinds[kind],
      name,
      since && timeText(since),
      amountText(soFar),
      hourText(perHour),
      basis,
    ]),
  };
}

/** `2026-11-20 12:00`, in UTC. */
export function timeText(time: Date): string {
  return time.toISOString().slice(0, 16).replace('T', ' ');
}

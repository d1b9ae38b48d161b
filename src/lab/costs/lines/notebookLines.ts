import type { LabAccount } from '../../account.ts';
import type { LabEvent } from '../../event.ts';
import { matchesPattern } from '../../event/patterns.ts';
import type { Notebook, NotebookStatus } from '../../ports/notebooks.ts';
import { hoursBetween, monthHours, type CostLine } from '../costLine.ts';
import { notebookPerHour } from '../notebookPrice.ts';
import { priceOf } from '../priceOf.ts';
import { prices } from '../prices.ts';

/** States in which a notebook instance is paid for by the hour. */
const running = new Set<NotebookStatus>(['InService', 'Updating', 'InMaintenance']);

/** What each notebook instance of the event costs: what it runs on since its last start, and its disk. */
export async function notebookLines(
  { ports: { notebooks } }: LabAccount,
  event: LabEvent,
  now: Date,
  signal?: AbortSignal,
): Promise<CostLine[]> {
  const found = await notebooks.list(signal);
  const ours = found.filter(
    ({ name, status }) => status !== 'Deleting' && matchesPattern(event.patterns.notebookInstance, name),
  );
  return Promise.all(ours.map(async ({ name }) => notebookLine(await notebooks.get(name, signal), now)));
}

function notebookLine(notebook: Notebook, now: Date): CostLine {
  const { name, status, instanceType, created, modified, volumeGiB } = notebook;
  const diskPerHour = (volumeGiB * prices.notebookPerGiBMonth) / monthHours;
  const disk = diskPerHour * hoursBetween(created, now);
  const diskText = `${volumeGiB} GiB of disk since it was made`;
  if (!running.has(status)) {
    const basis = `${status}: ${diskText}; what it ran before is not known`;
    return { kind: 'notebook', name, since: created, soFar: disk, perHour: diskPerHour, basis };
  }
  const price = notebookPerHour(instanceType);
  return {
    kind: 'notebook',
    name,
    since: modified ?? created,
    soFar: price && price * hoursBetween(modified ?? created, now) + disk,
    perHour: price && price + diskPerHour,
    basis: `${priceOf(instanceType, price)}, since its last start or change, and ${diskText}; what it ran before is not known`,
  };
}

import { wholeNumber } from '../../report/format.ts';
import type { WorkGroup } from '../../ports/workGroups.ts';
import type { Finding } from '../finding.ts';
import type { PreflightCheck } from '../preflightCheck.ts';

/** The work group that the lab's queries run in. */
const usual = 'primary';

/** What the lab's largest queries scan stays well below this, in bytes. */
const enough = 100_000_000;

/** Athena's work group lets the CTAS say where its files go. */
export const workGroup: PreflightCheck = {
  title: "Athena's work group",
  stage: 'split',
  run: async ({ account, signal }) => {
    const group = await account.ports.workGroups.get(usual, signal);
    return [...disabled(group), ...managed(group), ...enforced(group), ...cutoff(group)];
  },
};

function disabled({ name, enabled }: WorkGroup): Finding[] {
  if (enabled) return [];
  return [
    {
      level: 'problem',
      what: `Athena's work group ${name} is disabled.`,
      why: 'Athena runs no query in it, and the lab runs its queries there.',
      stage: 'split',
      fix: `Enable the work group ${name}.`,
    },
  ];
}

function managed({ name, managed: isManaged }: WorkGroup): Finding[] {
  if (!isManaged) return [];
  return [
    {
      level: 'problem',
      what: `Athena's work group ${name} has Athena manage query results.`,
      why: 'Athena then refuses every query that says where its results go, as all of the lab do.',
      stage: 'split',
      fix: `Choose "Customer managed" for the query results in the settings of the work group ${name}.`,
    },
  ];
}

function enforced({ name, enforced: isEnforced, output }: WorkGroup): Finding[] {
  if (!isEnforced) return [];
  return [
    {
      level: 'problem',
      what: `Athena's work group ${name} enforces its own settings${output ? `, with results in ${output}` : ', and names no place for results'}.`,
      why: output
        ? 'Athena then refuses a CREATE TABLE AS SELECT that says where its files go, as the one of the split does.'
        : 'Athena then ignores the place that each query names, and refuses to run: No output location provided.',
      stage: 'split',
      fix: `Switch off "Override client-side settings" in the work group ${name}.`,
    },
  ];
}

function cutoff({ name, bytesScannedCutoff }: WorkGroup): Finding[] {
  if (bytesScannedCutoff === undefined || bytesScannedCutoff >= enough) return [];
  return [
    {
      level: 'warning',
      what: `Athena's work group ${name} cancels queries that scan more than ${wholeNumber(bytesScannedCutoff)} bytes.`,
      why: 'Queries over all engines may be cancelled.',
      stage: 'split',
      fix: `Raise the limit of the work group ${name} to ${wholeNumber(enough)} bytes.`,
    },
  ];
}

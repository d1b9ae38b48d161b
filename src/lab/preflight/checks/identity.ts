import type { Finding } from '../finding.ts';
import type { PreflightCheck } from '../preflightCheck.ts';
import type { PreflightContext } from '../preflightContext.ts';

/** How long the lab takes an attendee, with talks and waits, in minutes. */
const labMinutes = 180;

const minute = 60_000;

/** From here on, in minutes, a clock that drifts on comes near the five that AWS allows. */
const enoughToMatter = 2;

/** Who asks, in which region, by which clock, and for how long. */
export const identity: PreflightCheck = {
  title: 'Identity and region',
  stage: 'survey',
  run: async (context) => {
    const { ends, clockOffset } = await context.account.ports.identity.session();
    return [...regionFindings(context), ...rootFindings(context), ...clock(clockOffset), ...time(ends)];
  },
};

function regionFindings({ account, event }: PreflightContext): Finding[] {
  if (account.region === event.region) return [];
  const what = `The event "${event.name}" is in ${event.region}, the account is looked at in ${account.region}.`;
  if (account.kind === 'practice') {
    return [
      {
        level: 'note',
        what,
        why: 'The practice account is in this region only; everything else of the event is checked against it.',
        stage: 'survey',
        fix: 'Nothing is to be done here. Check the account of the event in its own region, too.',
      },
    ];
  }
  return [
    {
      level: 'problem',
      what,
      why: 'Each region has resources of its own: what the event has deployed is not seen from here.',
      stage: 'survey',
      fix: `Choose the account in ${event.region}, or correct the region in the event's file.`,
      action: 'chooseAccount',
    },
  ];
}

function rootFindings({ account: { identity: caller } }: PreflightContext): Finding[] {
  if (!caller.arn.endsWith(':root')) return [];
  return [
    {
      level: 'warning',
      what: `The credentials are those of the root user of account ${caller.account}.`,
      why: 'The root user may do everything, so nothing shows whether attendees may; and keys of the root user in a lab are a risk.',
      stage: 'survey',
      fix: 'Check with the role that attendees get.',
    },
  ];
}

function clock(offset: number): Finding[] {
  const minutes = Math.round(Math.abs(offset) / minute);
  if (minutes < enoughToMatter) return [];
  return [
    {
      level: 'warning',
      what: `The clock of this machine is ${minutes} minutes ${offset > 0 ? 'slow' : 'fast'}.`,
      why: 'AWS refuses requests whose time is more than five minutes off. The lab corrects for it; the AWS CLI in a terminal may not.',
      stage: 'survey',
      fix: 'Switch on setting the clock of this machine from the network.',
    },
  ];
}

function time(ends: Date | undefined): Finding[] {
  if (!ends) return [];
  const minutes = Math.floor((ends.getTime() - Date.now()) / minute);
  if (minutes >= labMinutes) return [];
  return [
    {
      level: minutes > 0 ? 'warning' : 'problem',
      what:
        minutes > 0
          ? `The credentials end in ${minutes} minutes, at ${ends.toISOString()}.`
          : `The credentials have ended, at ${ends.toISOString()}.`,
      why: `The lab takes up to ${labMinutes} minutes; after that time AWS refuses every request.`,
      stage: minutes > 0 ? 'train' : 'survey',
      fix: "Get new credentials (from the event's page, or by signing in again) before the lab begins.",
      action: 'chooseAccount',
    },
  ];
}

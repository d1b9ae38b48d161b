import type { LabAccount } from '../account.ts';
import type { LabEvent } from '../event.ts';
import type { PictureSource, PictureView, Section } from '../pictures/pictureView.ts';
import { createShowings } from '../pictures/showings.ts';
import { costPicture } from './costPicture.ts';
import { costsTable } from './costsTable.ts';
import { originText, totalText, unusedText } from './costWords.ts';
import { labCosts, type LabCosts } from './labCosts.ts';
import { hourText } from './moneyText.ts';
import { endpointCost } from './endpointCost.ts';

/** What the view of costs needs of whoever shows it. */
export interface CostsHost {
  /** The account and its event; opens the account where it is not open yet. */
  context(signal: AbortSignal): Promise<{ readonly account: LabAccount; readonly event: LabEvent }>;
  /** Deletes an endpoint of the account that was shown, once somebody has agreed. */
  deleteEndpoint(name: string, account: LabAccount): Promise<void>;
  now(): Date;
}

const refresh = { id: 'refresh', label: 'Refresh' };
const deletes = 'delete ';

/** What the lab costs, as a view. */
export function createCostsSource(host: CostsHost): PictureSource {
  let looked: LabAccount | undefined;
  const showings = createShowings(async ({ shown, signal }) => {
    const { account, event } = await host.context(signal);
    const waiting: PictureView = {
      note: originText(account),
      busy: 'Asking the account what there is and what it has done',
      choices: [],
      sections: [],
    };
    shown(waiting);
    const costs = await labCosts({ account, event, now: host.now() }, signal);
    looked = account;
    shown({
      note: originText(account),
      choices: [],
      actions: [refresh, ...deleteActions(costs)],
      sections: sectionsOf(costs, account),
    });
  });
  return {
    show: showings.show,
    act: async (action) => {
      if (looked && action.startsWith(deletes)) {
        await host.deleteEndpoint(action.slice(deletes.length), looked);
      }
      await showings.again();
    },
    dispose: () => showings.dispose(),
  };
}

function deleteActions({ lines }: LabCosts) {
  return lines
    .filter(({ kind }) => kind === 'endpoint')
    .map(({ name }) => ({ id: `${deletes}${name}`, label: `Delete Endpoint ${name}` }));
}

function sectionsOf(costs: LabCosts, account: LabAccount): Section[] {
  const { lines, unread } = costs;
  const picture = costPicture(costs);
  const missing = unread.map(({ what, reason }) => `The account did not tell of ${what}: ${reason}`);
  return [
    {
      id: 'total',
      heading: 'What does the lab cost?',
      note: [totalText(costs), ...idleSentences(costs, account), ...missing].join(' '),
      ...(picture ? { pictures: [picture] } : {}),
    },
    ...(lines.length ? [{ id: 'lines', heading: 'What is it made of?', tables: [costsTable(costs)] }] : []),
  ];
}

function idleSentences({ idle, at }: LabCosts, { kind }: LabAccount): string[] {
  return idle.map((endpoint) => {
    const cost = hourText(endpointCost(endpoint, 0)?.perHour);
    const what = kind === 'practice' ? `on AWS it would cost ${cost} an hour` : `it costs ${cost} an hour`;
    return `Nobody has asked the endpoint ${endpoint.name} for ${unusedText(endpoint, at)}; ${what} until it is deleted.`;
  });
}

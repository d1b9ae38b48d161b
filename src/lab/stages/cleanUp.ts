import { deleteCosts, findCosts } from '../cleanUp/runningCosts.ts';
import { notDone, type Stage } from '../stage.ts';

/** Deletes what costs money as long as it is there. */
export const cleanUp: Stage<'cleanUp'> = {
  id: 'cleanUp',
  title: 'Clean Up',
  needs: [],
  check: async ({ account }, signal) => {
    const costs = await findCosts(account, signal);
    const own = costs.filter(({ ofTheLab }) => ofTheLab);
    if (own.length) {
      return notDone(
        `These cost money still: ${own.map(({ kind, name, state }) => `${kind} ${name} (${state})`).join(', ')}.`,
        'Clean up: that deletes endpoints, configurations and models, and stops training jobs.',
      );
    }
    return {
      done: true,
      facts: {
        running: 0,
        kept: costs.map(({ kind, name, state }) => `${kind} ${name} (${state})`),
      },
    };
  },
  run: ({ account }, onProgress, signal) => deleteCosts(account, onProgress, signal),
};

import { deleteSagemakerWork, findCosts, findLeftovers, findSagemakerWork } from '../cleanUp/runningCosts.ts';
import { notDone, type Stage } from '../stage.ts';

const fix =
  'Clean up: that deletes endpoints, configurations and models, and stops training, tuning and transform jobs.';

/** Deletes what costs money as long as it is there. */
export const cleanUp: Stage<'cleanUp'> = {
  id: 'cleanUp',
  title: 'Clean Up',
  needs: [],
  check: async ({ account }, signal) => {
    const [costs, { configs, models }] = await Promise.all([
      findCosts(account, signal),
      findLeftovers(account, signal),
    ]);
    const own = costs.filter(({ ofTheLab }) => ofTheLab);
    if (own.length) {
      return notDone(
        `These cost money still: ${own.map(({ kind, name, state }) => `${kind} ${name} (${state})`).join(', ')}.`,
        fix,
      );
    }
    const left = [
      ...configs.map((name) => `endpoint configuration ${name}`),
      ...models.map((name) => `model ${name}`),
    ];
    if (left.length) return notDone(`These are left, though they cost nothing: ${left.join(', ')}.`, fix);
    return {
      done: true,
      facts: {
        running: 0,
        kept: costs.map(({ kind, name, state }) => `${kind} ${name} (${state})`),
      },
    };
  },
  run: async ({ account }, onProgress, signal) =>
    deleteSagemakerWork(account, await findSagemakerWork(account, signal), onProgress, signal),
};

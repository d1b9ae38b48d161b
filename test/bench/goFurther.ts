import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { StageFacts } from '../../src/lab/facts.ts';

/** What the stages that go further found, and how many seconds they took. */
export interface Further {
  readonly tune: StageFacts['tune'] & { readonly seconds: number };
  readonly trainCapped: StageFacts['trainCapped'] & { readonly seconds: number };
}

/** RMSE in cycles that the capped models are to reach on NASA's files. */
export const cappedTargets: ReadonlyMap<string, number> = new Map([
  ['FD001 plain', 17.5],
  ['FD001 windowed', 15.5],
]);

/** Runs both stages in a store in which the lab has been done. */
export async function goFurther(store: string, data: string): Promise<Further> {
  const run = async <Id extends keyof Further>(id: Id) => {
    const args = ['dist/lab.mjs', '--json', '--store', store, '--data', data, '--only', id];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const [stage] = (JSON.parse(stdout) as { stages: (Further[Id] & { facts: StageFacts[Id] })[] }).stages;
    if (!stage) throw new Error(`no ${id} in ${stdout}`);
    return { ...stage.facts, seconds: stage.seconds };
  };
  return { tune: await run('tune'), trainCapped: await run('trainCapped') };
}

import path from 'node:path';
import { parseArgs } from 'node:util';
import type { StageId } from '../../lab/facts.ts';
import { isOptional, stageIds } from '../../lab/stages.ts';

/** What the command was asked to do. Folders and files are absolute. */
export interface LabOptions {
  readonly account: 'practice' | 'aws';
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly yes: boolean;
  readonly until: StageId | undefined;
  readonly only: StageId | undefined;
  readonly again: StageId | undefined;
  /** Crawlers and job run by their Glue workflow. */
  readonly workflow: boolean;
  readonly cleanUp: boolean;
  readonly everything: boolean;
  readonly event: string | undefined;
  readonly data: string | undefined;
  readonly store: string | undefined;
  readonly folder: string | undefined;
  readonly pace: number;
  readonly json: boolean;
  readonly help: boolean;
}

/** Options that go with one kind of account only. */
const onlyOnAws = ['profile', 'region', 'yes'] as const;
const onlyOnPractice = ['store', 'pace'] as const;

/** Reads the command's options. Throws an Error with one sentence for a wrong one. */
export function readOptions(args: readonly string[]): LabOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      account: { type: 'string' },
      profile: { type: 'string' },
      region: { type: 'string' },
      yes: { type: 'boolean' },
      until: { type: 'string' },
      only: { type: 'string' },
      again: { type: 'string' },
      workflow: { type: 'boolean' },
      'clean-up': { type: 'boolean' },
      everything: { type: 'boolean' },
      event: { type: 'string' },
      data: { type: 'string' },
      store: { type: 'string' },
      folder: { type: 'string' },
      pace: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  for (const [name, value] of Object.entries(values)) {
    if (value === '') throw new Error(`--${name} needs a value.`);
  }
  const account = values.account ?? 'practice';
  if (account !== 'practice' && account !== 'aws') {
    throw new Error(`--account is practice or aws, not '${account}'.`);
  }
  // Who forgets --account aws shall not get a practice account, nor the other way round.
  const misplaced = (account === 'aws' ? onlyOnPractice : onlyOnAws).find(
    (name) => values[name] !== undefined,
  );
  if (misplaced) {
    throw new Error(`--${misplaced} goes with --account ${account === 'aws' ? 'practice' : 'aws'} only.`);
  }
  const until = stageOption('until', values.until);
  const only = stageOption('only', values.only);
  const again = stageOption('again', values.again);
  if (only && until) throw new Error('--only and --until do not go together.');
  if (only && again && only !== again) {
    throw new Error(`--only ${only} does not run ${again}, so --again ${again} does not go with it.`);
  }
  if (until && again && stageIds.indexOf(again) > stageIds.indexOf(until)) {
    throw new Error(`--until ${until} ends before ${again}, so --again ${again} does not go with it.`);
  }
  const workflow = values.workflow ?? false;
  if (workflow && only) throw new Error('--workflow runs three stages, so --only does not go with it.');
  if (workflow && until && stageIds.indexOf(until) < stageIds.indexOf('crawlCurated')) {
    throw new Error(`--workflow goes on to crawlCurated, so --until ${until} does not go with it.`);
  }
  const cleanUp = values['clean-up'] ?? false;
  if (values.everything && !cleanUp && only !== 'cleanUp') {
    throw new Error('--everything goes with --clean-up or --only cleanUp.');
  }
  const absolute = (name: string | undefined) => (name === undefined ? undefined : path.resolve(name));
  return {
    account,
    profile: values.profile,
    region: values.region,
    yes: values.yes ?? false,
    until,
    only,
    again,
    workflow,
    cleanUp,
    everything: values.everything ?? false,
    event: absolute(values.event),
    data: absolute(values.data),
    store: absolute(values.store),
    folder: absolute(values.folder),
    pace: paceOption(values.pace),
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

/**
 * The stages that these options ask for, in their order: those that go further only when they are named. A workflow runs
 * the job as well, so that the job is prepared before it.
 */
export function stagesToRun(options: LabOptions): StageId[] {
  const ids = namedStages(options);
  if (!options.workflow) return ids;
  const first: StageId[] = ['survey', 'publish', 'prepareJob'];
  return [...first, ...ids.filter((id) => !first.includes(id))];
}

function namedStages({ only, until, cleanUp, again }: LabOptions): StageId[] {
  if (only) return [only];
  const last = until ?? 'predict';
  const end = stageIds.indexOf(last);
  return stageIds.filter(
    (id, index) =>
      id === last || id === again || (index < end && !isOptional(id)) || (cleanUp && id === 'cleanUp'),
  );
}

function stageOption(name: string, value: string | undefined): StageId | undefined {
  if (value === undefined) return undefined;
  const id = stageIds.find((stage) => stage.toLowerCase() === value.toLowerCase());
  if (!id) throw new Error(`--${name} is a stage, not '${value}'. There are ${stageIds.join(', ')}.`);
  return id;
}

function paceOption(value: string | undefined): number {
  const pace = Number(value ?? 0);
  if (!(pace >= 0 && Number.isFinite(pace))) {
    throw new Error(`--pace is a number, 0 or more, not '${value ?? ''}'.`);
  }
  return pace;
}

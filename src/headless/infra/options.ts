import path from 'node:path';
import { parseArgs } from 'node:util';
import { parameterNames, stackNameProblem } from '../../lab/infra/labStack.ts';
import { editorKinds } from '../../lab/infra/stackEditor.ts';
import { subcommands, type SubcommandName } from './subcommands.ts';

/** What the command was asked to do. Folders and files are absolute. */
export interface InfraOptions {
  /** Undefined with --help alone. */
  readonly subcommand: SubcommandName | undefined;
  readonly account: 'practice' | 'aws';
  readonly profile: string | undefined;
  readonly region: string | undefined;
  /** In the place of the event's. */
  readonly stackName: string | undefined;
  readonly store: string | undefined;
  readonly event: string | undefined;
  /** The template's parameters that were given. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly vsix: string | undefined;
  /** Resources, by their names in the template, that may stay when they cannot be deleted. */
  readonly retain: readonly string[];
  readonly yes: boolean;
  readonly json: boolean;
  readonly pace: number;
  readonly help: boolean;
}

const onlyOnAws = ['profile', 'region'] as const;
const onlyOnPractice = ['store', 'pace'] as const;

/** Options that only one subcommand knows. */
const onlyFor = {
  editor: 'deploy',
  notebook: 'deploy',
  'budget-email': 'deploy',
  budget: 'deploy',
  vsix: 'deploy',
  retain: 'teardown',
  yes: 'teardown',
} as const satisfies Record<string, SubcommandName>;

/** Reads the command's options. Throws an Error with one sentence for a wrong one. */
export function readOptions(args: readonly string[]): InfraOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      account: { type: 'string' },
      profile: { type: 'string' },
      region: { type: 'string' },
      'stack-name': { type: 'string' },
      store: { type: 'string' },
      event: { type: 'string' },
      editor: { type: 'string' },
      notebook: { type: 'string' },
      'budget-email': { type: 'string' },
      budget: { type: 'string' },
      vsix: { type: 'string' },
      retain: { type: 'string' },
      yes: { type: 'boolean' },
      json: { type: 'boolean' },
      pace: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const subcommand = subcommandOf(positionals, values.help ?? false);
  for (const [name, value] of Object.entries(values)) {
    // An empty address takes a budget away again.
    if (value === '' && name !== 'budget-email') throw new Error(`--${name} needs a value.`);
  }
  for (const [name, owner] of Object.entries(onlyFor)) {
    if (values[name as keyof typeof onlyFor] !== undefined && subcommand && subcommand !== owner) {
      throw new Error(`--${name} goes with ${owner} only.`);
    }
  }
  const account = oneOf('account', values.account, ['practice', 'aws']) ?? 'practice';
  const misplaced = (account === 'aws' ? onlyOnPractice : onlyOnAws).find(
    (name) => values[name] !== undefined,
  );
  if (misplaced) {
    throw new Error(`--${misplaced} goes with --account ${account === 'aws' ? 'practice' : 'aws'} only.`);
  }
  const stackName = values['stack-name'];
  const problem = stackName === undefined ? undefined : stackNameProblem(stackName);
  if (problem !== undefined) throw new Error(problem);
  const absolute = (name: string | undefined) => (name === undefined ? undefined : path.resolve(name));
  return {
    subcommand,
    account,
    profile: values.profile,
    region: values.region,
    stackName,
    store: absolute(values.store),
    event: absolute(values.event),
    parameters: parametersOf(values),
    vsix: absolute(values.vsix),
    retain: values.retain?.split(',').map((name) => name.trim()) ?? [],
    yes: values.yes ?? false,
    json: values.json ?? false,
    pace: numberOption('pace', values.pace, 0) ?? 0,
    help: values.help ?? false,
  };
}

function subcommandOf([first, ...more]: readonly string[], help: boolean): SubcommandName | undefined {
  const names = Object.keys(subcommands) as SubcommandName[];
  if (first === undefined && help) return undefined;
  const found = names.find((name) => name === first);
  const list = `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
  if (!found)
    throw new Error(
      first === undefined ? `Say what to do: ${list}.` : `There is no '${first}': say ${list}.`,
    );
  if (more.length) throw new Error(`'${more.join(' ')}' does not belong to ${found}.`);
  return found;
}

function parametersOf(values: {
  readonly editor?: string | undefined;
  readonly notebook?: string | undefined;
  readonly 'budget-email'?: string | undefined;
  readonly budget?: string | undefined;
}): Record<string, string> {
  const given = {
    [parameterNames.editor]: oneOf('editor', values.editor, editorKinds),
    [parameterNames.notebook]: oneOf('notebook', values.notebook, ['yes', 'no']),
    [parameterNames.budgetEmail]: addressOption(values['budget-email']),
    [parameterNames.budget]: numberOption('budget', values.budget, 1)?.toString(),
  };
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function oneOf<T extends string>(
  name: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((each) => each === value);
  if (!found) throw new Error(`--${name} is ${allowed.join(' or ')}, not '${value}'.`);
  return found;
}

function addressOption(value: string | undefined): string | undefined {
  if (value && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value)) {
    throw new Error(`--budget-email is an address such as name@example.org, not '${value}'.`);
  }
  return value;
}

function numberOption(name: string, value: string | undefined, least: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!(number >= least && Number.isFinite(number))) {
    throw new Error(`--${name} is a number, ${least} or more, not '${value}'.`);
  }
  return number;
}

import { CloudFormation, type StackEvent } from '@aws-sdk/client-cloudformation';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError } from '../../src/practice/awsError.ts';
import { createClock } from '../../src/practice/clock.ts';
import { startServer } from '../../src/practice/server.ts';
import { cloudformationService } from '../../src/practice/services/cloudformation/cloudformationService.ts';
import type {
  Properties,
  ResourceType,
} from '../../src/practice/services/cloudformation/resources/resourceType.ts';
import { createObjects } from '../../src/practice/services/s3/objects.ts';
import type { ObjectStore } from '../../src/practice/services/s3/objectStore.ts';
import { openStore } from '../../src/practice/store/store.ts';
import { until } from './practiceProcess.ts';

const credentials = { accessKeyId: 'AKIAPRACTICE00000000', secretAccessKey: 'practice-secret-for-tests' };

/** What a test's stacks make: things that are in memory, whose every step a test can hold up or have fail. */
export class Things {
  /** What is there, by name. */
  readonly there = new Map<string, Properties>();
  /** Every step that was done: `create a`. */
  readonly steps: string[] = [];
  /** Steps that fail, and with what. */
  readonly failing = new Map<string, Error>();
  /** Steps that go on only when their promise is fulfilled. */
  readonly held = new Map<string, Promise<void>>();

  /** The type `Test::Lab::Thing`; a changed Kind needs a new one. */
  readonly type: ResourceType = {
    type: 'Test::Lab::Thing',
    properties: ['Name', 'Kind', 'Size', 'Label', 'Settings', 'Marks'],
    required: ['Size'],
    lists: ['Marks'],
    replaces: ['Name', 'Kind'],
    physicalId: ({ Name }, generated) => (typeof Name === 'string' ? Name : generated.toLowerCase()),
    create: async (id, properties, { signal, logicalId }) => {
      await this.#step(`create ${logicalId}`, signal);
      this.there.set(id, properties);
    },
    update: async (id, properties, _before, { signal, logicalId }) => {
      await this.#step(`update ${logicalId}`, signal);
      this.there.set(id, properties);
    },
    delete: async (id, _properties, { signal, logicalId }) => {
      await this.#step(`delete ${logicalId}`, signal);
      this.there.delete(id);
    },
    read: async (id, { logicalId }) => {
      await this.held.get(`read ${logicalId}`);
      return this.there.get(id);
    },
    attributes: (id) => {
      if (!this.there.has(id)) throw new AwsError('NoSuchEntity', `There is no ${id}.`, { status: 404 });
      return { Address: `thing://${id}` };
    },
  };

  async #step(name: string, signal: AbortSignal): Promise<void> {
    await Promise.race([
      this.held.get(name),
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('broken off')))),
    ]);
    const error = this.failing.get(name);
    if (error) throw error;
    this.steps.push(name);
  }
}

/** What a service answers to what it cannot do. */
export const refused = new AwsError('ResourceLimitExceeded', 'No more things.');

/** CloudFormation alone, on a store of its own, with a test's own things as resources. */
export interface StackAccount {
  readonly client: CloudFormation;
  readonly things: Things;
  readonly objects: () => ObjectStore;
  /** Ends the account's work as the end of its process does, and opens it again on the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

async function startStackAccount(): Promise<StackAccount> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'practice-stacks-'));
  const things = new Things();
  const clock = createClock(0);
  const types = new Map([[things.type.type, things.type]]);
  const open = () => {
    const store = openStore(folder);
    const objects = createObjects(store);
    const service = cloudformationService({ store, clock, objects, services: [], types });
    return {
      objects,
      services: service.services,
      close: async () => {
        await service.close();
        store.close();
      },
    };
  };
  let running = open();
  const server = await startServer(
    { services: () => Promise.resolve(running.services), credentials, clock },
    0,
  );
  const endpoint = `http://127.0.0.1:${server.port}`;
  return {
    client: new CloudFormation({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 }),
    things,
    objects: () => running.objects,
    restart: async () => {
      await running.close();
      running = open();
    },
    close: async () => {
      await server.close();
      await running.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The account of the test that runs: each test of the suite that asks for it has a new one. */
export function stackAccountOfEach(): Omit<StackAccount, 'close'> {
  let account: StackAccount;
  beforeEach(async () => {
    account = await startStackAccount();
  });
  afterEach(() => account.close());
  return {
    get client() {
      return account.client;
    },
    get things() {
      return account.things;
    },
    objects: () => account.objects(),
    restart: () => account.restart(),
  };
}

/** A template of things, as JSON: each by its logical id. */
export function thingsTemplate(
  resources: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  rest: Readonly<Record<string, unknown>> = {},
): string {
  const entries = Object.entries(resources).map(
    ([name, { DependsOn, DeletionPolicy, Condition, ...properties }]) => [
      name,
      {
        Type: 'Test::Lab::Thing',
        DependsOn,
        DeletionPolicy,
        Condition,
        Properties: { Size: 1, ...properties },
      },
    ],
  );
  return JSON.stringify({ ...rest, Resources: Object.fromEntries(entries) as unknown });
}

/** Three things, each of which needs the one before. */
export const chain = thingsTemplate({
  Third: { Label: { 'Fn::GetAtt': ['Second', 'Address'] } },
  First: { Name: 'first' },
  Second: { Name: { 'Fn::Sub': '${First}-and-second' } },
});

/** Waits until nothing goes on with a stack; answers with its state. */
export async function settled(client: CloudFormation, StackName: string): Promise<string> {
  let status = '';
  await until(`the end of what goes on with ${StackName}`, async () => {
    const { Stacks: [stack] = [] } = await client.describeStacks({ StackName });
    status = stack?.StackStatus ?? '';
    return !status.endsWith('_IN_PROGRESS');
  });
  return status;
}

/** Waits until a resource of a stack is in a state. */
export async function resourceIn(
  client: CloudFormation,
  StackName: string,
  LogicalResourceId: string,
  state: string,
) {
  for (;;) {
    const { StackResources: [found] = [] } = await client.describeStackResources({
      StackName,
      LogicalResourceId,
    });
    if (found?.ResourceStatus === state) return found;
    await sleep(5);
  }
}

/** A stack's events, the oldest first, as `NAME STATUS reason`. */
export async function eventsOf(client: CloudFormation, StackName: string): Promise<string[]> {
  const { StackEvents = [] } = await client.describeStackEvents({ StackName });
  return StackEvents.map(lineOf).reverse();
}

function lineOf({ LogicalResourceId, ResourceStatus, ResourceStatusReason = '' }: StackEvent): string {
  return `${LogicalResourceId ?? ''} ${ResourceStatus ?? ''} ${ResourceStatusReason}`.trim();
}

/** A check that an error has a name (of CloudFormation's usual refusal) and a message. */
export const says =
  (words: string | RegExp, name = 'ValidationError') =>
  (error: unknown) => {
    assert.ok(error instanceof Error);
    assert.equal(error.name, name);
    if (typeof words === 'string') assert.equal(error.message, words);
    else assert.match(error.message, words);
    return true;
  };

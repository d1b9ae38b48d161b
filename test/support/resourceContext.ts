import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createClock } from '../../src/practice/clock.ts';
import { callOperation } from '../../src/practice/operationCall.ts';
import type {
  Properties,
  ResourceContext,
  ResourceType,
} from '../../src/practice/services/cloudformation/resources/resourceType.ts';
import { createMetrics } from '../../src/practice/services/cloudwatch/metrics.ts';
import { firehoseService } from '../../src/practice/services/firehose/firehoseService.ts';
import { iamService } from '../../src/practice/services/iam/iamService.ts';
import { createLogGroups } from '../../src/practice/services/logs/logGroups.ts';
import { createObjects } from '../../src/practice/services/s3/objects.ts';
import { sagemakerService } from '../../src/practice/services/sagemaker/sagemakerService.ts';
import { openStore } from '../../src/practice/store/store.ts';

/** What resource types work with, over services of an account of their own. */
export interface TestResources {
  readonly context: ResourceContext;
  /** Operations that were called, in their order. */
  readonly calls: string[];
  /** Makes a resource twice, as after a kill in the middle; gives its id. */
  make(type: ResourceType, properties: Properties): Promise<string>;
  /** Fails unless the resource has these properties. */
  holds(type: ResourceType, id: string, properties: Properties): Promise<void>;
  /** Deletes a resource twice, and sees it gone. */
  drop(type: ResourceType, id: string, properties: Properties): Promise<void>;
  close(): Promise<void>;
}

/** What `Thing` of the stack is called where its template names it not. */
export const generatedName = 'cmapss-lab-Thing-ABCDEFGHIJKL';

/** Opens a store with the services whose resources templates have, for tests of resource types. */
export function openResources(): TestResources {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'resources-'));
  const store = openStore(folder);
  const clock = createClock(0);
  const objects = createObjects(store);
  const logs = createLogGroups({ store, clock });
  const metrics = createMetrics({ store, clock });
  const running = [
    iamService({ store, clock }),
    firehoseService({ store, clock, objects }),
    sagemakerService({ store, clock, objects, logs, metrics, assets: path.resolve('dist') }),
  ];
  const services = running.flatMap((each) => each.services);
  const calls: string[] = [];
  const context: ResourceContext = {
    stack: { name: 'lab', id: 'arn:aws:cloudformation:us-east-1:123456789012:stack/lab/1' },
    logicalId: 'Thing',
    objects,
    signal: new AbortController().signal,
    call: async (service, operation, input) => {
      calls.push(operation);
      return ((await callOperation(services, service, operation, input)) ?? {}) as Record<string, unknown>;
    },
    until: async (what, holds) => {
      const deadline = Date.now() + 10_000;
      while (!(await holds())) {
        if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    },
  };
  return {
    calls,
    context,
    make: async (type, properties) => {
      for (const property of Object.keys(properties)) assert.ok(type.properties.includes(property), property);
      const id = type.physicalId(properties, generatedName);
      assert.equal(await type.read(id, context), undefined, 'there before it is made');
      await type.create(id, properties, context);
      await type.create(id, properties, context);
      return id;
    },
    holds: async (type, id, properties) => {
      const found = await type.read(id, context);
      assert.ok(found, `${id} is not there`);
      const asked = Object.keys(properties).map((property) => [property, found[property]]);
      assert.deepEqual(Object.fromEntries(asked), properties);
    },
    drop: async (type, id, properties) => {
      await type.delete(id, properties, context);
      await type.delete(id, properties, context);
      assert.equal(await type.read(id, context), undefined);
    },
    close: async () => {
      for (const each of running) await each.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The type of a name among some. */
export function typeNamed(types: readonly ResourceType[], name: string): ResourceType {
  const found = types.find(({ type }) => type === name);
  assert.ok(found, name);
  return found;
}

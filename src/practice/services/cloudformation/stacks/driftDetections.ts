import type { Table } from '../../../store/store.ts';
import { Background } from '../../sagemaker/background.ts';
import { stars } from '../template/parameters.ts';
import { compareProperties } from './compareProperties.ts';
import { changedNames } from './resourceSteps.ts';
import type { StoredDrift, StoredResource, StoredStack } from './stackDocuments.ts';
import { contextOf, typeNamed, type StackGround } from './stackGround.ts';

/** A look at what of a stack is as its template says. */
export interface StoredDetection {
  readonly id: string;
  readonly stackId: string;
  /** Which resources; all when undefined. */
  readonly logicalIds?: readonly string[] | undefined;
  readonly status: 'DETECTION_IN_PROGRESS' | 'DETECTION_COMPLETE' | 'DETECTION_FAILED';
  readonly reason?: string;
  readonly begun: number;
  /** How many resources differ, once it is complete. */
  readonly drifted?: number;
}

/** The detections that are under way. One that a killed process was at begins again. */
export class DriftDetections {
  readonly #ground: StackGround;
  readonly #detections: Table<StoredDetection>;
  readonly #background = new Background();

  constructor(ground: StackGround, detections: Table<StoredDetection>) {
    this.#ground = ground;
    this.#detections = detections;
    for (const { id, status } of detections.values()) if (status === 'DETECTION_IN_PROGRESS') this.begin(id);
  }

  begin(id: string): void {
    this.#background.start(id, async (signal) => {
      const detection = this.#detections.get(id);
      if (!detection) return;
      try {
        this.#detections.set(id, await detect(this.#ground, detection, signal));
      } catch (error) {
        if (signal.aborted) return;
        const reason = error instanceof Error ? error.message : String(error);
        this.#detections.set(id, { ...detection, status: 'DETECTION_FAILED', reason });
      }
    });
  }

  close(): Promise<void> {
    return this.#background.close();
  }
}

async function detect(
  ground: StackGround,
  detection: StoredDetection,
  signal: AbortSignal,
): Promise<StoredDetection> {
  const { tables, clock } = ground;
  const stack = tables.get(detection.stackId);
  await clock.wait(1, signal);
  let drifted = 0;
  for (const resource of tables.resources(stack.id)) {
    const isAsked = detection.logicalIds?.includes(resource.logicalId) ?? true;
    if (!isAsked || resource.state === 'planned') continue;
    const { status } = await lookForDrift(ground, stack, resource, signal);
    if (status !== 'IN_SYNC') drifted += 1;
  }
  const drift = {
    status: drifted ? ('DRIFTED' as const) : ('IN_SYNC' as const),
    checked: clock.now().getTime(),
  };
  tables.stacks.set(stack.id, { ...tables.get(stack.id), drift });
  return { ...detection, status: 'DETECTION_COMPLETE', drifted };
}

/** Compares a resource with what is there, and keeps what was found. */
export async function lookForDrift(
  ground: StackGround,
  stack: StoredStack,
  resource: StoredResource,
  signal: AbortSignal,
): Promise<StoredDrift> {
  const { logicalId, physicalId, properties, shown = properties } = resource;
  const context = contextOf(ground, stack, logicalId, signal);
  const actual = await typeNamed(ground, resource.type).read(physicalId, context);
  const differences = actual ? compareProperties(properties, actual) : [];
  const hidden = changedNames(properties, shown);
  const drift: StoredDrift = {
    status: actual ? (differences.length ? 'MODIFIED' : 'IN_SYNC') : 'DELETED',
    checked: ground.clock.now().getTime(),
    expected: shown,
    actual: actual && starred(actual, hidden),
    differences: differences.map((each) =>
      hidden.includes(each.PropertyPath.split('/')[1] ?? '')
        ? starred(each, ['ExpectedValue', 'ActualValue'])
        : each,
    ),
  };
  const now = ground.tables.resource(stack.id, logicalId);
  if (now) ground.tables.keep({ ...now, drift });
  return drift;
}

/** The same with stars for those of the members that it has. */
function starred<T extends object>(members: T, names: readonly string[]): T {
  const there = names.filter((name) => name in members);
  return { ...members, ...Object.fromEntries(there.map((name) => [name, stars])) };
}

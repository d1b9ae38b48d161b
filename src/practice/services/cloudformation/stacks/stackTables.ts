import type { ResourceStatus, StackStatus } from '@aws-sdk/client-cloudformation';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../clock.ts';
import type { Store, Table } from '../../../store/store.ts';
import type { StackVersion, StoredEvent, StoredResource, StoredStack } from './stackDocuments.ts';

const keptDays = 90;

/** The documents of the account's stacks, and the events that tell of their changes. */
export class StackTables {
  readonly stacks: Table<StoredStack>;
  readonly versions: Table<StackVersion>;
  readonly #resources: Table<StoredResource>;
  readonly #events: Table<StoredEvent>;
  /** What others keep of stacks. */
  readonly #others: readonly Table<{ readonly stackId: string }>[];
  readonly #eventsOf = new Map<string, StoredEvent[]>();
  readonly #clock: Clock;

  /** Forgets, as AWS does, stacks that were deleted 90 days ago. */
  constructor(store: Store, clock: Clock) {
    this.#clock = clock;
    this.stacks = store.table('stacks');
    this.versions = store.table('stackVersions');
    this.#resources = store.table('stackResources');
    this.#events = store.table('stackEvents');
    this.#others = [store.table('changeSets'), store.table('driftDetections')];
    for (const event of this.#events.values()) this.#eventList(event.stackId).push(event);
    const oldest = clock.now().getTime() - keptDays * 86_400_000;
    for (const { id, deleted = Infinity } of this.stacks.values()) if (deleted < oldest) this.#forget(id);
  }

  /** A stack by its name, while it is not deleted, or by its ARN. */
  find(nameOrId: string): StoredStack | undefined {
    return (
      this.stacks.get(nameOrId) ??
      this.stacks.values().find(({ name, status }) => name === nameOrId && status !== 'DELETE_COMPLETE')
    );
  }

  /** The stack's document as it is now. */
  get(stackId: string): StoredStack {
    const stack = this.stacks.get(stackId);
    if (!stack) throw new Error(`The stack ${stackId} is gone.`);
    return stack;
  }

  version(id: string): StackVersion {
    const version = this.versions.get(id);
    if (!version) throw new Error(`The stack's version ${id} is gone.`);
    return version;
  }

  addVersion(version: StackVersion): string {
    const id = randomUUID();
    this.versions.set(id, version);
    return id;
  }

  /** The resources of a stack, in the order in which they came to it. */
  resources(stackId: string): StoredResource[] {
    return this.#resources.values().filter((resource) => resource.stackId === stackId);
  }

  resource(stackId: string, logicalId: string): StoredResource | undefined {
    return this.#resources.get(`${stackId}/${logicalId}`);
  }

  /** Whether a resource of any stack is on its way to that id: what is there then, or soon, is that one's. */
  isBegun(type: string, physicalId: string): boolean {
    return this.#resources
      .values()
      .some(
        (each) =>
          each.type === type &&
          each.physicalId === physicalId &&
          each.state === 'begun' &&
          each.status !== 'DELETE_SKIPPED',
      );
  }

  /** Writes a resource down without telling of it. */
  keep(resource: StoredResource): StoredResource {
    this.#resources.set(`${resource.stackId}/${resource.logicalId}`, resource);
    return resource;
  }

  drop({ stackId, logicalId }: StoredResource): void {
    this.#resources.delete(`${stackId}/${logicalId}`);
  }

  /** Moves a resource on to a state, and tells of it. */
  moveResource(resource: StoredResource, status: ResourceStatus, reason?: string): StoredResource {
    const { stackId, logicalId, type, shown: properties = resource.properties } = resource;
    const physicalId = resource.physicalId || (resource.before?.physicalId ?? '');
    const token = this.stacks.get(stackId)?.token;
    this.#tell({ stackId, logicalId, physicalId, type, status, reason, properties, token });
    return this.keep({ ...resource, status, reason, updated: this.#clock.now().getTime() });
  }

  /** Tells of something that the account did for a resource beside what it is now. */
  tellOf(
    resource: StoredResource,
    { physicalId }: { physicalId: string },
    status: ResourceStatus,
    reason?: string,
  ): void {
    const { stackId, logicalId, type } = resource;
    const token = this.stacks.get(stackId)?.token;
    this.#tell({ stackId, logicalId, physicalId, type, status, reason, token });
  }

  /** Moves a stack on to a state, and tells of it. What else changes of it is written with the state: no kill parts the two. */
  moveStack(stack: StoredStack, status: StackStatus, reason?: string): StoredStack {
    this.#tell({
      stackId: stack.id,
      logicalId: stack.name,
      physicalId: stack.id,
      type: 'AWS::CloudFormation::Stack',
      status: status as ResourceStatus,
      reason,
      token: stack.token,
    });
    const moved = { ...stack, status, reason };
    this.stacks.set(stack.id, moved);
    return moved;
  }

  /** What happened to a stack, the newest first. */
  events(stackId: string): StoredEvent[] {
    return [...this.#eventList(stackId)].reverse();
  }

  /** Told before it is written down: a step that a killed process did not write down is done, but not told, again. */
  #tell(event: Omit<StoredEvent, 'id' | 'at'>): void {
    const list = this.#eventList(event.stackId);
    const last = list.findLast(({ logicalId }) => logicalId === event.logicalId);
    const isTold =
      last?.status === event.status && last.reason === event.reason && last.physicalId === event.physicalId;
    if (isTold) return;
    const at = this.#clock.now();
    const told: StoredEvent = {
      ...event,
      id:
        event.physicalId === event.stackId
          ? randomUUID()
          : `${event.logicalId}-${event.status}-${at.toISOString()}-${list.length}`,
      at: at.getTime(),
    };
    this.#events.set(`${event.stackId}#${list.length}`, told);
    list.push(told);
  }

  #eventList(stackId: string): StoredEvent[] {
    const list = this.#eventsOf.get(stackId) ?? [];
    this.#eventsOf.set(stackId, list);
    return list;
  }

  #forget(stackId: string): void {
    for (const resource of this.resources(stackId)) this.drop(resource);
    for (const place of this.#eventList(stackId).keys()) this.#events.delete(`${stackId}#${place}`);
    for (const id of this.versions.keys())
      if (this.versions.get(id)?.stackId === stackId) this.versions.delete(id);
    for (const table of this.#others)
      for (const key of table.keys()) if (table.get(key)?.stackId === stackId) table.delete(key);
    this.#eventsOf.delete(stackId);
    this.stacks.delete(stackId);
  }
}

import type {
  Stack,
  StackEvent,
  StackInput,
  StackResource,
  Stacks,
  StackStatus,
} from '../../src/lab/ports/stacks.ts';

/** A resource that every stack of the fake is made of, and what is to go wrong with it. */
export interface FakeResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** Why it cannot be made. */
  createFails?: string;
  /** Why it cannot be deleted just now; undefined when it can. */
  deleteFails?: () => string | undefined;
  /** Called when it is deleted. */
  onDelete?: () => void;
}

interface FakeStack {
  readonly id: string;
  readonly input: { template: string; parameters: Record<string, string>; name: string };
  status: StackStatus;
  readonly resources: Map<string, StackResource>;
  readonly events: StackEvent[];
  /** What is still to be done: one step for each look at the stack. */
  steps: (() => void)[];
}

/** CloudFormation in memory: a stack at work takes one step each time that somebody looks at it. */
export interface FakeStacks extends Partial<Stacks> {
  /** What was begun, in its order: `create`, `update`, `delete`, with the resources that are to stay. */
  readonly calls: string[];
  /** Switches termination protection on, or off, of every stack. */
  protect(on: boolean): void;
  /** Goes on with whatever is at work until it has ended, as AWS does while nobody looks. */
  finish(): void;
}

/** Makes a CloudFormation without a stack. */
export function fakeStacks(
  resources: readonly FakeResource[],
  outputs: Record<string, string> = {},
): FakeStacks {
  const all: FakeStack[] = [];
  const calls: string[] = [];
  let isProtected = false;
  const live = (name: string) =>
    all.find(({ id, input, status }) => id === name || (input.name === name && status !== 'DELETE_COMPLETE'));
  const named = (name: string): FakeStack => {
    const found = live(name);
    if (!found)
      throw Object.assign(new Error(`Stack with id ${name} does not exist`), { name: 'ValidationError' });
    return found;
  };
  const tell = (stack: FakeStack, what: Omit<StackEvent, 'id' | 'at'>): void => {
    stack.events.push({ ...what, id: `event-${stack.events.length}`, at: new Date() });
  };
  const become = (stack: FakeStack, status: StackStatus, reason = ''): void => {
    stack.status = status;
    tell(stack, {
      logicalId: stack.input.name,
      physicalId: stack.id,
      type: 'AWS::CloudFormation::Stack',
      status,
      reason,
    });
  };
  const set = (
    stack: FakeStack,
    { logicalId, physicalId, type }: FakeResource,
    status: string,
    reason = '',
  ): void => {
    stack.resources.set(logicalId, { logicalId, physicalId, type, status, reason, updated: new Date() });
    tell(stack, { logicalId, physicalId, type, status, reason });
  };
  const deletion = (stack: FakeStack, end: StackStatus, retain: readonly string[]): (() => void)[] => {
    const failed: string[] = [];
    return [
      ...[...resources].reverse().map((resource) => () => {
        const now = stack.resources.get(resource.logicalId);
        if (!now || now.status === 'DELETE_COMPLETE') return;
        if (retain.includes(resource.logicalId)) return set(stack, resource, 'DELETE_SKIPPED');
        const reason = now.status === 'CREATE_FAILED' ? undefined : resource.deleteFails?.();
        if (reason !== undefined) {
          failed.push(resource.logicalId);
          return set(stack, resource, 'DELETE_FAILED', reason);
        }
        if (now.status !== 'CREATE_FAILED') resource.onDelete?.();
        set(stack, resource, 'DELETE_COMPLETE');
      }),
      () =>
        failed.length
          ? become(stack, end === 'DELETE_COMPLETE' ? 'DELETE_FAILED' : 'ROLLBACK_FAILED')
          : become(stack, end),
    ];
  };
  const step = (stack: FakeStack): void => stack.steps.shift()?.();

  return {
    calls,
    protect: (on) => {
      isProtected = on;
    },
    finish: () => {
      for (const stack of all) while (stack.steps.length) step(stack);
    },
    get: (name) => {
      const stack = live(name);
      if (stack) step(stack);
      return Promise.resolve(stack && stackOf(stack, isProtected, outputs));
    },
    create: ({ name, template, parameters }: StackInput) => {
      if (live(name))
        throw Object.assign(new Error(`Stack [${name}] already exists`), { name: 'AlreadyExistsException' });
      calls.push('create');
      const id = `arn:aws:cloudformation:us-east-1:123456789012:stack/${name}/${all.length}`;
      const stack: FakeStack = {
        id,
        input: { name, template, parameters: { ...parameters } },
        status: 'CREATE_IN_PROGRESS',
        resources: new Map(),
        events: [],
        steps: [],
      };
      all.push(stack);
      become(stack, 'CREATE_IN_PROGRESS', 'User Initiated');
      const failing = resources.findIndex(({ createFails }) => createFails !== undefined);
      const made = failing < 0 ? resources : resources.slice(0, failing);
      stack.steps = made.map((resource) => () => set(stack, resource, 'CREATE_COMPLETE'));
      const broken = resources[failing];
      const next = resources[failing + 1];
      if (!broken) stack.steps.push(() => become(stack, 'CREATE_COMPLETE'));
      else {
        if (next) stack.steps.push(() => set(stack, next, 'CREATE_FAILED', 'Resource creation cancelled'));
        stack.steps.push(
          () => set(stack, broken, 'CREATE_FAILED', broken.createFails),
          () => become(stack, 'ROLLBACK_IN_PROGRESS'),
          ...deletion(stack, 'ROLLBACK_COMPLETE', []),
        );
      }
      return Promise.resolve(id);
    },
    update: ({ name, template, parameters }) => {
      const stack = named(name);
      const changes =
        JSON.stringify([template, parameters]) !==
        JSON.stringify([stack.input.template, stack.input.parameters]);
      if (!changes) return Promise.resolve(false);
      calls.push('update');
      Object.assign(stack.input, { template, parameters: { ...parameters } });
      become(stack, 'UPDATE_IN_PROGRESS', 'User Initiated');
      stack.steps = [() => become(stack, 'UPDATE_COMPLETE')];
      return Promise.resolve(true);
    },
    delete: (name, retain = []) => {
      const stack = live(name);
      if (!stack) return Promise.resolve();
      calls.push(['delete', ...retain].join(' '));
      become(stack, 'DELETE_IN_PROGRESS', 'User Initiated');
      stack.steps = deletion(stack, 'DELETE_COMPLETE', retain);
      return Promise.resolve();
    },
    template: (name) => Promise.resolve(named(name).input.template),
    resources: (name) => Promise.resolve([...named(name).resources.values()]),
    events: (name, after) => {
      const { events } = named(name);
      const known = events.findIndex(({ id }) => id === after);
      return Promise.resolve(events.slice(known + 1));
    },
  };
}

function stackOf(
  { id, input, status, events }: FakeStack,
  isProtected: boolean,
  outputs: Record<string, string>,
): Stack {
  return {
    name: input.name,
    id,
    status,
    reason: events.filter(({ type }) => type === 'AWS::CloudFormation::Stack').at(-1)?.reason ?? '',
    created: events[0]?.at,
    isProtected,
    parameters: input.parameters,
    outputs: status.endsWith('_COMPLETE') ? outputs : {},
  };
}

/** A stack of a status, about which nothing else is known. */
export const stackIn = (name: string, status: StackStatus): Stack => ({
  name,
  id: 'id',
  status,
  reason: '',
  created: undefined,
  isProtected: false,
  parameters: {},
  outputs: {},
});

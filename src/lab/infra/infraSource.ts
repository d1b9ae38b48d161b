import type { LabAccount } from '../account.ts';
import type { LabEvent } from '../event.ts';
import type { PictureSource, PictureView } from '../pictures/pictureView.ts';
import { infraActions, infraView } from './infraView.ts';
import type { InfraWork } from './infraWork.ts';
import { lookAtStack, type StackLook } from './lookAtStack.ts';

/** Where the stack is, or is not. */
interface Deployable {
  readonly account: LabAccount;
  readonly event: Pick<LabEvent, 'stackName'>;
}

/** What the view of the lab's stack needs of the editor. */
export interface InfraHost {
  readonly work: InfraWork;
  /** The account and its event; opens the account where it is not open yet. */
  context(signal: AbortSignal): Promise<Deployable>;
  template(): Promise<string>;
  /** Has the work begin, with whatever is to be asked before. */
  deploy(): Promise<void>;
  teardown(): Promise<void>;
  stop(): void;
}

/** Waits this long after an event before the stack is looked at again, in ms: events come several at a time. */
const settle = 500;

/** The view of the lab's stack; it follows what goes on for as long as it is open, and that goes on without it. */
export function createInfraSource(host: InfraHost): PictureSource {
  const closed = new AbortController();
  let look: StackLook | undefined;
  let opened: Deployable | undefined;
  let shown: (view: PictureView) => void = () => undefined;
  let later: NodeJS.Timeout | undefined;
  /** How many looks were begun, and which of them shows. */
  let [looks, seen] = [0, 0];

  const draw = (): void => {
    if (opened) shown(infraView(opened.account, opened.event.stackName, look, host.work.state));
  };
  const refresh = async (signal: AbortSignal): Promise<void> => {
    const number = (looks += 1);
    const [context, template] = await Promise.all([host.context(signal), host.template()]);
    const { stackName } = context.event;
    const found = await lookAtStack(context.account, { stackName, template }, signal);
    // A look that took longer than one that was begun after it is out of date.
    if (number < seen) return;
    seen = number;
    opened = context;
    look = found;
    draw();
  };
  const unfollow = host.work.onDidChange(() => {
    draw();
    later ??= setTimeout(() => {
      later = undefined;
      // What failed shows when somebody looks again.
      refresh(closed.signal).catch(() => undefined);
    }, settle);
  });

  return {
    show: (_, show, signal) => {
      shown = show;
      return refresh(AbortSignal.any([signal, closed.signal]));
    },
    act: async (action) => {
      if (action === infraActions.deploy.id) await host.deploy();
      else if (action === infraActions.teardown.id) await host.teardown();
      else if (action === infraActions.stop.id) host.stop();
      else await refresh(closed.signal);
    },
    dispose: () => {
      clearTimeout(later);
      unfollow();
      closed.abort();
    },
  };
}

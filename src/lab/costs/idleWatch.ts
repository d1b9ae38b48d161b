import type { LabAccount } from '../account.ts';
import { idleAfter, isIdle, lookAtUse, type IdleEndpoint } from './idleEndpoint.ts';

/** How often endpoints are looked at, and after how long one counts as idle; in ms. */
export interface IdlePace {
  readonly every: number;
  readonly idleAfter: number;
}

const usual: IdlePace = { every: 5 * 60_000, idleAfter };

/** What the watch needs of whoever warns. */
export interface IdleHost {
  /** The account whose endpoints cost money; undefined where none does. */
  account(): LabAccount | undefined;
  /** Its endpoints that are known to be in service. */
  serving(): readonly string[];
  /** When somebody was warned of an endpoint last, in epoch ms; Infinity while that warning stands. */
  warnedAt(name: string): number | undefined;
  warn(account: LabAccount, idle: IdleEndpoint, now: Date): void;
  /** A look at an endpoint failed: nobody is warned of it, and the next look comes as usual. */
  failed(error: unknown): void;
  now(): Date;
}

/** A watch over endpoints. */
export interface IdleWatch {
  /** What is known has changed: there may be something to watch, or nothing any more. */
  wake(): void;
  dispose(): void;
}

/**
 * Warns once of each endpoint that becomes idle, and again only when it was asked in between. Nothing is asked while no
 * endpoint is known to be in service; else two or three requests an endpoint, every few minutes.
 */
export function createIdleWatch(host: IdleHost, pace: IdlePace = usual): IdleWatch {
  const controller = new AbortController();
  const { signal } = controller;
  let timer: NodeJS.Timeout | undefined;
  let looked: { readonly account: LabAccount; readonly at: number } | undefined;
  let looking = false;

  const arm = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const account = host.account();
    if (signal.aborted || looking || !account || !host.serving().length) return;
    const due = looked?.account === account ? looked.at + pace.every : 0;
    timer = setTimeout(() => void look(account), Math.max(0, due - host.now().getTime()));
  };
  const look = async (account: LabAccount): Promise<void> => {
    looking = true;
    const now = host.now();
    looked = { account, at: now.getTime() };
    for (const name of host.serving()) {
      if (isOver(account)) break;
      await lookAt(account, name, now);
    }
    looking = false;
    arm();
  };
  /** One that cannot be looked at leaves the others as they are. */
  const lookAt = async (account: LabAccount, name: string, now: Date): Promise<void> => {
    try {
      const use = await lookAtUse(account, name, now, signal);
      if (isOver(account)) return;
      if (use && isIdle(use.since, now, pace.idleAfter) && isNews(use)) host.warn(account, use, now);
    } catch (error) {
      if (!isOver(account)) host.failed(error);
    }
  };
  const isOver = (account: LabAccount): boolean => signal.aborted || host.account() !== account;
  const isNews = ({ name, since, orLonger }: IdleEndpoint): boolean => {
    const warned = host.warnedAt(name);
    // A last question that is longer ago than it is looked back may have been before the warning: nobody is warned twice.
    return warned === undefined || (!orLonger && since.getTime() > warned);
  };
  return {
    wake: arm,
    dispose: () => {
      controller.abort();
      clearTimeout(timer);
    },
  };
}

import type { StageId } from '../facts.ts';
import { stageIds } from '../stages.ts';

/** Looks at the account, never two at the same time. */
export interface Looks {
  /** Resolves when these stages have been looked at; a look that has them and is under way, or is to come, is shared. */
  at(ids: readonly StageId[]): Promise<void>;
  /** Breaks off what is under way and forgets what was to come; those who wait are let go. */
  stop(): void;
}

interface Look {
  readonly ids: Set<StageId>;
  readonly done: Promise<void>;
}

/** Looks one after the other, each by `look`, which does not reject. */
export function createLooks(look: (ids: readonly StageId[], signal: AbortSignal) => Promise<void>): Looks {
  let controller = new AbortController();
  let now: Look | undefined;
  let next: Look | undefined;
  const begin = (ids: Set<StageId>): Look => {
    const { signal } = controller;
    const inOrder = stageIds.filter((id) => ids.has(id));
    const done = look(inOrder, signal).finally(() => {
      if (!signal.aborted) now = undefined;
    });
    return (now = { ids, done });
  };
  const follow = ({ done }: Look, ids: Set<StageId>): Look => {
    const { signal } = controller;
    const begun = done.then(() => {
      if (signal.aborted) return undefined;
      next = undefined;
      return begin(ids).done;
    });
    return (next = { ids, done: begun });
  };
  return {
    at: (ids) => {
      if (now && ids.every((id) => now?.ids.has(id))) return now.done;
      if (!next) return (now ? follow(now, new Set(ids)) : begin(new Set(ids))).done;
      for (const id of ids) next.ids.add(id);
      return next.done;
    },
    stop: () => {
      controller.abort();
      controller = new AbortController();
      now = undefined;
      next = undefined;
    },
  };
}

import type { Store } from '../../store/store.ts';
import type { StoredObject } from '../s3/objects.ts';

/** One run's view of its job's bookmark. With bookmarks off, everything is fresh and committing does nothing. */
export interface RunBookmark {
  /** Those of `objects` that no committed run has read under this transformation context. */
  fresh(context: string, objects: readonly StoredObject[]): StoredObject[];
  /** Records what this run was given as read: called by the script's `job.commit()`. */
  commit(): void;
}

/** What a job's committed runs have read, by transformation context: each object's URI with its last-modified time. */
export interface BookmarkEntry {
  /** Counts commits and resets. */
  readonly version: number;
  /** Runs that were begun with the bookmark since it was reset. */
  readonly attempt: number;
  /** The run that committed last, and the one before. */
  readonly run?: string;
  readonly previousRun?: string;
  /** The context's objects: URI to epoch milliseconds. */
  readonly contexts: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Whether a run reads and writes its job's bookmark: `job-bookmark-enable`, `-pause` (reads only), `-disable`. */
export type BookmarkOption = 'enable' | 'pause' | 'disable';

/** The bookmarks of all jobs. */
export interface Bookmarks {
  /** One run's view; `run` is its id. */
  open(job: string, option: BookmarkOption, run: string): RunBookmark;
  reset(job: string): BookmarkEntry | undefined;
  entry(job: string): BookmarkEntry | undefined;
  /** Forgets the job's bookmark, with the job. */
  delete(job: string): void;
}

/** The bookmarks in the store. */
export function createBookmarks(store: Store): Bookmarks {
  const entries = store.table<BookmarkEntry>('glue.bookmarks');
  const empty: BookmarkEntry = { version: 0, attempt: 0, contexts: {} };
  return {
    open: (job, option, run) => {
      if (option === 'disable')
        return { fresh: (_context, objects) => [...objects], commit: () => undefined };
      const before = entries.get(job) ?? empty;
      const given = new Map<string, Map<string, number>>();
      if (option === 'enable') entries.set(job, { ...before, attempt: before.attempt + 1 });
      return {
        fresh: (context, objects) => {
          // A source without a context has no bookmark, as on Glue.
          if (context === '') return [...objects];
          const read = before.contexts[context] ?? {};
          const fresh = objects.filter((object) => read[uriOf(object)] !== object.lastModified);
          const seen = given.get(context) ?? new Map<string, number>();
          for (const object of fresh) seen.set(uriOf(object), object.lastModified);
          given.set(context, seen);
          return fresh;
        },
        commit: () => {
          if (option !== 'enable') return;
          const now = entries.get(job) ?? empty;
          const contexts = { ...now.contexts };
          for (const [context, seen] of given) {
            contexts[context] = { ...contexts[context], ...Object.fromEntries(seen) };
          }
          const { run: previousRun } = now;
          entries.set(job, {
            version: now.version + 1,
            attempt: now.attempt,
            run,
            ...(previousRun === undefined ? {} : { previousRun }),
            contexts,
          });
        },
      };
    },
    reset: (job) => {
      const before = entries.get(job);
      if (!before) return undefined;
      const after = { ...empty, version: before.version + 1 };
      entries.set(job, after);
      return after;
    },
    entry: (job) => entries.get(job),
    delete: (job) => void entries.delete(job),
  };
}

function uriOf({ bucket, key }: StoredObject): string {
  return `s3://${bucket}/${key}`;
}

import type { StoredObject } from '../s3/objects.ts';

/** One run's view of its job's bookmark. With bookmarks off, everything is fresh and committing does nothing. */
export interface RunBookmark {
  /** Those of `objects` that no committed run has read under this transformation context. */
  fresh(context: string, objects: readonly StoredObject[]): StoredObject[];
  /** Records what this run was given as read: called by the script's `job.commit()`. */
  commit(): void;
}

import type { LabAccount } from '../account.ts';
import type { LabEvent } from '../event.ts';
import type { LabFiles } from '../stage.ts';
import type { Known } from './known.ts';

/** What preflight looks at. */
export interface PreflightInput {
  readonly account: LabAccount;
  readonly event: LabEvent;
  /** The lab's files, as attendees have them: only read. */
  readonly files: Pick<LabFiles, 'read'>;
}

/** What each check works on. */
export interface PreflightContext extends PreflightInput {
  /** What several checks ask alike, asked once. */
  readonly known: Known;
  readonly signal: AbortSignal;
}

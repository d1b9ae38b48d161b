import type { LabAccount } from '../../lab/account.ts';
import type { LabEvent } from '../../lab/event.ts';
import type { OnProgress } from '../../lab/progress.ts';
import type { InfraOptions } from './options.ts';

/** What a subcommand of `npm run infra` works with. */
export interface InfraContext {
  readonly options: InfraOptions;
  readonly account: LabAccount;
  readonly event: LabEvent;
  /** The text of infra/lab.yaml. */
  readonly template: string;
  /** Holds the lab's own files: `sql/`, `glue/` … */
  readonly project: string;
  /** The practice account's folder; undefined on AWS. */
  readonly store: string | undefined;
  /** Writes a line or several: on stdout, or on stderr where stdout is a document's. */
  readonly say: (text: string) => void;
  /** Prints the document that --json asks for; call it once, and only then. */
  readonly print: (document: unknown) => void;
  /** Tells what goes on, a line each. */
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

/** One of the words behind `npm run infra --`. */
export interface Subcommand {
  /** What it does, in a few words for the usage. */
  readonly summary: string;
  /**
   * What happens where the folder holds no practice account yet: an empty one is made, one with what the lab starts with,
   * or the command says so and ends.
   */
  readonly onNewFolder: 'makeEmpty' | 'makeNew' | 'refuse';
  /** What has become of it when Ctrl+C has stopped it; nothing needs be said where nothing was changed. */
  readonly whenStopped?: string;
  /** Does it, and answers with the exit code. What it throws is explained. */
  run(context: InfraContext): Promise<number>;
}

/** SageMaker's own states of a notebook instance. */
export type NotebookStatus =
  | 'Pending'
  | 'InService'
  | 'Stopping'
  | 'Stopped'
  | 'Failed'
  | 'Deleting'
  | 'Updating'
  | 'InMaintenance'
  | 'PendingMaintenance';

/** A notebook instance. */
export interface Notebook {
  readonly name: string;
  readonly status: NotebookStatus;
  readonly instanceType: string;
  /** When it was made, and when it last became another: was started, stopped or changed. */
  readonly created: Date | undefined;
  readonly modified: Date | undefined;
  /** Its disk, which stays when it is stopped. */
  readonly volumeGiB: number;
  /** ARN of the role its notebooks act with. */
  readonly role: string;
}

/** SageMaker's notebook instances. */
export interface Notebooks {
  list(signal?: AbortSignal): Promise<{ name: string; status: NotebookStatus }[]>;
  get(name: string, signal?: AbortSignal): Promise<Notebook>;
  start(name: string): Promise<void>;
  stop(name: string): Promise<void>;
  /** An address that opens its JupyterLab without signing in; it holds for a few minutes. */
  presignedUrl(name: string, signal?: AbortSignal): Promise<string>;
}

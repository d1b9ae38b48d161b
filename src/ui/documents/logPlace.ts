/** A log stream of CloudWatch Logs, and the account it is in. */
export interface LogPlace {
  readonly group: string;
  readonly stream: string;
  /** Names the document. */
  readonly title: string;
  readonly owner: { readonly kind: string; readonly account: string; readonly region: string };
  /** The job run that writes it: there may be more as long as that goes on. */
  readonly run?: { readonly job: string; readonly id: string } | undefined;
}

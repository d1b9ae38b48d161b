/** Who asks, and in which account: what STS says. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
}

/** An IAM role and the services that may take it on (`sagemaker.amazonaws.com` …). */
export interface Role {
  readonly name: string;
  readonly arn: string;
  readonly trusted: readonly string[];
}

/** What is known of the credentials in use, and of this machine's clock. */
export interface CredentialSession {
  /** When they end for good; undefined for those that do not, do not say so, or are renewed by themselves. */
  readonly ends: Date | undefined;
  /** How far AWS's clock is ahead of this machine's, in ms, by the last answer's date: to about a second. */
  readonly clockOffset: number;
}

/** STS and IAM, as far as the lab may ask. Errors keep AWS's names (`AccessDenied` …). */
export interface Identity {
  caller(signal?: AbortSignal): Promise<Caller>;
  roles(signal?: AbortSignal): Promise<Role[]>;
  session(): Promise<CredentialSession>;
}

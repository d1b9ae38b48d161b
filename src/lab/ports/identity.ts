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

/** STS and IAM, as far as the lab may ask. Errors keep AWS's names (`AccessDenied` …). */
export interface Identity {
  caller(signal?: AbortSignal): Promise<Caller>;
  roles(signal?: AbortSignal): Promise<Role[]>;
}

import type { Role } from './identity.ts';

/** IAM's word on one action on one resource. */
export interface Verdict {
  /** `s3:PutObject` … */
  readonly action: string;
  /** ARN, or `*`. */
  readonly resource: string;
  /** A policy forbids it (`explicitDeny`), or none allows it (`implicitDeny`). */
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  /** Keys that conditions ask for and that a simulation has no values of (`aws:SourceIp` …): with them it may end otherwise. */
  readonly unknown: readonly string[];
}

/** What is to be simulated: every action on every resource. */
export interface Simulation {
  /** ARN of the user or role whose policies count. */
  readonly principal: string;
  readonly actions: readonly string[];
  /** ARNs, or `*`. */
  readonly resources: readonly string[];
  /** The service that a role is handed to, for iam:PassRole: `glue.amazonaws.com`. */
  readonly passedTo?: string;
}

/** IAM's simulation of policies for requests over TLS to the account's region; nothing is done by it. Errors keep IAM's names (`AccessDenied`, `NoSuchEntity` …). */
export interface Permissions {
  simulate(simulation: Simulation, signal?: AbortSignal): Promise<Verdict[]>;
  /** The role of that name, without its path; undefined when there is none. */
  role(name: string, signal?: AbortSignal): Promise<Role | undefined>;
}

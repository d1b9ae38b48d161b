import type { LabAccount } from '../account.ts';

/** Which account to work in, and where its credentials come from; no secret is part of it. */
export type AccountChoice =
  | { readonly kind: 'practice' }
  /** A profile of AWS's configuration files, SSO profiles included. */
  | { readonly kind: 'profile'; readonly profile: string; readonly region: string }
  /** What the environment or the machine's role (container, instance) gives. */
  | { readonly kind: 'machine'; readonly region: string }
  /** An event's temporary credentials, which somebody pasted. */
  | { readonly kind: 'pasted'; readonly region: string };

/** Credentials as AWS hands them out. */
export interface PastedCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  /** When they end, in epoch milliseconds, where that was said. */
  readonly expires?: number | undefined;
}

/** One request to AWS, for the log: no parameters, no secrets. */
export interface AwsCall {
  /** `Glue`, `S3` … */
  readonly service: string;
  /** `StartJobRun` … */
  readonly operation: string;
  readonly milliseconds: number;
  /** The error's name, when it failed. */
  readonly error?: string | undefined;
}

/** A profile that AWS's configuration files on this machine have. */
export interface Profile {
  readonly name: string;
  readonly region: string | undefined;
  /** It signs in through IAM Identity Center. */
  readonly sso: boolean;
}

/** What opening an account needs besides the choice. */
export interface OpenOptions {
  /** Folder of the practice account; the usual one of this machine when left out. */
  readonly store?: string | undefined;
  /** Factor on the practice account's waits. */
  readonly pace: number;
  /** The pasted credentials, for that choice. */
  readonly credentials?: PastedCredentials | undefined;
  /** Asks for the code that a device of this serial number or ARN shows, for a profile whose role wants one. */
  readonly mfaCode?: ((device: string) => Promise<string>) | undefined;
  readonly onCall?: ((call: AwsCall) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An account in use, with what only its opener knows. */
export interface OpenAccount {
  readonly account: LabAccount;
  /** The practice account's own part. */
  readonly practice?:
    | {
        readonly store: string;
        /** Forgets everything in it, for every window and terminal; then it is as new. */
        reset(): Promise<void>;
      }
    | undefined;
  /** Resolves when the account cannot be used any more: it was closed, or the practice process has ended. */
  readonly over: Promise<void>;
  close(): void;
}

/** Environment variables for AWS clients in a terminal; an undefined one is to be unset. */
export type ClientVariables = Readonly<Record<string, string | undefined>>;

/** A practice account as it lies on this machine, whether it is being served or not. */
export interface StoredPractice {
  /** Its folder. */
  readonly store: string;
  /** False when there is none (yet). */
  readonly made: boolean;
  readonly bytes: number;
  /** The process that serves it now. */
  readonly pid: number | undefined;
}

/** Opens accounts. */
export interface Accounts {
  /** Throws what the service or the machine said when the account cannot be reached. */
  open(choice: AccountChoice, options: OpenOptions): Promise<OpenAccount>;
  /**
   * Variables with which AWS clients in a terminal use the account. Nothing is started or asked for this; undefined
   * when they cannot be known yet, because the practice account was never started or the credentials are missing.
   */
  variables(
    choice: AccountChoice,
    options: Pick<OpenOptions, 'store' | 'credentials'>,
  ): Promise<ClientVariables | undefined>;
  /** Profiles of AWS's configuration files, in their order; none when there are no such files. */
  profiles(): Promise<readonly Profile[]>;
  /** The usual folder of the practice account on this machine. */
  practiceStore(): string;
  /** What lies in a folder of the practice account; the usual one when left out. */
  describePractice(store?: string): Promise<StoredPractice>;
  /**
   * Ends the process of a practice account and deletes what it kept; the lab's files beside it stay. Throws one sentence
   * when the folder holds no practice account.
   */
  deletePractice(store?: string): Promise<void>;
}

/**
 * An error as AWS would answer it: thrown by a service, written in its protocol by the dispatcher.
 * `code` is the name in the service's model (or one of AWS's common errors), `members` are further
 * members of that error's shape.
 */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: { status?: number; members?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = options.status ?? 400;
    this.members = options.members ?? {};
  }
}

/** A failure as plain data, whatever threw it: the SDK, Node, a stage, or a job run's error message. */
export interface Failure {
  /** AWS's error name (`AccessDeniedException`), Node's code (`ECONNREFUSED`), or the error's own name. */
  readonly name: string;
  /** The words it came with, unchanged. */
  readonly message: string;
  /** HTTP status of the reply; undefined when there was none. */
  readonly status: number | undefined;
  /** AWS's id for the request, for its support. */
  readonly requestId: string | undefined;
  /** What a stage says is to be done next. */
  readonly fix: string | undefined;
}

/** Reads anything thrown. Node's network errors lie below an outer one: the innermost that has a code is taken. */
export function readFailure(thrown: unknown): Failure {
  if (typeof thrown !== 'object' || thrown === null) {
    return {
      name: 'Error',
      message: String(thrown),
      status: undefined,
      requestId: undefined,
      fix: undefined,
    };
  }
  const network = networkError(thrown, 0);
  const metadata = objectOf(field(thrown, '$metadata'));
  return {
    name: network
      ? textOf(field(network, 'code'))
      : textOf(field(thrown, 'Code')) || textOf(field(thrown, 'name')),
    message: textOf(field(thrown, 'message')) || textOf(field(network, 'message')),
    status: numberOf(field(metadata, 'httpStatusCode')) ?? numberOf(field(thrown, 'OriginalStatusCode')),
    requestId: textOf(field(metadata, 'requestId')) || undefined,
    fix: textOf(field(thrown, 'fix')) || undefined,
  };
}

/** The error of the network or the file system that `thrown` is or wraps. */
function networkError(thrown: unknown, depth: number): object | undefined {
  const error = objectOf(thrown);
  if (!error || depth > 5) return undefined;
  if (/^[A-Z][A-Z0-9_]{3,}$/.test(textOf(field(error, 'code')))) return error;
  const inner = field(error, 'errors');
  for (const one of [field(error, 'cause'), ...(Array.isArray(inner) ? (inner as unknown[]) : [])]) {
    const found = networkError(one, depth + 1);
    if (found) return found;
  }
  return undefined;
}

const objectOf = (value: unknown): object | undefined =>
  typeof value === 'object' && value !== null ? value : undefined;
const field = (value: object | undefined, name: string): unknown =>
  value && (Reflect.get(value, name) as unknown);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

import { archiveLimit } from './archive.ts';
import { DataError } from './dataError.ts';

/** How far a download is: bytes so far, and in all where the server says so. */
export type OnBytes = (received: number, total: number | undefined) => void;

/** What whoever asked can do when a download does not work: a clause each, without a full stop. */
export interface DownloadAdvice {
  /** Follows "the archive may have moved: ". */
  readonly moved: string;
  /** Follows "Or fetch the archive with a browser, and ". */
  readonly byHand: string;
}

/**
 * Fetches an archive into memory.
 * @throws DataError when it cannot be reached, is not there, is too large, or broke off; the signal's reason when aborted.
 */
export async function download(
  url: string,
  advice: DownloadAdvice,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const host = new URL(url).host;
  const byHand = `Or fetch the archive with a browser, and ${advice.byHand}.`;
  const response = await fetch(url, { signal, headers: { 'accept-encoding': 'identity' } }).catch(
    (error: unknown) => {
      signal.throwIfAborted();
      throw new DataError(`${host} cannot be reached; this machine is offline or behind a proxy. ${byHand}`, {
        cause: error,
      });
    },
  );
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new DataError(
      `${host} answered ${response.status} ${response.statusText} for ${url}; the archive may have moved: ${advice.moved}. ${byHand}`,
    );
  }
  const length = Number(response.headers.get('content-length') ?? NaN);
  const total = Number.isSafeInteger(length) ? length : undefined;
  const chunks: Uint8Array[] = [];
  let received = 0;
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      received += chunk.length;
      if (received > archiveLimit) {
        throw new DataError(
          `${url} has more than ${archiveLimit / 1e6} MB; that is not NASA's archive. Nothing was written.`,
        );
      }
      onBytes(received, total);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DataError) throw error;
    throw brokeOff(host, received, total, error);
  }
  if (total !== undefined && received !== total) throw brokeOff(host, received, total);
  return Buffer.concat(chunks);
}

const brokeOff = (host: string, received: number, total: number | undefined, cause?: unknown): DataError =>
  new DataError(
    `The download from ${host} broke off after ${received}${total === undefined ? '' : ` of ${total}`} bytes; try again. Nothing was written.`,
    { cause },
  );

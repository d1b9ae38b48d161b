import type { LabAccount } from '../account.ts';

/** Bytes of rows sent at once: InvokeEndpoint takes 6 MiB, and a small instance must answer within a minute. */
const requestBytes = 1024 * 1024;

/** Sends rows of CSV to an endpoint, in parts; answers with one number a row. */
export async function askEndpoint(
  { ports }: LabAccount,
  endpoint: string,
  rows: readonly string[],
  onAnswered: (rows: number) => void,
  signal: AbortSignal,
): Promise<number[]> {
  // Loaded here, not at the extension's activation: a parser is in it.
  const { readReply } = await import('./endpointReply.ts');
  const answers: number[] = [];
  while (answers.length < rows.length) {
    signal.throwIfAborted();
    const part: string[] = [];
    let bytes = 0;
    for (let next = rows[answers.length]; next !== undefined; next = rows[answers.length + part.length]) {
      bytes += next.length + 1;
      if (part.length && bytes > requestBytes) break;
      part.push(next);
    }
    answers.push(...readReply(await ports.endpoints.invoke(endpoint, part.join('\n'), signal), part.length));
    onAnswered(answers.length);
  }
  return answers;
}

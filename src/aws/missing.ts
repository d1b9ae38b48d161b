/**
 * Whether SageMaker says that what was asked for is not there. It has no error of its own for that: it answers
 * `ValidationException` with these words, or `ResourceNotFound` for some operations.
 */
export function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'ResourceNotFound' ||
    (error.name === 'ValidationException' && /could not find|does not exist|not found/i.test(error.message))
  );
}

/** The answer of `ask`, or undefined when SageMaker says that it is not there. */
export async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

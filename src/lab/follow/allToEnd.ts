/** Waits until all have come to their end, and only then throws the failure of the first that has failed. */
export async function allToEnd(works: readonly Promise<unknown>[]): Promise<void> {
  const ends = await Promise.allSettled(works);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

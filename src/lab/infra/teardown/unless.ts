/** Does it; an error whose name `done` fits says that it is done already. */
export async function unless(done: RegExp, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error && done.test(error.name))) throw error;
  }
}

/** For each resource, by logical id, those that must be done before it. */
export type Needs = ReadonlyMap<string, readonly string[]>;

/** The resources that wait for one another in a circle; empty when there is none. */
export function dependencyCircle(needs: Needs): string[] {
  const left = new Map(needs);
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const [name, each] of left) if (!each.some((need) => left.has(need))) left.delete(name);
  }
  // What only waits for the circle is no part of it.
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const name of left.keys()) {
      if (![...left.values()].some((each) => each.includes(name))) left.delete(name);
    }
  }
  return [...left.keys()];
}

/** The same resources the other way round: each after those that need it. */
export function reversed(needs: Needs): Needs {
  return new Map(
    [...needs.keys()].map((name) => [
      name,
      [...needs].filter(([, each]) => each.includes(name)).map(([dependent]) => dependent),
    ]),
  );
}

/**
 * Does `work` for every resource as soon as all that it needs is done, side by side where nothing stands between them.
 * `work` says whether it succeeded: what needs one that did not is left undone. What is needed but not in the map counts as done.
 */
export async function inOrder(needs: Needs, work: (name: string) => Promise<boolean>): Promise<void> {
  const runs = new Map<string, Promise<boolean>>();
  const run = (name: string): Promise<boolean> => {
    const known = runs.get(name);
    if (known) return known;
    const before = (needs.get(name) ?? []).filter((need) => needs.has(need)).map(run);
    const made = Promise.all(before).then((done) => (done.every(Boolean) ? work(name) : false));
    runs.set(name, made);
    return made;
  };
  await Promise.all([...needs.keys()].map(run));
}

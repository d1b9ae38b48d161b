import { allToEnd } from './allToEnd.ts';

/**
 * Works on items, so many at once. A failure keeps others from being begun, and is thrown once what was begun has come to
 * its end.
 * @param mustWait tells a failure that only says that there is no room beside another: then the item waits its turn.
 */
export async function sideBySide<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
  mustWait: (error: unknown) => boolean,
): Promise<void> {
  const queue = [...items];
  let working = 0;
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      working += 1;
      try {
        await work(item);
      } catch (error) {
        if (working === 1 || !mustWait(error)) {
          queue.length = 0;
          throw error;
        }
        // Another worker is at work, and takes it up afterwards.
        queue.unshift(item);
        return;
      } finally {
        working -= 1;
      }
    }
  };
  await allToEnd(Array.from({ length: atOnce }, worker));
}

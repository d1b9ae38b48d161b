import path from 'node:path';
import { connectPractice } from '../../src/aws/connect.ts';
import { findLabData } from '../../src/lab/dataset/labData.ts';
import { defaultEvent } from '../../src/lab/event.ts';
import { createExploration } from '../../src/lab/explore/exploration.ts';
import { diskFolder } from '../../src/lab/files/diskFolder.ts';
import type { Choice, Chosen, PictureSource, PictureView } from '../../src/lab/pictures/pictureView.ts';
import { createResultsSource } from '../../src/lab/results/resultsSource.ts';
import type { LabContext } from '../../src/lab/stage.ts';
import type { Practice } from '../../src/launch/launchPractice.ts';

/** Seconds until a view has its first picture, and all it will have. */
export interface ViewTime {
  readonly what: string;
  readonly first: number;
  readonly all: number;
}

/** How long the sources of Explore Engines and of Results take in a store in which the lab has been done. */
export async function viewTimes(practice: Practice, store: string, data: string): Promise<ViewTime[]> {
  const account = await connectPractice({ ...practice, pace: 0 });
  try {
    const context = await contextOf(account, store, data);
    const explore = createExploration({
      context: () => Promise.resolve(context),
      makeTable: () => Promise.reject(new Error('the lab has been done')),
    });
    const results = createResultsSource({
      context: () => Promise.resolve(context),
      save: () => Promise.reject(new Error('nothing is to be saved')),
    });
    const opened = await timed('Explore Engines', explore, {});
    const sets = choiceOf(opened.view, 'dataSet').options;
    const others = [];
    for (const { value, label } of sets.slice(1))
      others.push(await timed(`  another data set, ${label}`, explore, { dataSet: value }));
    return [opened, ...others, await timed('Results', results, {})];
  } finally {
    account.close();
  }
}

async function contextOf(account: LabContext['account'], store: string, data: string): Promise<LabContext> {
  const folder = diskFolder(path.join(store, 'lab'));
  const files = {
    ...folder,
    read: async (name: string) => {
      const text = await folder.read(name);
      if (text === undefined) throw new Error(`the lab left no ${name} in ${store}`);
      return text;
    },
  };
  return { account, event: defaultEvent, data: await findLabData(data), files };
}

async function timed(
  what: string,
  source: PictureSource,
  chosen: Chosen,
): Promise<ViewTime & { readonly view: PictureView }> {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  let first: number | undefined;
  let view: PictureView | undefined;
  const shown = (next: PictureView): void => {
    view = next;
    if (next.sections.some(({ pictures }) => pictures?.length)) first ??= seconds();
  };
  await source.show(chosen, shown, new AbortController().signal);
  if (!view || first === undefined) throw new Error(`${what} has shown no picture`);
  return { what, first, all: seconds(), view };
}

function choiceOf({ choices }: PictureView, id: string): Choice {
  const choice = choices.find((each) => each.id === id);
  if (!choice) throw new Error(`there is no choice ${id}`);
  return choice;
}

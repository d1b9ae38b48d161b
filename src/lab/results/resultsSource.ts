import { briefly, explain } from '../explain/explain.ts';
import { unlessAborted } from '../follow/unlessAborted.ts';
import type { Chosen, PictureSource, Section } from '../pictures/pictureView.ts';
import { createShowings, type Showing } from '../pictures/showings.ts';
import type { LabContext } from '../stage.ts';
import { once } from './once.ts';
import { origin } from './origin.ts';
import { resultsOf, type Results } from './results.ts';
import { resultsCsv } from './resultsCsv.ts';
import type { ResultsSection, SectionBody } from './resultsSection.ts';
import { resultsSections } from './resultsSections.ts';
import { subsetChoice } from './subsetChoice.ts';

/** What the results need of whoever shows them. */
export interface ResultsHost {
  /** The lab whose results they are; opens its account where it is not open yet. */
  context(signal: AbortSignal): Promise<LabContext>;
  /** Has somebody choose where to save a text under this file name. */
  save(name: string, text: string): Promise<void>;
}

const saveAll = { id: 'save', label: 'Export Results' };
const readAgain = { id: 'readAgain', label: 'Read Again' };

/** What is known of a section, and for which answers. */
interface KnownSection {
  readonly answers: string;
  readonly section: Section;
  /** Whether nothing more will come to be known. */
  readonly complete: boolean;
}

/** The lab's results as a view. Sections are loaded together, and one that fails leaves the others as they are. */
export function createResultsSource(
  host: ResultsHost,
  sections: readonly ResultsSection[] = resultsSections,
): PictureSource {
  let reading = new AbortController();
  const read = (): (() => Promise<Results>) => {
    reading.abort();
    const { signal } = (reading = new AbortController());
    return once(async () => resultsOf(await host.context(signal), signal));
  };
  let results = read();
  let known = new Map<string, KnownSection>();
  let note = '';
  let isPredicted = false;

  const fill = async ({ chosen, shown, signal }: Showing): Promise<void> => {
    if (!known.size) shown({ note, busy: 'Looking for what the lab has made', choices: [], sections: [] });
    const from = { known, results: await unlessAborted(results(), signal) };
    const waiting = new Set(sections.map(({ id }) => id));
    const tell = (): void =>
      shown({
        note,
        busy: waiting.size ? 'Reading what the lab has made' : undefined,
        choices: subsetChoice(from.results.lab, chosen),
        actions: [{ ...saveAll, disabled: !isPredicted }, readAgain],
        sections: sections.map(
          ({ id, heading }) => from.known.get(id)?.section ?? { id, heading, note: 'On its way.' },
        ),
      });
    tell();
    await Promise.all([
      ...sections.map(async (section) => {
        await showSection(section, from, chosen, tell, signal);
        waiting.delete(section.id);
        tell();
      }),
      unlessAborted(origin(from.results), signal).then((found) => {
        ({ note, isPredicted } = found);
        tell();
      }),
    ]);
  };

  const showings = createShowings(fill);
  return {
    show: showings.show,
    act: async (action) => {
      if (action === saveAll.id) {
        const { engines } = await (await results()).predictions();
        await host.save('results.csv', resultsCsv(engines));
      } else {
        results = read();
        known = new Map();
        await showings.again();
      }
    },
    dispose: () => {
      showings.dispose();
      reading.abort();
    },
  };
}

/** Has a section shown what is not known of it yet; what it throws is shown in its place. */
async function showSection(
  section: ResultsSection,
  { results, known }: { readonly results: Results; readonly known: Map<string, KnownSection> },
  chosen: Chosen,
  tell: () => void,
  signal: AbortSignal,
): Promise<void> {
  const { id, heading, dependsOn } = section;
  const answers = JSON.stringify(dependsOn.map((choice) => chosen[choice] ?? ''));
  const before = known.get(id);
  if (before?.complete && before.answers === answers) return;
  const shown = (body: SectionBody): void => {
    if (signal.aborted) return;
    known.set(id, { answers, section: { id, heading, ...body }, complete: false });
    tell();
  };
  try {
    await section.show(results, chosen, shown, signal);
    const last = known.get(id);
    if (last && !signal.aborted) known.set(id, { ...last, complete: true });
  } catch (error) {
    signal.throwIfAborted();
    shown({ note: sentenceOf(error, results.lab) });
  }
}

function sentenceOf(error: unknown, { account }: LabContext): string {
  return briefly(explain(error, { account: account.kind, region: account.region }));
}

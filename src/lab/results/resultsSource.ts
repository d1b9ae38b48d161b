import { briefly, explain } from '../explain/explain.ts';
import { unlessAborted } from '../follow/unlessAborted.ts';
import type { Chosen, PictureSource, PictureView, Section } from '../pictures/pictureView.ts';
import type { LabContext } from '../stage.ts';
import { once } from './once.ts';
import { origin } from './origin.ts';
import { resultsOf, type Results } from './results.ts';
import type { ResultsSection } from './resultsSection.ts';
import { resultsSections } from './resultsSections.ts';
import { subsetChoice } from './subsetChoice.ts';

/** What the results need of whoever shows them. */
export interface ResultsHost {
  /** The lab whose results they are; opens its account where it is not open yet. */
  context(signal: AbortSignal): Promise<LabContext>;
}

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
  const closed = new AbortController();
  const results = once(async () => resultsOf(await host.context(closed.signal), closed.signal));
  const known = new Map<string, KnownSection>();
  let note = '';

  const show = async (
    chosen: Chosen,
    shown: (view: PictureView) => void,
    signal: AbortSignal,
  ): Promise<void> => {
    shown({ note, busy: 'Looking for what the lab has made', choices: [], sections: [] });
    const of = await unlessAborted(results(), signal);
    const waiting = new Set(sections.map(({ id }) => id));
    const paint = (): void => {
      if (signal.aborted) return;
      shown({
        note,
        busy: waiting.size ? 'Reading predictions and training log' : undefined,
        choices: subsetChoice(of.lab, chosen),
        sections: sections.map(({ id, heading }) => known.get(id)?.section ?? { id, heading, note: '…' }),
      });
    };
    await Promise.all([
      ...sections.map(async (section) => {
        await showSection(section, of, chosen, paint, signal);
        waiting.delete(section.id);
        paint();
      }),
      unlessAborted(origin(of), signal).then((found) => (note = found)),
    ]);
    paint();
  };

  /** Has a section shown what is not known of it yet; what it throws is shown in its place. */
  const showSection = async (
    resultsSection: ResultsSection,
    of: Results,
    chosen: Chosen,
    paint: () => void,
    signal: AbortSignal,
  ): Promise<void> => {
    const { id, heading, dependsOn } = resultsSection;
    const answers = JSON.stringify(dependsOn.map((choice) => chosen[choice] ?? ''));
    const before = known.get(id);
    if (before?.complete && before.answers === answers) return;
    const know = (section: Section, complete: boolean): void =>
      void known.set(id, { answers, section, complete });
    try {
      await resultsSection.show(
        of,
        chosen,
        (body) => {
          if (signal.aborted) return;
          know({ id, heading, ...body }, false);
          paint();
        },
        signal,
      );
      const last = known.get(id);
      if (last && !signal.aborted) know(last.section, true);
    } catch (error) {
      signal.throwIfAborted();
      know({ id, heading, note: sentenceOf(error, of.lab) }, false);
    }
  };

  return { show, dispose: () => closed.abort() };
}

function sentenceOf(error: unknown, { account }: LabContext): string {
  return briefly(explain(error, { account: account.kind, region: account.region }));
}

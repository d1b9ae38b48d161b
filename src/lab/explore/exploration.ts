import { allToEnd } from '../follow/allToEnd.ts';
import { unlessAborted } from '../follow/unlessAborted.ts';
import type { LabAccount } from '../account.ts';
import type { Chosen, PictureSource, PictureView, Section } from '../pictures/pictureView.ts';
import { createShowings, type Showing } from '../pictures/showings.ts';
import { wholeNumber } from '../report/format.ts';
import { columnsSection } from './columnsSection.ts';
import { conditionsHeading, conditionsSection } from './conditionsSection.ts';
import { createCuratedReads, type CuratedReads } from './curatedReads.ts';
import { findCuratedTable, type CuratedContext } from './curatedTable.ts';
import type { DataSet } from './dataSets.ts';
import { headChoices, sensorChoice, sensorOf, shownOf, valuesOf } from './exploreChoices.ts';
import { lifetimesSection } from './lifetimesSection.ts';
import { againstRemaining, remainingHeading, remainingSection } from './remainingSection.ts';
import type { SensorFindings } from './sensorFindings.ts';
import { sensorsHeading, sensorsSection, tellingPicture } from './sensorsSection.ts';

/** What exploring needs of the lab around it. */
export interface ExploredLab {
  context(signal: AbortSignal): Promise<CuratedContext>;
  /** Runs the stages that make the curated table, as far as they are not done. */
  makeTable(): Promise<unknown>;
}

const makeTable = { id: 'makeTable', label: 'Run the Missing Stages' };
const readAgain = { id: 'readAgain', label: 'Read Again' };

/** What there is to see in the curated table: lifetimes, sensors, operating conditions and columns, read with Athena. */
export function createExploration(lab: ExploredLab): PictureSource {
  let reads: { readonly account: LabAccount; readonly of: CuratedReads } | undefined;
  let kept = createKept();
  const forget = (): void => {
    reads?.of.end();
    reads = undefined;
    kept = createKept();
  };

  const open = async ({ shown, signal }: Showing): Promise<CuratedReads | undefined> => {
    const context = await lab.context(signal);
    if (reads && reads.account !== context.account) forget();
    if (reads) return reads.of;
    shown({ ...nothing, busy: 'Looking for the curated table' });
    const { table, wanted } = await findCuratedTable(context, signal);
    signal.throwIfAborted();
    if (table) return (reads = { account: context.account, of: createCuratedReads(table) }).of;
    shown(missing(`There is no curated table yet: the catalog has none called ${wanted}.`));
    return undefined;
  };

  const fill = async (showing: Showing): Promise<void> => {
    const { chosen, shown, signal } = showing;
    const read = await open(showing);
    if (!read) return;
    const note = (): string => `${read.table.name}, read with Athena: ${read.table.spent()}.`;
    const from = kept;
    const asked = read.dataSets();
    // Asked for at once: it takes longest, and is of all data sets.
    const statistics = read.statistics();
    if (!asked.known) shown({ ...nothing, busy: "Asking Athena for the engines' lifetimes" });
    const dataSets = await unlessAborted(asked.result, signal);
    const of = shownOf(dataSets, chosen);
    if (!of) {
      shown({ ...missing('The curated table has no rows yet.'), note: note() });
      return;
    }
    const { dataSet, engine } = of;
    const lifetimes = from.keep('lifetimes', [dataSets], () => lifetimesSection(dataSets));
    const sensors = read.sensors(dataSet);
    const tell = (): void =>
      shown({
        note: note(),
        busy: busyWith(dataSet, sensors.known, statistics.known),
        choices: headChoices(dataSets, of, sensors.known, chosen),
        actions: [readAgain],
        sections: [
          lifetimes,
          ...(sensors.known ? sensorSections(sensors.known, chosen, engine, from) : placesOfSensors(dataSet)),
          from.keep('columns', [dataSet, statistics.known], () => columnsSection(dataSet, statistics.known)),
        ],
      });
    tell();
    // Both are read at the same time, and shown as they come; what failed is told last, so that it stands.
    const rest = [sensors, statistics].filter(({ known }) => known === undefined);
    await allToEnd(rest.map(({ result }) => unlessAborted<unknown>(result, signal).then(tell)));
  };

  const showings = createShowings(fill);
  return {
    show: showings.show,
    act: async (action) => {
      if (action === makeTable.id) await lab.makeTable();
      forget();
      await showings.again();
    },
    dispose: () => {
      showings.dispose();
      forget();
    },
  };
}

function busyWith({ name, rows }: DataSet, sensors: unknown, statistics: unknown): string | undefined {
  if (!sensors) return `Reading ${wholeNumber(rows)} rows of ${name} with Athena`;
  return statistics ? undefined : "Asking Athena for the columns' statistics";
}

/** What stands for the sections about rows while these are read. */
function placesOfSensors(dataSet: DataSet): Section[] {
  // True while they are read, and when that failed.
  const note = `Shown once its ${wholeNumber(dataSet.rows)} rows are read.`;
  return [
    { id: 'sensors', heading: sensorsHeading(dataSet), note },
    { id: 'remaining', heading: remainingHeading(dataSet), note },
    { id: 'conditions', heading: conditionsHeading(dataSet), note },
  ];
}

/** The sections about the rows of one data set. */
function sensorSections(findings: SensorFindings, chosen: Chosen, engine: string, kept: Kept): Section[] {
  const { rows, conditions } = findings;
  const values = valuesOf(findings, chosen);
  const number = sensorOf(findings, chosen);
  const telling = kept.keep('telling', [findings], () => tellingPicture(findings));
  const against = kept.keep('against', [findings, number, values, engine], () => {
    const found = findings.sensors[number - 1];
    if (!found) throw new RangeError(`There is no sensor ${number}.`);
    return againstRemaining(findings, found, values, engine);
  });
  return [
    kept.keep('sensors', [telling, values, engine], () => sensorsSection(findings, telling, values, engine)),
    remainingSection(findings, sensorChoice(number), against),
    kept.keep('conditions', [findings], () => conditionsSection(rows, conditions)),
  ];
}

/** What was made last for each place of the view: it is the same object again as long as it is made of the same. */
interface Kept {
  keep<T>(place: string, madeOf: readonly unknown[], make: () => T): T;
}

function createKept(): Kept {
  const places = new Map<string, { readonly madeOf: readonly unknown[]; readonly made: unknown }>();
  return {
    keep: <T>(place: string, madeOf: readonly unknown[], make: () => T): T => {
      const before = places.get(place);
      if (before?.madeOf.every((each, index) => each === madeOf[index])) return before.made as T;
      const made = make();
      places.set(place, { madeOf, made });
      return made;
    },
  };
}

const nothing: PictureView = { note: '', choices: [], sections: [] };

/** Why there is nothing to see yet, and what to do. */
function missing(why: string): PictureView {
  return {
    ...nothing,
    actions: [makeTable, readAgain],
    sections: [
      {
        id: 'missing',
        heading: 'Nothing to explore yet',
        note: `${why} "Run Glue ETL" writes the rows that are explored here, and "Run Curated Crawler" makes a table of them: run the stages up to there.`,
      },
    ],
  };
}

import { axisLabel, sensors } from '../../dataset/measurements.ts';
import type { Picture } from '../../pictures/picture.ts';
import { decimal, wholeNumber } from '../../report/format.ts';
import type { FleetEngine, FleetLines } from './fleetLines.ts';

/** Which engine of each training file is looked at. */
export const engineChoices = {
  first: 'The first of each file',
  longest: 'The longest-lived of each file',
  shortest: 'The shortest-lived of each file',
} as const;
export type EngineChoice = keyof typeof engineChoices;

/** A line's numbers before those of the sensors: unit, cycle, three settings. */
const beforeSensors = 5;
/** The first setting, in thousands of feet; less than so much of a change is none. */
const altitude = 2;
const oneFlight = 1;

/** Sensor 11, a pressure, moves with wear in every subset. */
export const usualSensor = 11;

/** At most so many engines are shown. */
const mostEngines = 4;

/** How the engines do as they run. A picture that would be the same again is the same object. */
export class EnginePictures {
  readonly #fleet: FleetLines;
  readonly #made = new Map<string, { readonly key: string; readonly picture: Picture }>();
  readonly #series = new Map<string, Float64Array>();

  constructor(fleet: FleetLines) {
    this.#fleet = fleet;
  }

  /** How many engines still run at each cycle up to the one that was sent last. */
  running(cycle: number): Picture {
    return this.#once('running', String(cycle), () => {
      const { lives, lastCycle } = this.#fleet;
      const x = Float64Array.from({ length: cycle }, (_, index) => index + 1);
      let failed = 0;
      const y = x.map((at) => {
        while (failed < lives.length && (lives[failed] ?? 0) < at) failed += 1;
        return lives.length - failed;
      });
      return {
        id: 'running',
        title: 'Engines still running',
        sentence: runningText(cycle, y.at(-1) ?? lives.length, this.#fleet),
        x: { label: 'Cycle', range: [0, lastCycle] },
        y: { label: 'Engines', range: [0, lives.length] },
        small: true,
        layers: [{ kind: 'lines', label: 'Engines running', x, y, steps: true }],
      };
    });
  }

  /** One sensor of some engines, up to the cycle that was sent last. */
  sensors(cycle: number, choice: EngineChoice, sensor: number): Picture[] {
    const engines = this.#chosen(choice);
    const longest = Math.max(...engines.map((engine) => this.#fleet.lifeOf(engine)));
    return engines.map((engine) => {
      const { subset, unit, from } = engine;
      const life = this.#fleet.lifeOf(engine);
      const y = this.#sensor(engine, sensor);
      const all = this.#fleet.cycles.subarray(from, engine.to);
      const sent = all.findLastIndex((at) => at <= cycle) + 1;
      return this.#once(`engine-${subset}`, `${unit} ${sensor} ${sent} ${cycle >= life}`, () => ({
        id: `engine-${subset}`,
        title: `${subset}, engine ${unit}`,
        sentence: engineText(engine, sensor, y.subarray(0, sent), life),
        x: { label: 'Cycle', range: [0, longest] },
        y: { label: labelOf(sensor) },
        layers: [
          {
            // Where each cycle is flown in another condition, a line would only zigzag.
            kind: this.#variesInFlight(engine) ? 'points' : 'lines',
            label: labelOf(sensor),
            x: Float64Array.from(all.subarray(0, sent)),
            y: y.subarray(0, sent),
          },
          ...(sent === all.length
            ? [{ kind: 'rule', label: 'Failed', at: { x: life }, weight: 'faint' } as const]
            : []),
        ],
        small: true,
      }));
    });
  }

  #chosen(choice: EngineChoice): FleetEngine[] {
    const picked = new Map<string, FleetEngine>();
    for (const engine of this.#fleet.engines) {
      const before = picked.get(engine.subset);
      if (!before || this.#isBetter(choice, engine, before)) picked.set(engine.subset, engine);
    }
    return [...picked.values()].slice(0, mostEngines);
  }

  #isBetter(choice: EngineChoice, engine: FleetEngine, than: FleetEngine): boolean {
    const longer = this.#fleet.lifeOf(engine) - this.#fleet.lifeOf(than);
    return choice === 'longest' ? longer > 0 : choice === 'shortest' && longer < 0;
  }

  #variesInFlight(engine: FleetEngine): boolean {
    const altitudes = this.#column(engine, altitude);
    return altitudes.some((at) => Math.abs(at - (altitudes[0] ?? at)) > oneFlight);
  }

  #sensor(engine: FleetEngine, sensor: number): Float64Array {
    return this.#column(engine, beforeSensors + sensor - 1);
  }

  /** Each line's number at a place. */
  #column({ subset, from, to }: FleetEngine, at: number): Float64Array {
    const key = `${subset} ${from} ${at}`;
    let values = this.#series.get(key);
    if (!values) {
      const lines = Array.from({ length: to - from }, (_, index) => from + index);
      values = Float64Array.from(lines, (line) => this.#fleet.numbers(line)[at] ?? NaN);
      this.#series.set(key, values);
    }
    return values;
  }

  #once(id: string, key: string, make: () => Picture): Picture {
    const made = this.#made.get(id);
    if (made?.key === key) return made.picture;
    const picture = make();
    this.#made.set(id, { key, picture });
    return picture;
  }
}

/** A sensor as the label of an axis: `Ps30 (psia)`. */
function labelOf(sensor: number): string {
  const measurement = sensors[sensor - 1];
  return measurement ? axisLabel(measurement) : `Sensor ${sensor}`;
}

function runningText(cycle: number, running: number, { engines, lives, lastCycle }: FleetLines): string {
  const all = wholeNumber(engines.length);
  if (!cycle) return `${all} engines are about to run.`;
  const [shortest = 0] = lives;
  if (running === engines.length)
    return `All ${all} engines have reached cycle ${cycle}; none has failed before it.`;
  return cycle < lastCycle
    ? `${wholeNumber(running)} of ${all} engines have reached cycle ${cycle}; the others have failed, the first of them after ${shortest} cycles.`
    : `All ${all} engines have failed: the first after ${shortest} cycles, the last after ${lastCycle}.`;
}

function engineText(
  { subset, unit }: FleetEngine,
  sensor: number,
  values: Float64Array,
  life: number,
): string {
  const now = values.at(-1);
  if (now === undefined) return `Engine ${unit} of ${subset} has not begun to run.`;
  const has = values.length >= life ? `has failed after ${life} cycles` : `is at cycle ${values.length}`;
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  return `Engine ${unit} of ${subset} ${has}. ${labelOf(sensor)} was between ${decimal(low)} and ${decimal(high)}, and ${decimal(now)} last.`;
}

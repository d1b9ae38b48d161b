import type { Engine } from './engines.ts';
import { fleetFacts, type OperatingCondition, type SubsetFacts } from './facts.ts';
import type { Random } from './random.ts';
import type { RowWriter } from './rowWriter.ts';

/** Columns before the sensors: unit, cycle and three settings. */
const sensors = fleetFacts.columns.slice(5);
const sensorDecimals = fleetFacts.decimals.slice(5);

/** Writes the rows of engines numbered from 1: unit, cycle, settings and sensors, as NASA's files have them. */
export function writeEngineRows(
  engines: readonly Engine[],
  { conditions }: SubsetFacts,
  random: Random,
  rows: RowWriter,
): void {
  for (const [index, engine] of engines.entries()) {
    const lines = conditions.map((_, condition) => sensorLines(engine, condition));
    for (let cycle = 1; cycle <= engine.observed; cycle += 1) {
      const condition = drawCondition(conditions, random);
      rows.number(index + 1, 0);
      rows.number(cycle, 0);
      writeSettings(conditions, condition, random, rows);
      const wear = Math.exp((cycle - engine.life) / (engine.fault.kappa * engine.life));
      const shaftNoise = random.normal();
      for (const [sensor, line] of (lines[condition] ?? []).entries()) {
        const noise = line.noise > 0 ? line.noise * random.normal() + line.shaftNoise * shaftNoise : 0;
        const value = line.start + line.slope * wear + noise;
        rows.number(value, sensorDecimals[sensor] ?? 0);
      }
      rows.endRow(2);
    }
  }
}

/** A sensor of one engine in one condition: `start` when new, `start + slope` at the end of its life. */
interface SensorLine {
  readonly start: number;
  readonly slope: number;
  /** Standard deviations of its own noise, and of what it shares with the fan's other sensor. */
  readonly noise: number;
  readonly shaftNoise: number;
}

function sensorLines({ fault, factors }: Engine, condition: number): SensorLine[] {
  const facts = fault.byCondition[condition];
  return sensors.map((sensor) => {
    const weights = facts?.coefficients[sensor];
    if (!weights) return { start: facts?.constants[sensor] ?? 0, slope: 0, noise: 0, shaftNoise: 0 };
    const half = weights.length / 2;
    const noise = facts.noise[sensor] ?? 0;
    const { sensors: ofFan, ownNoise } = fleetFacts.fanSpeed;
    const own = ofFan.includes(sensor) ? Math.min(noise, ownNoise) : noise;
    return {
      start: weighted(weights.slice(0, half), factors),
      slope: weighted(weights.slice(half), factors),
      noise: own,
      shaftNoise: Math.sqrt(noise * noise - own * own),
    };
  });
}

const weighted = ([constant = 0, ...weights]: readonly number[], factors: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * (factors[index] ?? 0), constant);

/** The condition of a cycle: drawn anew each time, without memory. */
function drawCondition(conditions: readonly OperatingCondition[], random: Random): number {
  if (conditions.length === 1) return 0;
  let share = random.uniform();
  const index = conditions.findIndex((condition) => (share -= condition.share) < 0);
  return index < 0 ? conditions.length - 1 : index;
}

/**
 * The three settings around their nominal values. With one condition only, altitude and Mach number scatter around 0
 * to both sides; with six they hardly go below the nominal value, and the Mach number keeps it in half of the cycles.
 */
function writeSettings(
  conditions: readonly OperatingCondition[],
  index: number,
  random: Random,
  rows: RowWriter,
): void {
  const { altitude = 0, mach = 0, throttle = 100 } = conditions[index] ?? {};
  if (conditions.length === 1) {
    rows.number(Math.max(-0.0087, Math.min(0.0087, 0.0022 * random.normal())), 4);
    rows.number(0.0011 * (random.uniform() - 0.5), 4);
  } else {
    rows.number(altitude === 0 ? 0.003 * random.uniform() : altitude - 0.002 + 0.01 * random.uniform(), 4);
    rows.number(mach + Math.max(0, 0.004 * random.uniform() - 0.002), 4);
  }
  rows.number(throttle, 1);
}

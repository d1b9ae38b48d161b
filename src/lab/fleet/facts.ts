import measured from '../../../data/fleet-facts.json' with { type: 'json' };

/** NASA's four subsets: one or six operating conditions, one or two faults. */
export const subsets = ['FD001', 'FD002', 'FD003', 'FD004'] as const;
export type Subset = (typeof subsets)[number];

/** What a subset's engines are drawn from; see data/README.md for where each fact comes from. */
export interface SubsetFacts {
  readonly engines: { readonly train: number; readonly test: number };
  readonly conditions: readonly OperatingCondition[];
  readonly test: {
    /** Quantiles of the cycles left at the last row of a test engine. */
    readonly remaining: readonly number[];
    /** The least share of its life that a test engine is observed for. */
    readonly leastObserved: number;
    /** Rank correlation of the cycles left with the length of life. */
    readonly correlationWithLife: number;
  };
  readonly faults: readonly FaultFacts[];
}

export interface OperatingCondition {
  /** Thousands of feet; Mach number; throttle resolver angle in percent. */
  readonly altitude: number;
  readonly mach: number;
  readonly throttle: number;
  /** Of all cycles. */
  readonly share: number;
}

/** How engines with one fault live and wear. */
export interface FaultFacts {
  /** Training engines with this fault. */
  readonly engines: number;
  /** Wear grows as exp(-cycles left / (kappa · life)). */
  readonly kappa: number;
  /** Quantiles of the length of life, in cycles. */
  readonly life: readonly number[];
  /** Quantiles of each of the three factors in which engines of a kind differ. */
  readonly factors: readonly (readonly number[])[];
  /** Rank correlations of life and the factors. */
  readonly correlations: readonly (readonly number[])[];
  /** For each operating condition, in the order of `conditions`. */
  readonly byCondition: readonly {
    /** Sensors that always show the same. */
    readonly constants: Readonly<Record<string, number>>;
    /** For each other sensor, weights of 1, f1, f2, f3, g, g·f1, g·f2, g·f3, where g is the wear. */
    readonly coefficients: Readonly<Record<string, readonly number[]>>;
    /** For each other sensor, the standard deviation of its noise. */
    readonly noise: Readonly<Record<string, number>>;
  }[];
}

interface FleetFacts {
  readonly columns: readonly string[];
  /** Decimals that each column is written with. */
  readonly decimals: readonly number[];
  /** The probabilities that all quantiles stand for. */
  readonly quantileProbabilities: readonly number[];
  /** The two sensors of the fan's shaft: noise beyond their own is of the shaft, and the same in both. */
  readonly fanSpeed: { readonly sensors: readonly string[]; readonly ownNoise: number };
  readonly subsets: Readonly<Record<Subset, SubsetFacts>>;
}

// The file leaves out what a condition does not have; its inferred type names every sensor anyway.
export const fleetFacts = measured as unknown as FleetFacts;

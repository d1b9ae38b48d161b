/** What a column of the engine data holds. */
export interface Measurement {
  /** What the curated table calls it. */
  readonly column: string;
  /** NASA's short name: `T24`. */
  readonly symbol: string;
  readonly meaning: string;
  /** Empty for a ratio. */
  readonly unit: string;
}

/** The three settings that say how an engine is flown. */
export const settings: readonly Measurement[] = [
  { column: 'op_1', symbol: 'Altitude', meaning: 'Altitude', unit: '1,000 ft' },
  { column: 'op_2', symbol: 'Mach', meaning: 'Mach number', unit: '' },
  { column: 'op_3', symbol: 'TRA', meaning: 'Throttle resolver angle', unit: '%' },
];

const [rankine, psi, turns, flow] = ['°R', 'psia', 'rpm', 'lbm/s'];

/** Symbol, meaning and unit of the 21 sensors, in the order of their columns (Saxena et al., PHM08, table 2). */
const sensorFacts: readonly (readonly [symbol: string, meaning: string, unit: string])[] = [
  ['T2', 'Total temperature at the fan inlet', rankine],
  ['T24', 'Total temperature at the outlet of the low-pressure compressor', rankine],
  ['T30', 'Total temperature at the outlet of the high-pressure compressor', rankine],
  ['T50', 'Total temperature at the outlet of the low-pressure turbine', rankine],
  ['P2', 'Pressure at the fan inlet', psi],
  ['P15', 'Total pressure in the bypass duct', psi],
  ['P30', 'Total pressure at the outlet of the high-pressure compressor', psi],
  ['Nf', 'Physical fan speed', turns],
  ['Nc', 'Physical core speed', turns],
  ['epr', 'Engine pressure ratio (P50/P2)', ''],
  ['Ps30', 'Static pressure at the outlet of the high-pressure compressor', psi],
  ['phi', 'Fuel flow in relation to Ps30', 'pps/psi'],
  ['NRf', 'Corrected fan speed', turns],
  ['NRc', 'Corrected core speed', turns],
  ['BPR', 'Bypass ratio', ''],
  ['farB', 'Fuel-air ratio in the burner', ''],
  ['htBleed', 'Bleed enthalpy', ''],
  ['Nf_dmd', 'Demanded fan speed', turns],
  ['PCNfR_dmd', 'Demanded corrected fan speed', turns],
  ['W31', 'Coolant bleed of the high-pressure turbine', flow],
  ['W32', 'Coolant bleed of the low-pressure turbine', flow],
];

/** The 21 sensors. */
export const sensors: readonly Measurement[] = sensorFacts.map(([symbol, meaning, unit], index) => ({
  column: `sensor_measurement_${index + 1}`,
  symbol,
  meaning,
  unit,
}));

/** A measurement's symbol with its unit, as the label of an axis. */
export function axisLabel({ symbol, unit }: Measurement): string {
  return unit ? `${symbol} (${unit})` : symbol;
}

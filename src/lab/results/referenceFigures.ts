/** Which true values a figure was made with, as far as its source says. */
export type LabelConvention =
  /** The remaining life as it is. */
  | 'raw'
  /** Lives above about 125 cycles count as 125 (some papers: 130): far-away failures cannot be missed by much. */
  | 'capped';

/** What somebody reports for the last cycle of each test engine, by data set. RMSE in cycles. */
export interface LastCycleReference {
  readonly model: string;
  readonly labels: LabelConvention;
  readonly rmse: Readonly<Record<string, number>>;
  readonly nasaScore?: Readonly<Record<string, number>>;
  readonly source: string;
}

/** What somebody measured with the lab's own split, label and features. RMSE in cycles: a value, or from and to. */
export interface LabReference {
  readonly figure: 'train' | 'validation' | 'testAllRows';
  readonly rmse: readonly [from: number, to: number];
  readonly dataSets: readonly string[];
  readonly model: string;
  readonly source: string;
}

/** XGBoost 1.7.4 (hist) on NASA's files, 200 rounds, eta 0.05, depth 6, a model for each data set. */
const ourRuns = 'This project';

/**
 * Reported errors at the last cycle. Scores are given only where the source itself was read for them.
 */
export const lastCycleReferences: readonly LastCycleReference[] = [
  {
    model: 'XGBoost, single cycles',
    labels: 'raw',
    rmse: { FD001: 26.05, FD002: 27.47, FD003: 37.11, FD004: 38.7 },
    nasaScore: { FD001: 5800, FD002: 19_000, FD003: 116_000, FD004: 1_800_000 },
    source: ourRuns,
  },
  {
    model: 'XGBoost, single cycles',
    labels: 'capped',
    rmse: { FD001: 17.04, FD002: 16.05, FD003: 16.74, FD004: 18.08 },
    nasaScore: { FD001: 603, FD002: 1270, FD003: 684, FD004: 1886 },
    source: ourRuns,
  },
  {
    model: 'XGBoost, windows of 30 cycles',
    labels: 'capped',
    rmse: { FD001: 14.69, FD002: 15.94, FD003: 15.52, FD004: 18.07 },
    nasaScore: { FD001: 324, FD002: 1223, FD003: 769, FD004: 1893 },
    source: ourRuns,
  },
  {
    model: 'XGBoost, such windows, normalised by condition',
    labels: 'capped',
    rmse: { FD001: 14.21, FD002: 14.76, FD003: 16.08, FD004: 15.64 },
    nasaScore: { FD001: 298, FD002: 994, FD003: 831, FD004: 1220 },
    source: ourRuns,
  },
  {
    model: 'The same, learned from capped labels',
    labels: 'raw',
    rmse: { FD001: 15.47, FD002: 27.3, FD003: 17.74, FD004: 27.23 },
    source: ourRuns,
  },
  {
    model: 'Random forest',
    labels: 'capped',
    rmse: { FD001: 18.2 },
    source: 'A tutorial on the web (its cap is not known)',
  },
  {
    model: 'Deep LSTM',
    labels: 'capped',
    rmse: { FD001: 16.14, FD003: 16.18 },
    source: 'Zheng et al. 2017, in arXiv 2604.27234',
  },
  {
    model: 'Convolutional network (DCNN)',
    labels: 'capped',
    rmse: { FD001: 12.61, FD002: 22.36, FD003: 12.64, FD004: 23.31 },
    source: 'Li et al. 2018 (DCNN)',
  },
  {
    model: 'Bidirectional LSTM',
    labels: 'capped',
    rmse: { FD001: 13.65, FD002: 23.18, FD003: 13.74, FD004: 24.86 },
    source: 'BiLSTM, as its paper of 2018 reports',
  },
  {
    model: 'LSTM',
    labels: 'capped',
    rmse: { FD001: 14.93, FD003: 14.2 },
    source: 'arXiv 2604.27234',
  },
  {
    model: 'XGBoost, engineered features',
    labels: 'capped',
    rmse: { FD003: 13.36 },
    source: 'arXiv 2604.27234',
  },
  {
    model: 'XGBoost and LightGBM, 30 cycles, by condition',
    labels: 'capped',
    rmse: { FD001: 12.52, FD002: 13.44, FD003: 12.52, FD004: 14.06 },
    nasaScore: { FD001: 239, FD002: 874, FD003: 267, FD004: 966 },
    source: 'github.com/rudder-framework/manifold, by itself',
  },
  {
    model: 'DAST (transformer)',
    labels: 'capped',
    rmse: { FD001: 11.43, FD002: 15.25, FD003: 11.32, FD004: 18.23 },
    source: 'DAST, as its paper reports',
  },
  {
    model: 'TTSNet',
    labels: 'capped',
    rmse: { FD001: 11.02, FD002: 13.25, FD003: 11.06, FD004: 18.26 },
    source: 'TTSNet, as its paper reports',
  },
  {
    model: 'STAR (transformer)',
    labels: 'capped',
    rmse: { FD001: 10.61, FD002: 13.47, FD003: 10.71, FD004: 15.87 },
    source: 'STAR, as its paper reports',
  },
];

const allFour = ['FD001', 'FD002', 'FD003', 'FD004'];
const withoutThird = ['FD001', 'FD002', 'FD004'];
const original = {
  dataSets: allFour,
  model: "The original lab's XGBoost, 100 rounds",
  source: "The original lab's notebook",
} as const;
const originalBest = {
  ...original,
  model: 'The original lab, the best of 50 tuning jobs',
  source: "The original lab's write-up",
} as const;
const originalTuned = { ...original, model: 'The original lab, a model tuned later' } as const;
const rerun = {
  model: 'XGBoost 1.7.4 (hist), three seeds',
  source: 'This project',
} as const;
const rerunExact = { ...rerun, model: 'XGBoost 1.7.4 (exact), three seeds' } as const;

/** Errors with the lab's own split and uncapped labels, all rows. */
export const labReferences: readonly LabReference[] = [
  { ...original, figure: 'train', rmse: [43.34, 43.34] },
  { ...original, figure: 'validation', rmse: [46.08, 46.08] },
  { ...originalBest, figure: 'validation', rmse: [44.77, 44.77] },
  { ...originalTuned, figure: 'validation', rmse: [44.36, 44.36] },
  { ...originalTuned, figure: 'testAllRows', rmse: [57.71, 57.71] },
  { ...rerunExact, dataSets: allFour, figure: 'train', rmse: [43.36, 43.5] },
  { ...rerun, dataSets: allFour, figure: 'validation', rmse: [45.73, 45.86] },
  { ...rerun, dataSets: allFour, figure: 'testAllRows', rmse: [57.63, 57.72] },
  { ...rerun, dataSets: withoutThird, figure: 'train', rmse: [42.7, 42.8] },
  { ...rerun, dataSets: withoutThird, figure: 'validation', rmse: [41.2, 41.3] },
  { ...rerun, dataSets: withoutThird, figure: 'testAllRows', rmse: [55.8, 55.9] },
];

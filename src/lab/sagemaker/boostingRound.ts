/** What XGBoost's container says of one round of boosting. RMSE in cycles. */
export interface BoostingRound {
  /** From 0. */
  readonly round: number;
  readonly train: number;
  readonly validation: number;
}

/**
 * Reads a round from a line of a training job's log: `[37]#011train-rmse:45.30000#011validation-rmse:46.20000`, where
 * `#011` is how CloudWatch shows the tab between them. Undefined for any other line.
 */
export function readBoostingRound(line: string): BoostingRound | undefined {
  const round = /(?:^|\s)\[(\d+)\](?:#011|\s)/.exec(line)?.[1];
  const train = metricIn(line, 'train-rmse');
  const validation = metricIn(line, 'validation-rmse');
  if (round === undefined || train === undefined || validation === undefined) return undefined;
  return { round: Number(round), train, validation };
}

function metricIn(line: string, name: string): number | undefined {
  const text = new RegExp(`(?:#011|\\s)${name}:(\\d[\\d.]*(?:[eE][+-]?\\d+)?)(?=#011|\\s|$)`).exec(line)?.[1];
  return text === undefined ? undefined : Number(text);
}

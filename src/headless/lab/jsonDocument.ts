import { factsOf, type StageResult } from './results.ts';

/** The document that `--json` prints; what the run has not come to is left out. */
export function jsonDocument(results: readonly StageResult[]) {
  const etl = factsOf(results, 'runEtl');
  const split = factsOf(results, 'split');
  const train = factsOf(results, 'train');
  const predict = factsOf(results, 'predict');
  return {
    stages: results.map(({ id, outcome, seconds, failure, perSecond }) => ({
      id,
      outcome: outcome.kind,
      seconds: Number(seconds.toFixed(3)),
      ...(outcome.kind === 'done' ? { ran: outcome.ran, facts: outcome.facts } : {}),
      ...(perSecond === undefined ? {} : { linesPerSecond: Math.round(perSecond) }),
      ...(failure ? { reason: failure.join(' ') } : {}),
    })),
    ...(etl && { rows: etl.rows }),
    ...(split && { split: { train: split.train, validation: split.validation } }),
    ...(train && {
      rmse: {
        train: train.trainRmse,
        validation: train.validationRmse,
        ...(predict && { testAllRows: predict.rmseAllRows, testLastCycle: predict.rmseLastCycle }),
      },
    }),
    ...(predict && { nasaScore: predict.nasaScore }),
  };
}

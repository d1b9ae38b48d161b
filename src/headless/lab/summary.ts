import { decimal, table, wholeNumber } from '../../lab/report/format.ts';
import { factsOf, type StageResult } from './results.ts';

/** What a practitioner would check at the end, as lines; as much of it as this run has come to. */
export function summary(results: readonly StageResult[]): string[] {
  const etl = factsOf(results, 'runEtl');
  const split = factsOf(results, 'split');
  const train = factsOf(results, 'train');
  const predict = factsOf(results, 'predict');
  const pairs: string[][] = [];
  if (etl) pairs.push(['Rows', `${wholeNumber(etl.rows)} of ${wholeNumber(etl.engines)} engines`]);
  if (split) {
    pairs.push(['Split', `${wholeNumber(split.train)} train, ${wholeNumber(split.validation)} validation`]);
  }
  if (train) {
    pairs.push(['RMSE train', decimal(train.trainRmse)], ['RMSE validation', decimal(train.validationRmse)]);
  }
  if (predict) pairs.push(['RMSE test', `${decimal(predict.rmseAllRows)} over all rows`]);
  const lines = table(pairs);
  if (!predict) return lines;
  const subsets = [
    ['Subset', 'RMSE at last cycle', 'NASA score'],
    ...Object.entries(predict.rmseLastCycle).map(([subset, rmse]) => [
      subset,
      decimal(rmse),
      wholeNumber(predict.nasaScore[subset] ?? NaN),
    ]),
  ];
  const engines = [
    ['Engine', 'Cycle now', 'Predicted to run', 'True'],
    ...predict.engines.map(({ subset, unit, cycle, predicted, actual }) => [
      `${subset} ${unit}`,
      String(cycle),
      predicted.toFixed(1),
      String(actual),
    ]),
  ];
  return [
    ...lines,
    '',
    ...table(subsets),
    '',
    `The ${predict.engines.length} test engines that will fail first, by prediction (cycles):`,
    ...table(engines),
  ];
}

import type { StageFacts, StageId } from '../facts.ts';
import { decimal, wholeNumber } from './format.ts';

/** The facts of a stage, if it is done. */
export type FactsOf = <Id extends StageId>(id: Id) => StageFacts[Id] | undefined;

/** What a practitioner would check at the end; as much of it as the lab has come to. */
export interface SummaryTables {
  /** Names and figures. */
  readonly figures: readonly (readonly [string, string])[];
  /** Scores by subset, the head first; absent before predictions. */
  readonly subsets?: readonly (readonly string[])[];
  /** The test engines that will fail first, the head first; absent before predictions. */
  readonly engines?: readonly (readonly string[])[];
}

/** The figures of the lab. */
export function summaryTables(factsOf: FactsOf): SummaryTables {
  const etl = factsOf('runEtl');
  const split = factsOf('split');
  const train = factsOf('train');
  const predict = factsOf('predict');
  const figures: (readonly [string, string])[] = [];
  if (etl) figures.push(['Rows', `${wholeNumber(etl.rows)} of ${wholeNumber(etl.engines)} engines`]);
  if (split) {
    figures.push(['Split', `${wholeNumber(split.train)} train, ${wholeNumber(split.validation)} validation`]);
  }
  if (train) {
    figures.push(
      ['RMSE train', decimal(train.trainRmse)],
      ['RMSE validation', decimal(train.validationRmse)],
    );
  }
  if (!predict) return { figures };
  figures.push(['RMSE test', `${decimal(predict.rmseAllRows)} over all rows`]);
  return {
    figures,
    subsets: [
      ['Subset', 'RMSE at last cycle', 'NASA score'],
      ...Object.entries(predict.rmseLastCycle).map(([subset, rmse]) => [
        subset,
        decimal(rmse),
        wholeNumber(predict.nasaScore[subset] ?? NaN),
      ]),
    ],
    engines: [
      ['Engine', 'Cycle now', 'Predicted to run', 'True'],
      ...predict.engines.map(({ subset, unit, cycle, predicted, actual }) => [
        `${subset} ${unit}`,
        String(cycle),
        predicted.toFixed(1),
        String(actual),
      ]),
    ],
  };
}

/** What stands over the engines. */
export function enginesTitle(count: number): string {
  return `The ${count} test engines that will fail first, by prediction (cycles):`;
}

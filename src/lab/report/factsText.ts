import type { StageFacts, StageId } from '../facts.ts';
import { decimal, wholeNumber } from './format.ts';

/** The facts of each stage's check in a few words. */
const texts: { readonly [Id in StageId]: (facts: StageFacts[Id]) => string } = {
  survey: ({ account, region, warnings }) =>
    [`account ${account}, ${region}: everything found`, ...warnings].join('\n  Note: '),
  publish: ({ lines, files }) =>
    `${wholeNumber(lines)} lines of ${files} ${files === 1 ? 'file' : 'files'}, none lost, none twice`,
  crawlSubmissions: tableText,
  prepareJob: ({ job, script }) => `${job} runs ${script}`,
  runEtl: ({ rows, engines, minimumRul }) =>
    `${wholeNumber(rows)} rows, ${wholeNumber(engines)} engines, minimum RUL ${minimumRul} for each`,
  crawlCurated: tableText,
  split: ({ train, validation, enginesInBoth }) =>
    `${wholeNumber(train)} train, ${wholeNumber(validation)} validation, ${enginesInBoth} engines in both`,
  train: ({ trainingJob, validationRmse }) => `${trainingJob}: validation RMSE ${decimal(validationRmse)}`,
  deploy: ({ endpoint, instanceType }) => `${endpoint} InService on ${instanceType}`,
  predict: ({ rows, rmseAllRows }) => `${wholeNumber(rows)} rows answered, RMSE ${decimal(rmseAllRows)}`,
  tune: ({ trials, strategy, validationRmse }) =>
    `${wholeNumber(trials)} ${strategy === 'Random' ? 'random' : strategy} trials, the best with validation RMSE ${decimal(validationRmse)}`,
  trainCapped: ({ models }) =>
    models
      .map(({ subset, features, rmseLastCycle }) => `${subset} ${features} RMSE ${decimal(rmseLastCycle)}`)
      .join(', '),
  cleanUp: ({ kept }) =>
    kept.length
      ? `nothing of the lab is left running; not the lab's and left alone: ${kept.join(', ')}`
      : 'nothing is left running',
};

function tableText({ table, columns, partitions }: StageFacts['crawlSubmissions']): string {
  return `table ${table}, ${columns} columns, ${partitions} ${partitions === 1 ? 'partition' : 'partitions'}`;
}

/** What a stage's check has found, as one line. */
export function factsText<Id extends StageId>(id: Id, facts: StageFacts[Id]): string {
  return texts[id](facts);
}

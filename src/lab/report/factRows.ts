import type { CrawledTable, StageFacts, StageId } from '../facts.ts';
import { decimal, wholeNumber } from './format.ts';

/** One fact: what it is called, and what it is. */
export type FactRow = readonly [label: string, value: string];

/** The facts of each stage's check one by one. */
const rows: { readonly [Id in StageId]: (facts: StageFacts[Id]) => readonly FactRow[] } = {
  survey: (facts) => [
    ['Account', facts.account],
    ['Region', facts.region],
    ['Submissions bucket', facts.submissionsBucket],
    ['Curated bucket', facts.curatedBucket],
    ['Published bucket', facts.publishedBucket],
    ['Query results bucket', facts.queryResultsBucket],
    ['Delivery stream', facts.deliveryStream],
    ['Submissions crawler', facts.submissionsCrawler],
    ['Curated crawler', facts.curatedCrawler],
    ['Glue job', facts.job],
    ['SageMaker role', facts.sagemakerRole],
    ...facts.warnings.map((warning) => ['Note', warning] as const),
  ],
  publish: ({ files, lines }) => [
    ['Files', wholeNumber(files)],
    ['Lines', `${wholeNumber(lines)}, none lost, none twice`],
  ],
  crawlSubmissions: tableRows,
  prepareJob: ({ job, script }) => [
    ['Glue job', job],
    ['Script', script],
  ],
  runEtl: ({ rows, engines, minimumRul }) => [
    ['Rows', wholeNumber(rows)],
    ['Engines', wholeNumber(engines)],
    ['Least cycles left of each engine', wholeNumber(minimumRul)],
  ],
  crawlCurated: tableRows,
  split: ({ table, train, validation, engines, enginesInBoth }) => [
    ['Table', table],
    ['Training rows', wholeNumber(train)],
    ['Validation rows', wholeNumber(validation)],
    ['Engines', wholeNumber(engines)],
    ['Engines in both sets', wholeNumber(enginesInBoth)],
  ],
  train: ({ trainingJob, trainRmse, validationRmse }) => [
    ['Training job', trainingJob],
    ['RMSE on training rows', `${decimal(trainRmse)} cycles`],
    ['RMSE on validation rows', `${decimal(validationRmse)} cycles`],
  ],
  deploy: ({ endpoint, instanceType }) => [
    ['Endpoint', endpoint],
    ['Instance type', instanceType],
  ],
  predict: ({ rows, rmseAllRows, rmseLastCycle, nasaScore, engines }) => [
    ['Rows answered', wholeNumber(rows)],
    ['RMSE of all rows', `${decimal(rmseAllRows)} cycles`],
    ...Object.entries(rmseLastCycle).map(
      ([subset, rmse]) =>
        [
          `${subset}, last cycle`,
          `RMSE ${decimal(rmse)}, NASA score ${decimal(nasaScore[subset] ?? 0)}`,
        ] as const,
    ),
    ...engines.map(
      ({ subset, unit, predicted, actual }) =>
        [
          `Engine ${unit} of ${subset}`,
          `${decimal(predicted)} cycles left (true: ${wholeNumber(actual)})`,
        ] as const,
    ),
  ],
  tune: ({ tuningJob, strategy, trials, bestTrial, validationRmse }) => [
    ['Tuning job', `${tuningJob} (${strategy})`],
    ['Trials', wholeNumber(trials)],
    ['Best trial', bestTrial],
    ['Its RMSE on validation rows', `${decimal(validationRmse)} cycles`],
  ],
  trainCapped: ({ models }) =>
    models.map(
      ({ subset, features, rmseAllRows, rmseLastCycle }) =>
        [
          `${subset}, ${features}`,
          `RMSE ${decimal(rmseLastCycle)} cycles at the last cycle, ${decimal(rmseAllRows)} over all rows, lives capped`,
        ] as const,
    ),
  cleanUp: ({ running, kept }) => [
    ['Running', running ? wholeNumber(running) : 'nothing of the lab'],
    ...kept.map((name) => ["Not the lab's, left alone", name] as const),
  ],
};

function tableRows({ table, columns, partitions }: CrawledTable): readonly FactRow[] {
  return [
    ['Table', table],
    ['Columns', wholeNumber(columns)],
    ['Partitions', wholeNumber(partitions)],
  ];
}

/** What a stage's check has found, fact by fact. */
export function factRows<Id extends StageId>(id: Id, facts: StageFacts[Id]): readonly FactRow[] {
  return rows[id](facts);
}

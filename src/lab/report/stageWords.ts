import type { StageId } from '../facts.ts';

/** What each stage does and why, in plain words; `reset`, where it can be taken back: what that deletes. */
export const stageWords: Readonly<
  Record<StageId, { readonly does: string; readonly why: string; readonly reset?: string }>
> = {
  survey: {
    does: 'Looks for the buckets, the delivery stream, the crawlers, the Glue job and the role that the lab works with, by their name patterns.',
    why: 'Every later stage takes its names from here, so nothing has to be typed, whatever the account calls its resources.',
  },
  publish: {
    does: 'Sends each line of the training files to the delivery stream, with the name of its file in front. Firehose buffers the lines and writes them to the submissions bucket, in folders by hour.',
    why: 'So data arrives in a data lake in real life: in small records from many senders. Afterwards the lines in the bucket are compared with those of the files: none lost, none twice.',
    reset:
      'Deletes the lines that were delivered to the submissions bucket. Tables and rows that were made of them stay, and are out of date then.',
  },
  crawlSubmissions: {
    does: "Starts the first crawler. It reads the delivered objects, finds out their columns, and makes a table of them in Glue's data catalog, with a partition an hour.",
    why: 'With a table in the catalog, jobs and queries can read the files as rows.',
    reset: 'Drops the table of the submissions from the data catalog. The lines in the bucket stay.',
  },
  prepareJob: {
    does: "Writes this account's names into glue/glue_job.py, uploads the script, and points the Glue job at it.",
    why: 'The script names the database, the table and the bucket it writes to; those are different in each account.',
  },
  runEtl: {
    does: 'Runs the Glue job: Spark reads the table of the submissions, computes for each row how many cycles the engine had left, and writes Parquet to the curated bucket.',
    why: 'The cycles left (remaining useful life) are what the model learns to predict; Parquet is small and quick to query.',
    reset: "Deletes the rows in the curated bucket and resets the job's bookmark. The submissions stay.",
  },
  crawlCurated: {
    does: 'Starts the second crawler, which makes a table of the Parquet files in the curated bucket.',
    why: 'Athena queries tables of the catalog, and the next stage is a query.',
    reset: 'Drops the table of the curated rows from the data catalog. The rows stay.',
  },
  split: {
    does: 'Runs sql/train_validation.sql in Athena: one CREATE TABLE AS SELECT writes training and validation rows as CSV to the published bucket.',
    why: 'No engine may have rows on both sides: else the validation would measure how well the model remembers engines, not how well it predicts new ones.',
    reset: 'Drops the table of the split and deletes its files in the published bucket.',
  },
  train: {
    does: 'Starts a SageMaker training job with the built-in XGBoost on the two sides of the split, and follows its log.',
    why: 'The validation error that it reports after each round tells when more rounds no longer help.',
  },
  deploy: {
    does: 'Makes a model, an endpoint configuration and an endpoint of the training job, and waits until it is in service.',
    why: 'An endpoint answers requests at once. It costs money for as long as it is there, whether or not it is asked.',
    reset: 'Deletes the endpoint and its configuration. The model stays.',
  },
  predict: {
    does: 'Sends the rows of the test files, whose engines have not failed yet, to the endpoint, and keeps its answers in the published bucket.',
    why: "Compared with NASA's own truth, they show how well the model does on engines that it has never seen, and which engines need attention first.",
    reset: 'Deletes the predictions that are kept in the published bucket.',
  },
  tune: {
    does: 'Starts a SageMaker hyperparameter tuning job: it trains one model after the other with other settings of XGBoost, some at once, and learns from each which to try next (Bayesian), or draws them at random.',
    why: 'Depth, learning rate and number of rounds decide how well a model does on engines it has not seen. Nobody knows the best ones beforehand; trying them is work for machines.',
  },
  trainCapped: {
    does: 'Makes rows with lives capped at 125 cycles in SQL, once as they are and once with means and trends of the last 30 cycles, trains a model on each, and has both predict the test engines in a batch.',
    why: 'Far from failure a sensor says nothing about how far; a model that need not guess there is better near the end. And one cycle says less than the way there.',
    reset: 'Drops its tables and deletes its rows, models and predictions in the published bucket.',
  },
  cleanUp: {
    does: "Deletes the lab's endpoints, endpoint configurations and models, and stops its training, tuning and transform jobs.",
    why: 'What is left running costs money. Objects in S3 stay; they cost a few cents a month.',
  },
};

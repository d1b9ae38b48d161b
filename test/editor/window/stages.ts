/** A stage as the window shows it. */
export interface ShownStage {
  /** In the Lab tree. */
  readonly title: string;
  /** On its button in the walkthrough, and in the palette. */
  readonly command: string;
}

/** The stages that lead to predictions, in their order. */
export const shownStages = {
  survey: { title: 'Survey the account', command: 'See What Is Deployed' },
  publish: { title: 'Publish the engine data', command: 'Publish Data' },
  crawlSubmissions: { title: 'Crawl the submissions', command: 'Run Submissions Crawler' },
  prepareJob: { title: "Prepare the job's script", command: 'Patch and Upload Glue Job' },
  runEtl: { title: 'Run the ETL job', command: 'Run Glue ETL' },
  crawlCurated: { title: 'Crawl the curated data', command: 'Run Curated Crawler' },
  split: { title: 'Split into training and validation', command: 'Create Training and Validation Sets' },
  train: { title: 'Train the model', command: 'Train Model' },
  deploy: { title: 'Deploy the model', command: 'Deploy Endpoint' },
  predict: { title: 'Predict remaining useful life', command: 'Predict Remaining Life' },
} as const satisfies Record<string, ShownStage>;

export type ShownStageId = keyof typeof shownStages;

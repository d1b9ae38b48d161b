/** The stages that lead to predictions, in their order: in the Lab tree, in the palette, and on the walkthrough's buttons. */
export const stageTitles = {
  survey: 'See What Is Deployed',
  publish: 'Publish Data',
  crawlSubmissions: 'Run Submissions Crawler',
  prepareJob: 'Patch and Upload Glue Job',
  runEtl: 'Run Glue ETL',
  crawlCurated: 'Run Curated Crawler',
  split: 'Create Training and Validation Sets',
  train: 'Train Model',
  deploy: 'Deploy Endpoint',
  predict: 'Predict Remaining Life',
} as const;

export type TitledStage = keyof typeof stageTitles;

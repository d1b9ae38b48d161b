/** Where the lab's own files lie below its folder. */
export const labFileNames = {
  jobScript: 'glue/glue_job.py',
  split: 'sql/train_validation.sql',
  splitCounts: 'sql/split_counts.sql',
  enginesInBoth: 'sql/engines_in_both.sql',
  explore: 'sql/explore.sql',
  lifetimes: 'sql/engine_lifetimes.sql',
  testEngines: 'sql/test_engines.sql',
  capped: 'sql/capped.sql',
  windowed: 'sql/windowed.sql',
  columnStatistics: 'sql/column_statistics.sql',
  edaNotebook: 'notebooks/eda.ipynb',
  modelNotebook: 'notebooks/model.ipynb',
} as const;

/** The notebooks among them. */
export const notebookFileNames = [labFileNames.edaNotebook, labFileNames.modelNotebook] as const;

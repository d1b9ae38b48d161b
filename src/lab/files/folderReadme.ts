/** The README.md of a lab folder. */
export const folderReadme = `# Your lab folder

Here you edit what the lab runs. CMAPSS ML Lab put these files here; whatever you change stays as you leave it.

| file | what it is |
|---|---|
| \`glue/glue_job.py\` | the ETL job: it computes for every row how many cycles its engine has left |
| \`sql/train_validation.sql\` | the query that splits the rows into training and validation files (CREATE TABLE AS SELECT) |
| \`sql/explore.sql\` | a first look at the table that the job's rows make |
| \`sql/engine_lifetimes.sql\` | how long each engine lived; **Explore Engines** draws what it answers |
| \`sql/column_statistics.sql\` | how the values of each column spread; shown in **Explore Engines**, too |
| \`sql/split_counts.sql\` | counts both sides of the split |
| \`sql/engines_in_both.sql\` | makes sure that no engine is on both sides |
| \`notebooks/eda.ipynb\` | a Jupyter notebook that explores the table |
| \`notebooks/model.ipynb\` | a Jupyter notebook that trains a model and says how good it is |
| \`data/\` | engine data: \`train_*.txt\` are published; \`test_*.txt\` are predicted, and \`RUL_*.txt\` say what was true |
| \`.cmapss-lab.json\` | which version of each file the lab put here, so that it never writes over an edited one |

The names of buckets and tables in these files end in \`ACCOUNT-REGION-SUFFIX\` until they are patched: then they are those of
your account.

## What to do here

- In VS Code, open the walkthrough: run **CMAPSS Lab: Open Walkthrough** from the command palette (F1). Or take the stages
  one by one in the view **CMAPSS Lab** of the activity bar.
- Open \`glue/glue_job.py\` or a query: above its first line are **Patch Names**, **Upload**, **Run Glue ETL** and
  **Run in Athena**.
- **CMAPSS Lab: Send Notebooks** gives the notebooks your account's names, and takes them to JupyterLab on AWS.
- **CMAPSS Lab: Use NASA's Data Files** takes NASA's own data set instead of the simulated engines.
`;

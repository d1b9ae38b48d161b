import path from 'node:path';
import { isOptional, stageIds } from '../../lab/stages.ts';
import { programFolder } from '../../accounts/programFolder.ts';

/** How `npm run lab` is used. */
export const usage = `Usage: npm run lab -- [options]

Runs the lab from engine data to predictions, on a practice account on this machine, or on AWS.

  --account practice|aws  where (default: practice)
  --profile NAME          on AWS: the profile with the credentials
  --region NAME           on AWS: the region (default: the event's)
  --yes                   on AWS: does not ask before what costs money

  --until STAGE           ends after this stage
  --only STAGE            runs this stage alone
  --again STAGE           takes back what this stage made, and runs it again
  --workflow              runs crawlers and job by their Glue workflow instead of one by one
  --clean-up              cleans up after the last stage: deletes what costs money (alone: --only cleanUp)
  --everything            with cleaning up: deletes tables, objects and buckets that the lab made, too

  --event FILE            the event's configuration, JSON
  --data DIR              C-MAPSS files (train_*.txt, test_*.txt, RUL_*.txt) instead of simulated engines
  --store DIR             keeps the practice account in this folder, and goes on there
                          (default: a temporary one, or the one that npm run infra -- deploy has deployed into)
  --folder DIR            where the lab's files are copied and patched (default: inside the store;
                          on AWS: ${path.join(programFolder(), 'lab')})
  --pace N                the practice account's waits take N times as long as AWS's (default: 0)
  --json                  prints one JSON document instead of text
  --help                  prints this

Stages: ${stageIds.filter((id) => !isOptional(id)).join(', ')}.
Going further, only when named: ${stageIds.filter(isOptional).join(', ')}.
`;

import type { StageId } from '../../facts.ts';
import { resourceWords } from '../../survey/resources.ts';
import type { Finding } from '../finding.ts';
import type { PreflightCheck } from '../preflightCheck.ts';

/** The stage that fails first on a bucket of another region, and who needs it near. */
const buckets = {
  submissionsBucket: ['publish', 'Glue and the delivery stream are set up for buckets of their own region.'],
  curatedBucket: ['runEtl', 'Glue reads and writes across regions slowly, for money, or not at all.'],
  publishedBucket: ['train', 'SageMaker trains on data of its own region only.'],
  queryResultsBucket: ['split', 'Athena writes results into buckets of its own region.'],
} as const satisfies Partial<Record<keyof typeof resourceWords, readonly [StageId, string]>>;

/** The buckets lie in the region of everything else: a name is found from everywhere. */
export const bucketRegions: PreflightCheck = {
  title: "Buckets' region",
  stage: 'publish',
  run: async ({ account, known, signal }) => {
    const kinds = Object.keys(buckets) as (keyof typeof buckets)[];
    const found = await Promise.all(
      kinds.map(async (kind): Promise<Finding[]> => {
        const name = await known.name(kind);
        const region = await account.ports.buckets.region(name, signal);
        if (region === account.region) return [];
        const [stage, why] = buckets[kind];
        return [
          {
            level: 'problem',
            what: `The ${resourceWords[kind]} ${name} is in ${region}, not in ${account.region}.`,
            why,
            stage,
            fix: `Make a bucket in ${account.region}, and name it in the patterns of the event's file.`,
          },
        ];
      }),
    );
    return found.flat();
  },
};

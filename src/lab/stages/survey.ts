import { notDone, StageError, type LabContext, type Stage } from '../stage.ts';
import { findResources, problemText, resourcesOf, surveyFix } from '../survey/resources.ts';
import { findSagemakerRole } from '../survey/sagemakerRole.ts';

/** Finds what the event's organisers have put into the account. */
export const survey: Stage<'survey'> = {
  id: 'survey',
  title: 'See What Is Deployed',
  needs: [],
  check: async ({ account, event }, signal) => {
    const [found, role] = await Promise.all([
      findResources(account, event, signal),
      findSagemakerRole(account, event, signal),
    ]);
    const problems = [
      ...(found.problems.length ? [problemText(account, found)] : []),
      ...(role === undefined ? ['No role was found that SageMaker may train with.'] : []),
    ];
    if (problems.length) return notDone(problems.join(' '), surveyFix(account, event, found));
    const resources = resourcesOf(found);
    return {
      done: true,
      facts: {
        account: account.identity.account,
        region: account.region,
        submissionsBucket: resources.submissionsBucket,
        curatedBucket: resources.curatedBucket,
        publishedBucket: resources.publishedBucket,
        queryResultsBucket: resources.queryResultsBucket,
        deliveryStream: resources.deliveryStream,
        submissionsCrawler: resources.submissionsCrawler,
        curatedCrawler: resources.curatedCrawler,
        job: resources.job,
        sagemakerRole: role ?? '',
        warnings: await warnings({ account }, resources, signal),
      },
    };
  },
  // There is nothing to make here: the check is all, and it says what is wrong.
  run: async (context, _onProgress, signal) => {
    const check = await survey.check(context, signal);
    if (!check.done) throw new StageError(check.reason, check.fix);
  },
};

/** What will work, but not as one may expect. */
async function warnings(
  { account }: Pick<LabContext, 'account'>,
  resources: { readonly job: string; readonly deliveryStream: string; readonly submissionsBucket: string },
  signal?: AbortSignal,
): Promise<string[]> {
  const [job, stream] = await Promise.all([
    account.ports.jobs.get(resources.job, signal),
    account.ports.streams.describe(resources.deliveryStream, signal),
  ]);
  const found: string[] = [];
  if (job.bookmarks && job.maxConcurrentRuns > 1) {
    found.push(
      `The job ${job.name} keeps bookmarks and allows ${job.maxConcurrentRuns} runs at a time; two runs at once would read the same lines. The lab starts one.`,
    );
  }
  if (stream.bucket !== resources.submissionsBucket) {
    found.push(
      `The delivery stream ${stream.name} delivers to the bucket ${stream.bucket}, not to ${resources.submissionsBucket}.`,
    );
  }
  return found;
}

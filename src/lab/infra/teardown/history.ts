import type { LabAccount } from '../../account.ts';
import { isAccessDenied } from '../../explain/isAccessDenied.ts';
import { wholeNumber } from '../../report/format.ts';
import { labPrefix } from '../../sagemaker/sagemakerNames.ts';

/** What AWS keeps of the lab's work when all is torn down: a sentence. */
export async function historyLine({ ports }: LabAccount, signal: AbortSignal): Promise<string> {
  const count = async (
    what: string,
    list: (namePart: string, signal?: AbortSignal) => Promise<readonly unknown[]>,
  ): Promise<string[]> => {
    try {
      const { length } = await list(labPrefix, signal);
      return length ? [`${wholeNumber(length)} ${what}${length === 1 ? '' : 's'}`] : [];
    } catch (error) {
      if (isAccessDenied(error)) return [`${what}s`];
      throw error;
    }
  };
  const jobs = await Promise.all([
    count('training job', (...args) => ports.training.list(...args)),
    count('tuning job', (...args) => ports.tuning.list(...args)),
    count('transform job', (...args) => ports.transforms.list(...args)),
  ]);
  const kept = [...jobs.flat(), "runs of Glue's jobs", "Athena's queries", 'logs in CloudWatch'];
  return `Stays as history, which AWS lets nobody delete or costs next to nothing: ${kept.join(', ')}.`;
}

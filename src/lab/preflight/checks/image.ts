import { channelModeOf, registryAccounts } from '../../event/xgboostImages.ts';
import { labFileNames } from '../../files/labFileNames.ts';
import { readCtas } from '../../patch/ctas.ts';
import { patchSql } from '../../patch/patchSql.ts';
import { applyEdits } from '../../patch/edits.ts';
import type { Finding } from '../finding.ts';
import type { PreflightCheck } from '../preflightCheck.ts';
import type { PreflightContext } from '../preflightContext.ts';

/** The training image reads what the split writes, and the region has it. */
export const image: PreflightCheck = {
  title: 'Training image and its input',
  stage: 'train',
  run: async (context) => [...registry(context), ...(await compression(context))],
};

function registry({ account }: PreflightContext): Finding[] {
  if (registryAccounts[account.region] !== undefined) return [];
  return [
    {
      level: 'problem',
      what: `SageMaker has no built-in XGBoost image in ${account.region}.`,
      why: 'The training job names the image of the registry in its own region.',
      stage: 'train',
      fix: `Deploy the lab in a region that has one: ${Object.keys(registryAccounts).join(', ')}.`,
    },
  ];
}

/** Whether the CTAS, as the lab fits it to the image, writes what the image reads. */
async function compression({ event, files }: PreflightContext): Promise<Finding[]> {
  const { imageVersion } = event.training;
  const { inputMode, compression: wanted } = channelModeOf(imageVersion);
  const text = await files.read(labFileNames.split);
  const fitted = readCtas(
    applyEdits(text, patchSql(text, { patterns: event.patterns }, { compression: wanted })),
  );
  if (!fitted) {
    return [
      {
        level: 'problem',
        what: `${labFileNames.split} holds no CREATE TABLE AS SELECT.`,
        why: 'The split is made by this query.',
        stage: 'split',
        fix: "Take the lab's own file again.",
      },
    ];
  }
  // Athena compresses text with gzip unless it is told otherwise.
  const written = (fitted.compression?.value ?? 'GZIP').toUpperCase() === 'GZIP' ? 'Gzip' : 'None';
  if (written === wanted) return [];
  return [
    {
      level: 'problem',
      what: `${labFileNames.split} writes ${written === 'Gzip' ? 'gzipped' : 'plain'} CSV, and image ${imageVersion} reads ${wanted === 'Gzip' ? 'gzipped' : 'plain'} CSV in ${inputMode} mode.`,
      why:
        wanted === 'None'
          ? 'From 3.2-0 on the image refuses CSV in Pipe mode, and SageMaker unpacks gzip in Pipe mode only.'
          : 'The channels of the training job say that the files are gzipped.',
      stage: 'train',
      fix: `Write WITH (write_compression = '${wanted === 'Gzip' ? 'GZIP' : 'NONE'}', …) into the query, or set training.imageVersion in the event's file to another version.`,
    },
  ];
}

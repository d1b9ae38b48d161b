import assert from 'node:assert/strict';
import type { LabAccount } from '../../src/lab/account.ts';
import type { PictureView } from '../../src/lab/pictures/pictureView.ts';
import { close, layerOf, pictureIn, tableIn } from './byHand.ts';

/** Compares the rounds that the results show with the log of the newest training job. */
export async function compareRounds(
  view: PictureView,
  { ports: { logs, training } }: LabAccount,
): Promise<void> {
  const [job] = await training.list('cmapss-');
  assert.ok(job);
  const [stream = ''] = await logs.streams('/aws/sagemaker/TrainingJobs', `${job.name}/`);
  const { lines } = await logs.lines('/aws/sagemaker/TrainingJobs', stream);
  const rounds = lines.flatMap(({ message }) => {
    const [, train, validation] =
      /^\[\d+\]#011train-rmse:(\S+)#011validation-rmse:(\S+)$/.exec(message) ?? [];
    return train === undefined ? [] : [[Number(train), Number(validation)] as const];
  });
  assert.equal(rounds.length, 100);
  const picture = pictureIn(view, 'rounds');
  close(
    layerOf(picture, 'Training engines').y,
    rounds.map(([train]) => train),
  );
  close(
    layerOf(picture, 'Validation engines').y,
    rounds.map(([, validation]) => validation),
  );
  const least = Math.min(...rounds.map(([, validation]) => validation));
  const best = rounds.findIndex(([, validation]) => validation === least);
  assert.ok(picture.layers.some(({ label }) => label === `Best validation: round ${best}`));
  const parted = rounds.findIndex(([, validation]) => validation <= least * 1.005);
  assert.equal(
    picture.layers.some(({ label }) => label === `They part: round ${parted}`),
    parted < best,
  );
  const late = pictureIn(view, 'lateRounds');
  const from = Number(/^The same from round (\d+) on$/.exec(late.title)?.[1]);
  close(layerOf(late, 'Training engines').x, rounds.map((_, round) => round).slice(from));
  close(
    layerOf(late, 'Validation engines').y,
    rounds.slice(from).map(([, validation]) => validation),
  );
  const [train, validation] = rounds.at(-1) ?? [];
  const ours = tableIn(view, 'labReferences').rows.filter(([, , model]) => model === 'This model');
  assert.deepEqual(
    ours.slice(0, 2).map(([, , , cycles]) => cycles),
    [train?.toFixed(2), validation?.toFixed(2)],
  );
}

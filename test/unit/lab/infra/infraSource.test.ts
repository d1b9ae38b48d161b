import assert from 'node:assert/strict';
import { createInfraSource } from '../../../../src/lab/infra/infraSource.ts';
import { InfraWork } from '../../../../src/lab/infra/infraWork.ts';
import type { PictureView } from '../../../../src/lab/pictures/pictureView.ts';
import type { Stack } from '../../../../src/lab/ports/stacks.ts';
import { fakeAccount } from '../../../support/fakeAccount.ts';
import { stackIn } from '../../../support/fakeStacks.ts';
import { until } from '../../../support/practiceProcess.ts';

describe('the source of the view of the stack', () => {
  it('drops what a look answers after a later one has', async () => {
    const answers: ((stack: Stack | undefined) => void)[] = [];
    const account = fakeAccount({
      stacks: {
        get: () => new Promise((resolve) => answers.push(resolve)),
        resources: () => Promise.resolve([]),
        template: () => Promise.resolve(''),
      },
    });
    const views: PictureView[] = [];
    const source = createInfraSource({
      work: new InfraWork(),
      context: () => Promise.resolve({ account, event: { stackName: 'lab' } }),
      template: () => Promise.resolve(''),
      deploy: () => Promise.resolve(),
      teardown: () => Promise.resolve(),
      stop: () => undefined,
    });
    const stands = () => views.map(({ sections }) => sections[0]?.note);
    try {
      const first = source.show({}, (view) => views.push(view), new AbortController().signal);
      await until('the first look', () => answers.length === 1);
      const second = source.act?.('refresh');
      await until('the second look', () => answers.length === 2);
      answers[1]?.(stackIn('lab', 'CREATE_COMPLETE'));
      await second;
      assert.deepEqual(stands(), ['lab is CREATE_COMPLETE.']);
      answers[0]?.(stackIn('lab', 'CREATE_IN_PROGRESS'));
      await first;
      assert.deepEqual(stands(), ['lab is CREATE_COMPLETE.']);
    } finally {
      source.dispose?.();
    }
  });
});

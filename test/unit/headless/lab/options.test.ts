import assert from 'node:assert/strict';
import path from 'node:path';
import { readOptions, stagesToRun } from '../../../../src/headless/lab/options.ts';
import { isOptional, stageIds } from '../../../../src/lab/stages.ts';

const lesson = stageIds.filter((id) => !isOptional(id));
const stagesOf = (...args: string[]) => stagesToRun(readOptions(args));

describe('the options of the lab command', () => {
  it('are by default: all stages up to the predictions, on a practice account', () => {
    const options = readOptions([]);
    assert.equal(options.account, 'practice');
    assert.equal(options.pace, 0);
    assert.deepEqual(stagesToRun(options), lesson.slice(0, -1));
  });

  it('choose the stages', () => {
    assert.deepEqual(stagesOf('--until', 'publish'), ['survey', 'publish']);
    assert.deepEqual(stagesOf('--only', 'runEtl'), ['runEtl']);
    assert.deepEqual(stagesOf('--only', 'runetl'), ['runEtl']);
    assert.deepEqual(stagesOf('--clean-up'), lesson);
    assert.deepEqual(stagesOf('--until', 'survey', '--clean-up'), ['survey', 'cleanUp']);
  });

  it('go further only with the stages that are named', () => {
    assert.deepEqual(stagesOf('--only', 'tune'), ['tune']);
    assert.deepEqual(stagesOf('--until', 'trainCapped'), [...lesson.slice(0, -1), 'trainCapped']);
    assert.deepEqual(stagesOf('--again', 'tune'), [...lesson.slice(0, -1), 'tune']);
  });

  it('prepare the job before a workflow runs it', () => {
    const ids = stagesOf('--workflow');
    assert.deepEqual(ids.slice(0, 4), ['survey', 'publish', 'prepareJob', 'crawlSubmissions']);
    assert.deepEqual([...ids].sort(), [...stagesOf()].sort());
  });

  it('make folders absolute', () => {
    const { store, folder, data } = readOptions(['--store', 'a', '--folder', 'b', '--data', 'c']);
    assert.deepEqual(
      [store, folder, data],
      ['a', 'b', 'c'].map((name) => path.resolve(name)),
    );
  });

  for (const [args, message] of [
    [['--nonsense'], /nonsense/],
    [['stray'], /stray/],
    [['--account', 'azure'], /--account is practice or aws/],
    [['--until', 'dance'], /--until is a stage, not 'dance'\. There are survey,/],
    [['--only', 'split', '--until', 'train'], /do not go together/],
    [['--only', 'split', '--again', 'train'], /does not go with it/],
    [['--until', 'split', '--again', 'train'], /does not go with it/],
    [['--workflow', '--only', 'split'], /--only does not go with it/],
    [['--workflow', '--until', 'runEtl'], /--until runEtl does not go with it/],
    [['--pace', 'fast'], /--pace is a number/],
    [['--pace', '-1'], /--pace/],
    [['--data', ''], /--data needs a value/],
    [['--profile', 'p'], /--profile goes with --account aws only/],
    [['--yes'], /--yes goes with --account aws only/],
    [['--account', 'aws', '--store', 'x'], /--store goes with --account practice only/],
    [['--everything'], /--everything goes with --clean-up/],
  ] as const) {
    it(`are refused in words: ${args.join(' ')}`, () => {
      assert.throws(() => readOptions(args), { message });
    });
  }
});

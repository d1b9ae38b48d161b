import assert from 'node:assert/strict';
import { emptyBoard, type Board } from '../../../../src/lab/board/board.ts';
import { explain } from '../../../../src/lab/explain/explain.ts';
import { problemPage, type ProblemFacts } from '../../../../src/lab/report/problemPage.ts';
import { stagePage } from '../../../../src/lab/report/stagePage.ts';
import { stageWords } from '../../../../src/lab/report/stageWords.ts';
import { summaryPage } from '../../../../src/lab/report/summaryPage.ts';
import { StageError, type Stage } from '../../../../src/lab/stage.ts';
import { stageIds, stages } from '../../../../src/lab/stages.ts';

const account = {
  kind: 'practice',
  region: 'us-east-1',
  identity: { account: '123456789012', arn: 'arn:aws:iam::123456789012:user/lab' },
} as const;
const about = { event: 'Spring *course*', data: 'Engine data: train_FD001.txt.', at: new Date(0) };
const train = { trainingJob: 'cmapss-20250131-1401-7f3a9c', trainRmse: 12.345, validationRmse: 13.5 };

describe('the summary', () => {
  it('says what was done, with counts and scores, and leaves out what was not come to', () => {
    const board: Board = {
      ...emptyBoard,
      publish: { state: 'done', text: '', facts: { files: 1, lines: 20631 }, elapsed: 2500 },
      train: { state: 'done', text: '', facts: train },
      deploy: { state: 'notStarted', text: 'No endpoint serves it yet.', fix: 'Deploy.' },
    };
    const page = summaryPage(board, account, about);
    assert.match(page, /^# Spring \\\*course\\\*: summary$/m);
    assert.match(page, /^Practice account 123456789012 in us-east-1\.$/m);
    assert.match(page, /As the account stood on 1970-01-01 at 00:00 UTC/);
    assert.match(page, /^\| Publish Data \| done \| 2\.5 s \| 20,631 lines of 1 file/m);
    assert.match(page, /^\| Deploy Endpoint \| not done \| {2}\| No endpoint serves it yet\. \|$/m);
    assert.match(page, /^\| RMSE validation \| 13\.50 \|$/m);
    assert.doesNotMatch(page, /RMSE test|Scores|Engines/);
  });
});

describe("a stage's page", () => {
  it('tells each stage in words, and what a reset deletes where there is one', () => {
    for (const id of stageIds) {
      const stage: Stage = stages[id];
      assert.match(stagePage(id, emptyBoard[id], 'not looked at yet'), /^# .+\n\n.+\.\n\n.+\.\n/);
      assert.equal(stageWords[id].reset !== undefined, stage.reset !== undefined, id);
    }
  });

  it('gives of a failure what, why, what was changed, what to do, and the original words', () => {
    const failure = {
      kind: 'unknown',
      what: 'The training did not work.',
      why: 'There is no room.',
      changed: 'Nothing was changed.',
      nextAction: 'Wait a while.',
      original: 'CapacityError: insufficient <capacity>',
    } as const;
    const page = stagePage('train', { state: 'failed', text: '', failure, elapsed: 61_000 }, 'failed');
    assert.match(page, /## Now: failed/);
    assert.match(page, /\*\*Why\.\*\* There is no room\./);
    assert.match(page, /\*\*What to do\.\*\* Wait a while\./);
    assert.match(page, /It ran for 1 min 01 s in this window/);
    assert.match(page, /^ {4}CapacityError: insufficient <capacity>$/m);
  });

  it('keeps names from being taken for Markdown', () => {
    const facts = { table: 'a_b_c', columns: 29, partitions: 1 };
    const page = stagePage('crawlSubmissions', { state: 'done', text: '', facts }, 'done');
    assert.match(page, /\| Table \| a\\_b\\_c \|/);
  });
});

describe('a report of a problem', () => {
  const failure = explain(new StageError('No bucket of 123456789012.', 'Make the bucket.'), {
    account: 'aws',
    region: 'us-east-1',
    stage: 'survey',
  });
  const facts: ProblemFacts = {
    versions: [['VS Code', '1.90.0']],
    settings: [['cmapssLab.practice.pace', '0']],
    account: 'profile, us-east-1, open',
    board: {
      ...emptyBoard,
      survey: { state: 'failed', text: failure.what, failure },
    },
    log: [
      '2026-01-01 Reading /home/ada/lab/data as ada',
      'AWS_SECRET_ACCESS_KEY=abcdefghijklmnopqrstuvwxyz0123456789ABCD',
      'arn:aws:iam::123456789012:role/lab and AKIAABCDEFGHIJKLMNOP',
      '```',
    ].join('\n'),
    home: '/home/ada',
    user: 'ada',
  };

  it('has versions, settings, stages, failures and the log', () => {
    const page = problemPage(facts);
    assert.match(page, /^\| VS Code \| 1\.90\.0 \|$/m);
    assert.match(page, /^\| cmapssLab\.practice\.pace \| 0 \|$/m);
    assert.match(page, /^\| See What Is Deployed \| failed \| No bucket of /m);
    assert.match(page, /^\| Train Model \| not looked at yet \|/m);
    assert.equal(page.match(/Make the bucket\./g)?.length, 1);
    assert.match(page, /Reading ~\/lab\/data as user/);
  });

  it('gives no secret away, no account, no home and no name', () => {
    const page = problemPage(facts);
    for (const secret of ['123456789012', 'ABCDEFGHIJKLMNOP', 'abcdefghijklmnop', '/home/ada', ' ada'])
      assert.ok(!page.includes(secret), secret);
  });

  it('keeps the log in its fence', () => {
    assert.equal(problemPage(facts).match(/^```/gm)?.length, 4);
  });

  it('takes a Windows path out however it is written', () => {
    const home = String.raw`C:\Users\ada`;
    const log = String.raw`C:\Users\ada\lab "C:\\Users\\ada\\lab" C:/Users/ada/lab`;
    assert.doesNotMatch(problemPage({ ...facts, home, log }), /Users/);
  });
});

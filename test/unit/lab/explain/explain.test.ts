import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { explain, failureKinds, type Explanation } from '../../../../src/lab/explain/explain.ts';
import { StageError } from '../../../../src/lab/stage.ts';
import { accessCases } from './accessCases.ts';
import { athenaCases } from './athenaCases.ts';
import { glueCases } from './glueCases.ts';
import { sagemakerCases } from './sagemakerCases.ts';
import { stackCases } from './stackCases.ts';
import { aws, onAws, onPractice } from './thrown.ts';

const cases = [...accessCases, ...glueCases, ...athenaCases, ...sagemakerCases, ...stackCases];

const everything = ({ what, why, changed, nextAction }: Explanation) =>
  [what, why, changed, nextAction].join(' ');

describe('an explanation', () => {
  for (const [kind, thrown, says, context = onAws] of cases) {
    const text = (thrown as Error).message;
    it(`of "${text.length > 70 ? `${text.slice(0, 70)}…` : text}" is that of ${kind}`, () => {
      const explanation = explain(thrown, context);
      assert.equal(explanation.kind, kind);
      assert.match(everything(explanation), says);
      assert.ok(explanation.original.includes(text), 'the original words are lost');
    });
  }

  it('there is for every kind of failure', () => {
    assert.deepEqual(
      failureKinds.filter((kind) => !cases.some(([covered]) => covered === kind)),
      [],
    );
  });

  it('consists of whole sentences', () => {
    for (const [, thrown, , context = onAws] of cases) {
      const { what, why, changed, nextAction } = explain(thrown, context);
      for (const sentence of [what, why, changed, nextAction]) {
        assert.match(sentence, /^\S.*[.?!]$/s);
        assert.doesNotMatch(sentence, /undefined|\[object|\bnull\b/);
      }
    }
  });

  it('says what the stage was doing, on what, and what it leaves behind', () => {
    const { what, changed } = explain(aws('AccessDenied', 'Access Denied', 403), {
      ...onAws,
      stage: 'crawlCurated',
      resource: 'cmapss_curated_rul',
    });
    assert.equal(what, 'The second crawl (cmapss_curated_rul) did not work.');
    assert.match(changed, /The data is as it was/);
    assert.match(
      explain(new Error('x'), { account: 'aws', region: 'eu-west-1' }).what,
      /^The request did not work\.$/,
    );
  });

  it("keeps a stage's own sentence and next action when the failure is none of AWS's", () => {
    const explanation = explain(
      new StageError('There is no trained model to deploy.', 'Train the model first.'),
      onAws,
    );
    assert.equal(explanation.what, 'There is no trained model to deploy.');
    assert.equal(explanation.nextAction, 'Train the model first.');
    assert.equal(explanation.kind, 'unknown');
  });

  it('finds the network error below what wraps it', async () => {
    const refused: unknown = await new Promise((resolve) =>
      connect({ port: 1, host: 'localhost' }).on('error', resolve),
    );
    assert.equal(explain(refused, onPractice).kind, 'practiceAccountGone');
    const wrapped = new Error('fetch failed', { cause: new AggregateError([refused]) });
    assert.equal(explain(wrapped, onPractice).kind, 'practiceAccountGone');
  });

  it('takes anything that can be thrown', () => {
    for (const thrown of [
      'text',
      42,
      null,
      undefined,
      {},
      { name: 'AccessDenied' },
      { Code: 'NoSuchKey', message: '' },
    ]) {
      const explanation = explain(thrown, onAws);
      for (const sentence of [
        explanation.what,
        explanation.why,
        explanation.changed,
        explanation.nextAction,
      ]) {
        assert.match(sentence, /[.?!]$/);
      }
    }
    const loop: { cause?: unknown } = {};
    loop.cause = loop;
    assert.equal(explain(loop, onAws).kind, 'unknown');
  });

  it('of an account that went away in the middle says what the stage leaves behind', () => {
    const gone = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
    assert.match(
      explain(gone, { ...onPractice, stage: 'publish' }).changed,
      /^Lines that were acknowledged stay/,
    );
  });

  it('of missing credentials names the profile they were looked for in', () => {
    const missing = aws('CredentialsProviderError', 'Could not load credentials from any providers');
    assert.match(explain(missing, { ...onAws, profile: 'course' }).why, /for the profile course\./);
  });
});

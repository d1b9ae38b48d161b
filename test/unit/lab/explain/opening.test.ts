import assert from 'node:assert/strict';
import { explainOpening, OpeningRefused } from '../../../../src/lab/explain/opening.ts';

describe('an account that could not be opened', () => {
  it('is told with the words of its process, and what to do about a practice account', () => {
    const explained = explainOpening(new Error('The practice account in /x did not start: no space left'), {
      kind: 'practice',
    });
    assert.equal(explained.what, 'The practice account could not be opened.');
    assert.match(explained.why, /no space left/);
    assert.match(explained.nextAction, /delete the practice account/);
  });

  it('is told by where its credentials come from', () => {
    const expired = Object.assign(new Error('The security token included in the request is expired'), {
      name: 'ExpiredToken',
    });
    const what = (choice: Parameters<typeof explainOpening>[1]) => explainOpening(expired, choice).what;
    assert.match(what({ kind: 'pasted', region: 'us-east-1' }), /\(pasted credentials, us-east-1\)/);
    assert.match(
      what({ kind: 'machine', region: 'us-east-1' }),
      /\(this machine's environment or role, us-east-1\)/,
    );
    assert.equal(explainOpening(expired, { kind: 'pasted', region: 'us-east-1' }).kind, 'credentialsExpired');
  });

  it('is told in its own words when nobody was asked', () => {
    const { why, nextAction, changed } = explainOpening(new OpeningRefused('Not trusted.', 'Trust it.'), {
      kind: 'practice',
    });
    assert.deepEqual([why, nextAction, changed], ['Not trusted.', 'Trust it.', 'Nothing was changed.']);
    const over = new OpeningRefused('Their time is over.', 'Copy new ones.', 'credentialsExpired');
    assert.equal(explainOpening(over, { kind: 'pasted', region: 'us-east-1' }).kind, 'credentialsExpired');
  });
});

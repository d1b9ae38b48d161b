import assert from 'node:assert/strict';
import { clientVariables, practiceVariables } from '../../../../src/accounts/clientVariables.ts';
import { replacements, stopping, terminalVariables } from '../../../../src/ui/terminal/terminalVariables.ts';

const practice = practiceVariables({
  endpoint: 'http://127.0.0.1:20000',
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIAPRACTICE00000000', secretAccessKey: 'secret' },
});
const credentials = { accessKeyId: 'ASIAEVENT00000000000', secretAccessKey: 'secret', sessionToken: 'token' };

describe("a terminal's variables", () => {
  it("are the practice account's, for an AWS CLI that knows its address or where there is none", () => {
    for (const cli of [[2, 15, 0] as const, [1, 29, 0] as const, undefined]) {
      assert.deepEqual(terminalVariables({ kind: 'practice' }, practice, cli), {
        own: practice,
        others: practice,
        tooOld: undefined,
      });
    }
  });

  it('stop an AWS CLI that is too old for the practice account before it sends anything, and hold no key', () => {
    const { own, others, tooOld } = terminalVariables({ kind: 'practice' }, practice, [2, 12, 7]);
    assert.deepEqual(tooOld, [2, 12, 7]);
    for (const variables of [own, others]) {
      assert.equal(variables['AWS_PROFILE'], stopping.tooOld);
      assert.equal(variables['AWS_ACCESS_KEY_ID'], undefined);
      assert.equal(variables['AWS_SECRET_ACCESS_KEY'], undefined);
    }
  });

  it('do not mind the version on AWS', async () => {
    const choice = { kind: 'profile', profile: 'event', region: 'eu-west-1' } as const;
    const variables = (await clientVariables(choice, {}))!;
    assert.equal(terminalVariables(choice, variables, [1, 18, 0]).tooOld, undefined);
    assert.equal(variables['AWS_PROFILE'], 'event');
    assert.equal(variables['AWS_REGION'], 'eu-west-1');
    assert.ok('AWS_ACCESS_KEY_ID' in variables && variables['AWS_ACCESS_KEY_ID'] === undefined);
    assert.ok('AWS_ENDPOINT_URL' in variables && variables['AWS_ENDPOINT_URL'] === undefined);
  });

  it('hold pasted keys only where the editor does not keep them', async () => {
    const choice = { kind: 'pasted', region: 'us-west-2' } as const;
    assert.equal(await clientVariables(choice, {}), undefined);
    const { own, others } = terminalVariables(
      choice,
      (await clientVariables(choice, { credentials }))!,
      undefined,
    );
    assert.equal(own['AWS_SESSION_TOKEN'], 'token');
    assert.equal(own['AWS_PROFILE'], undefined);
    assert.equal(own['AWS_REGION'], 'us-west-2');
    assert.equal(others['AWS_PROFILE'], stopping.pasted);
    assert.doesNotMatch(JSON.stringify(others), /secret|token"/);
  });

  it('leave the keys of the environment to the choice of them', async () => {
    const variables = (await clientVariables({ kind: 'machine', region: 'us-east-2' }, {}))!;
    assert.equal(variables['AWS_DEFAULT_REGION'], 'us-east-2');
    assert.ok(!('AWS_ACCESS_KEY_ID' in variables));
    assert.ok('AWS_PROFILE' in variables);
  });

  it('empty what is inherited and shall not be, but never a profile, which AWS clients would look for', () => {
    const inherited = {
      AWS_SESSION_TOKEN: 'old',
      AWS_ENDPOINT_URL_S3: 'http://old',
      AWS_PROFILE: 'old',
      PATH: '/bin',
    };
    const set = Object.fromEntries(replacements(practice, inherited));
    assert.equal(set['AWS_SESSION_TOKEN'], '');
    assert.equal(set['AWS_ENDPOINT_URL_S3'], '');
    assert.equal(set['AWS_ACCESS_KEY_ID'], 'AKIAPRACTICE00000000');
    for (const name of ['AWS_PROFILE', 'AWS_SECURITY_TOKEN', 'PATH']) assert.ok(!(name in set), name);
  });
});

import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  findAwsCli,
  knowsEndpointUrl,
  readCliVersion,
  ssoLoginArguments,
} from '../../../../src/ui/terminal/awsCli.ts';

describe('the AWS CLI of a machine', () => {
  it('tells its version in the words of either line', () => {
    assert.deepEqual(
      readCliVersion('aws-cli/2.15.30 Python/3.11.8 Linux/6.1 exe/x86_64.ubuntu.22'),
      [2, 15, 30],
    );
    assert.deepEqual(readCliVersion('aws-cli/1.45.11 Python/3.11.7 botocore/1.43.11\n'), [1, 45, 11]);
    assert.equal(readCliVersion('bash: aws: command not found'), undefined);
  });

  it('knows the practice account by its address from 1.29 and 2.13 on', () => {
    const knows = (version: string) => knowsEndpointUrl(readCliVersion(`aws-cli/${version}`)!);
    for (const version of ['1.29.0', '1.45.11', '2.13.0', '2.31.2', '3.0.0'])
      assert.ok(knows(version), version);
    for (const version of ['1.28.9', '1.9.0', '2.12.7', '2.0.0']) assert.ok(!knows(version), version);
  });

  it('signs in without a browser of its own only where it has to be told so', () => {
    const login = ['sso', 'login', '--profile', 'a b'];
    assert.deepEqual(ssoLoginArguments([2, 31, 0], 'a b', false), login);
    assert.deepEqual(ssoLoginArguments([2, 31, 0], 'a b', true), [...login, '--use-device-code']);
    assert.deepEqual(ssoLoginArguments([2, 21, 9], 'a b', true), login);
    assert.equal(ssoLoginArguments([1, 45, 0], 'a b', false), undefined);
  });

  it('is looked for where programs are, and may not be there', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = mkdtempSync(path.join(os.tmpdir(), 'aws-cli-'));
    try {
      assert.equal(await findAwsCli({ PATH: folder }), undefined);
      const program = path.join(folder, 'aws');
      writeFileSync(program, '#!/bin/sh\necho aws-cli/1.18.69 Python/2.7 >&2\n');
      chmodSync(program, 0o755);
      assert.deepEqual(await findAwsCli({ PATH: `.:${folder}` }), { program, version: [1, 18, 69] });
      writeFileSync(program, '#!/bin/sh\nexit 1\n');
      assert.equal(await findAwsCli({ PATH: folder }), undefined);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

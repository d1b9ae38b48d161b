import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { refereePython } from './refereePython.ts';

/** Regions of AWS's oldest, of Europe, and with the longest name: types and properties differ from one to the next. */
const regions = ['us-east-1', 'eu-central-1', 'ap-northeast-1'];

describe('cfn-lint', function () {
  this.timeout(120_000);

  it("finds nothing in the lab's template to complain of", function () {
    const linter = path.join(path.dirname(refereePython(this)), 'cfn-lint');
    if (!existsSync(linter)) {
      process.stdout.write('    skipped: cfn-lint is not in this venv (test/referees/requirements.txt)\n');
      this.skip();
    }
    const { status, stdout, stderr } = spawnSync(linter, ['--regions', ...regions, '--', 'infra/lab.yaml'], {
      encoding: 'utf8',
    });
    assert.equal(`${stdout}${stderr}`, '');
    assert.equal(status, 0);
  });
});

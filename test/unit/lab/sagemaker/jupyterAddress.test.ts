import assert from 'node:assert/strict';
import { jupyterLabAddress } from '../../../../src/lab/sagemaker/jupyterAddress.ts';

describe("The address of a notebook instance's JupyterLab", () => {
  it('is the one that SageMaker gave, with its token as it is, in the view of JupyterLab', () => {
    const given = 'https://lab-abcd.notebook.us-east-1.sagemaker.aws?authToken=a%2Bb%3D';
    assert.equal(jupyterLabAddress(given), `${given}&view=lab`);
  });

  it("is none where it is not AWS's own, or not encrypted", () => {
    for (const given of [
      'http://lab.notebook.us-east-1.sagemaker.aws?authToken=x',
      'https://sagemaker.aws.example.com?authToken=x',
      'https://lab.notsagemaker.aws?authToken=x',
      'https://user@example.com/.sagemaker.aws',
      'file:///etc/passwd',
      'vscode://lab.sagemaker.aws',
      'command:cmapssLab.cleanUp',
      '',
    ]) {
      assert.equal(jupyterLabAddress(given), undefined, given);
    }
  });
});

import assert from 'node:assert/strict';
import { stackEditor } from '../../../../src/lab/infra/stackEditor.ts';
import type { StackStatus } from '../../../../src/lab/ports/stacks.ts';
import { stackIn } from '../../../support/fakeStacks.ts';

const editorOf = (status: StackStatus, EditorEnvironment = 'code-server') =>
  stackEditor({ ...stackIn('lab', status), parameters: { EditorEnvironment } });

describe('the editor that a stack has', () => {
  it('is the one that it was deployed with', () => {
    assert.equal(editorOf('CREATE_COMPLETE'), 'code-server');
    assert.equal(editorOf('UPDATE_IN_PROGRESS', 'cloud9'), 'cloud9');
    assert.equal(editorOf('UPDATE_ROLLBACK_COMPLETE', 'none'), 'none');
  });

  it('is none that deploying could keep where the stack will be made anew', () => {
    assert.equal(stackEditor(undefined), undefined);
    for (const status of ['ROLLBACK_COMPLETE', 'DELETE_FAILED', 'DELETE_IN_PROGRESS'] as const)
      assert.equal(editorOf(status), undefined, status);
  });

  it('is not known of a stack that somebody made from another template', () => {
    assert.equal(stackEditor(stackIn('lab', 'CREATE_COMPLETE')), undefined);
    assert.equal(editorOf('CREATE_COMPLETE', 'vim'), undefined);
  });
});

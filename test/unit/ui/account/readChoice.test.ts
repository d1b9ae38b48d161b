import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { readAskedChoice, readChoice } from '../../../../src/ui/account/readChoice.ts';
import { RememberedChoice } from '../../../../src/ui/account/rememberedChoice.ts';

describe('an account that a keybinding or task chooses', () => {
  it('is taken with or without its region', () => {
    for (const choice of [
      { kind: 'practice' },
      { kind: 'profile', profile: 'event' },
      { kind: 'profile', profile: 'event', region: 'us-gov-west-1' },
      { kind: 'machine', region: 'eu-central-1' },
      { kind: 'pasted' },
    ]) {
      assert.deepEqual(readAskedChoice({ ...choice, secretAccessKey: 'x' }), choice);
    }
  });

  it('is asked for when the argument is none, as a menu passes one', () => {
    for (const none of [undefined, null, 'practice', 3, {}, ['practice']]) {
      assert.equal(readAskedChoice(none), undefined);
    }
  });

  it('is refused in a sentence when it cannot be meant', () => {
    assert.throws(
      () => readAskedChoice({ kind: 'Practice' }),
      /'kind' is practice, profile, machine or pasted/,
    );
    assert.throws(() => readAskedChoice({ kind: 'profile' }), /names its 'profile'/);
    assert.throws(() => readAskedChoice({ kind: 'profile', profile: 7 }), /names its 'profile'/);
    assert.throws(() => readAskedChoice({ kind: 'machine', region: 'http://x' }), /such as us-east-1/);
  });
});

describe('the choice that a workspace remembers', () => {
  const mementoOf = (values: Record<string, unknown>): Memento => ({
    keys: () => Object.keys(values),
    get: (key: string) => values[key] as undefined,
    update: (key: string, value: unknown) => {
      values[key] = value;
      return Promise.resolve();
    },
  });

  it('is the practice account until another one is chosen', async () => {
    const values: Record<string, unknown> = {};
    const remembered = new RememberedChoice(mementoOf(values));
    assert.deepEqual(remembered.get(), { kind: 'practice' });
    const choice = { kind: 'profile', profile: 'event', region: 'us-east-1' } as const;
    await remembered.set(choice);
    assert.deepEqual(new RememberedChoice(mementoOf(values)).get(), choice);
  });

  it('is the practice account where something else was written there', () => {
    for (const damaged of [
      7,
      'aws',
      { kind: 'root' },
      { kind: 'profile', profile: 'event' },
      { kind: 'pasted' },
    ]) {
      assert.deepEqual(new RememberedChoice(mementoOf({ accountChoice: damaged })).get(), {
        kind: 'practice',
      });
      assert.equal(readChoice(damaged), undefined);
    }
  });
});

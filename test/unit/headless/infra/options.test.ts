import assert from 'node:assert/strict';
import path from 'node:path';
import { readOptions } from '../../../../src/headless/infra/options.ts';
import { usage } from '../../../../src/headless/infra/usage.ts';
import { subcommands } from '../../../../src/headless/infra/subcommands.ts';
import { parameterNames } from '../../../../src/lab/infra/labStack.ts';
import { template } from '../../../support/labTemplate.ts';

describe('the options of npm run infra', () => {
  it('are a practice account and the stack cmapss-lab where nothing else is said', () => {
    const options = readOptions(['status']);
    assert.equal(options.subcommand, 'status');
    assert.equal(options.account, 'practice');
    assert.equal(options.stackName, undefined);
    assert.deepEqual(options.parameters, {});
  });

  it("become the template's parameters, only those that were given", () => {
    const { parameters } = readOptions([
      'deploy',
      '--editor',
      'code-server',
      '--notebook',
      'no',
      '--budget-email',
      '',
      '--budget',
      '35',
    ]);
    assert.deepEqual(parameters, {
      EditorEnvironment: 'code-server',
      NotebookInstance: 'no',
      BudgetEmail: '',
      MonthlyBudget: '35',
    });
    assert.deepEqual(Object.values(parameterNames).sort(), Object.keys(template.Parameters).sort());
  });

  it('name files and folders from where the command was started', () => {
    const { store, vsix } = readOptions(['deploy', '--store', 'a', '--vsix', 'b.vsix']);
    assert.deepEqual([store, vsix], [path.resolve('a'), path.resolve('b.vsix')]);
  });

  it('name resources that may stay', () => {
    assert.deepEqual(readOptions(['teardown', '--retain', 'Vpc, Subnet']).retain, ['Vpc', 'Subnet']);
  });

  const wrong: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [[], /^Say what to do: deploy, .* or \w+\.$/],
    [['launch'], /^There is no 'launch': say deploy, /],
    [['deploy', 'now'], /^'now' does not belong to deploy\.$/],
    [['deploy', '--account', 'azure'], /^--account is practice or aws, not 'azure'\.$/],
    [['deploy', '--account', 'aws', '--store', 'x'], /^--store goes with --account practice only\.$/],
    [['status', '--profile', 'x'], /^--profile goes with --account aws only\.$/],
    [['deploy', '--editor', 'vim'], /^--editor is none or code-server or cloud9, not 'vim'\.$/],
    [['deploy', '--budget', 'much'], /^--budget is a number, 1 or more, not 'much'\.$/],
    [['deploy', '--budget-email', 'me'], /^--budget-email is an address such as .*, not 'me'\.$/],
    [['status', '--vsix', 'x'], /^--vsix goes with deploy only\.$/],
    [['deploy', '--yes'], /^--yes goes with teardown only\.$/],
    [['deploy', '--stack-name', ''], /^--stack-name needs a value\.$/],
    [['deploy', '--stack-name', 'my lab'], /letters, digits and hyphens.*'my lab' is not one/],
    [['deploy', '--stack-name', 'a'.repeat(25)], /24 characters long at most/],
  ];
  for (const [args, says] of wrong) {
    it(`say in one sentence what is wrong with: ${args.join(' ') || 'nothing'}`, () => {
      assert.throws(() => readOptions(args), { message: says });
    });
  }

  it('are all in the usage, as are the subcommands', () => {
    for (const name of Object.keys(subcommands)) assert.match(usage, new RegExp(`^  ${name} `, 'm'));
    for (const name of ['stack-name', 'retain', 'vsix', 'budget-email', 'pace', 'json'])
      assert.ok(usage.includes(`--${name}`), name);
    assert.equal(readOptions(['--help']).help, true);
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commandIds } from '../../src/ids.ts';
import { stages } from '../../src/lab/stages.ts';

interface Manifest {
  contributes: { commands: { command: string; category: string }[] };
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  engines: Record<string, string>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const titles = Object.entries(JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>)
  .filter(([key]) => key.startsWith('command.'))
  .map(([, title]) => title);

describe('package.json', () => {
  it('contributes exactly the commands of ids.ts, all in one category', () => {
    const contributed = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual(contributed.sort(), Object.values(commandIds).sort());
    for (const { command, category } of manifest.contributes.commands)
      assert.equal(category, 'CMAPSS Lab', command);
  });

  it('calls a stage as the command that runs it', () => {
    for (const { title } of Object.values(stages)) assert.ok(titles.includes(title), title);
  });

  it('pins every package exactly', () => {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name);
    }
  });

  it('types VS Code by the lowest version it runs on', () => {
    assert.equal(manifest.engines['vscode'], `^${manifest.devDependencies['@types/vscode']}`);
  });

  it('locks packages without the address of a registry', () => {
    assert.doesNotMatch(readFileSync('package-lock.json', 'utf8'), /"resolved"/);
  });
});

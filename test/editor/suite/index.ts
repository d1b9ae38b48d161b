import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/**
 * VS Code calls this inside its extension host: runs every test file that was bundled beside this one, has the reporter
 * EDITOR_TEST_REPORTER write the counts to EDITOR_TEST_REPORT, and rejects when a test failed. EDITOR_TEST_GREP picks
 * tests by name.
 */
export async function run(): Promise<void> {
  const { EDITOR_TEST_GREP: grep, EDITOR_TEST_REPORTER: reporter, EDITOR_TEST_REPORT: report } = process.env;
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    color: true,
    ...(reporter ? { reporter, reporterOptions: { report } } : {}),
    ...(grep ? { grep } : {}),
  });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.test.cjs')) mocha.addFile(path.join(__dirname, file));
  }
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => {
      if (failures) reject(new Error(`${failures} editor tests failed`));
      else resolve();
    });
  });
}

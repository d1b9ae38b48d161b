import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/**
 * VS Code calls this inside its extension host: runs every test file that was bundled beside this one, writes the
 * counts to EDITOR_TEST_REPORT, and rejects when a test failed. EDITOR_TEST_GREP picks tests by name.
 */
export async function run(): Promise<void> {
  const grep = process.env['EDITOR_TEST_GREP'];
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, color: true, ...(grep ? { grep } : {}) });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.test.cjs')) mocha.addFile(path.join(__dirname, file));
  }
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      const report = process.env['EDITOR_TEST_REPORT'];
      if (report)
        writeFileSync(report, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
      if (failures) reject(new Error(`${failures} editor tests failed`));
      else resolve();
    });
  });
}

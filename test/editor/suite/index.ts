import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** VS Code calls this inside its extension host; it rejects when a test failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, color: true });
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, 'suite', mocha);
  await import('./activation.test.ts');
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

// Mocha's spec reporter that also writes its counts, and what failed why, to the file named by
// `--reporter-option report=FILE`.
const { writeFileSync } = require('node:fs');
const mocha = require('mocha');

// `require('mocha')` is a namespace on some Nodes and the class itself on others.
const { reporters, Runner } = mocha.default ?? mocha;

module.exports = class CountingSpec extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const failures = [];
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) => {
      failures.push({ title: test.fullTitle(), message: String(error?.message ?? error) });
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures: failed, pending } = this.stats;
      writeFileSync(
        options.reporterOptions.report,
        JSON.stringify({ passed: passes, failed, skipped: pending, failures }),
      );
    });
  }
};

import { readFileSync } from 'node:fs';

/** Counts of no test at all; `failures` are {title, message} of each that failed. */
export const noCounts = () => ({ passed: 0, failed: 0, skipped: 0, failures: [] });

/**
 * The counts that a Mocha left in a file; none when it ended before that. A Mocha that ended badly without counting a
 * failure (a file that does not load, a crash) is one.
 */
export function countsIn(report, endedWell) {
  let counts = noCounts();
  try {
    counts = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    // It wrote none.
  }
  if (endedWell || counts.failed) return counts;
  return withFailure(counts, 'the run itself', 'it ended badly; what it printed says more');
}

/** Counts with one failure more. */
export function withFailure(counts, title, message) {
  return { ...counts, failed: counts.failed + 1, failures: [...counts.failures, { title, message }] };
}

/** The sum of two counts; `place`, if given, is put before the names of the failures of the second. */
export function sum(one, other, place) {
  const named = other.failures.map((each) => ({
    ...each,
    title: place === undefined ? each.title : `${place}: ${each.title}`,
  }));
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    failures: [...one.failures, ...named],
  };
}

import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The Python that has the referees (test/referees/requirements.txt): the one CMAPSS_REFEREES names, else the venv at
 * .venv/referees. Where there is none the test says so and counts as skipped.
 */
export function refereePython(test: Mocha.Context): string {
  const python = process.env['CMAPSS_REFEREES'] ?? path.resolve('.venv/referees/bin/python');
  if (existsSync(python)) return python;
  process.stdout.write(
    '    skipped: not installed (the Python referees of test/referees/requirements.txt)\n',
  );
  return test.skip();
}

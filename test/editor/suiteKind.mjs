// The extension-host kind: Mocha inside VS Code, on one host.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { countsIn } from '../counts.mjs';
import { installExtension } from './host/codeServer.mjs';
import { makeProfile, profileEnv } from './host/profile.mjs';

const here = import.meta.dirname ?? '';
const sources = path.join(here, 'suite');
/** Of this process alone, since several may run beside each other. */
const bundles = path.resolve(`out/editor/suite-${process.pid}`);

/** Bundles the runner and every test file of the suite, each by itself; the bundles go when this process ends. */
export async function bundleSuite() {
  process.once('exit', () => rmSync(bundles, { recursive: true, force: true }));
  const files = readdirSync(sources, { recursive: true }).filter((file) => file.endsWith('.test.ts'));
  await build({
    entryPoints: ['index.ts', ...files].map((file) => path.join(sources, file)),
    outbase: sources,
    outdir: bundles,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

/**
 * Runs the bundled suite in VS Code and answers its counts. With `vsix` that file is installed and tested; without,
 * the checkout is. `executable` is a desktop VS Code to use instead of the host.
 */
export async function runSuite({ host, vsix, grep, executable }) {
  const profile = makeProfile();
  const report = path.join(profile.root, 'report.json');
  const env = profileEnv(profile);
  const places = ['--user-data-dir', profile.userData, '--extensions-dir', profile.extensions];
  try {
    if (vsix && executable) execFileSync(executable, [...places, '--install-extension', vsix, '--force']);
    else if (vsix) installExtension(host, profile, vsix, env);
    // What runTests starts inherits this process's environment, less what is undefined here.
    const unset = Object.fromEntries(Object.keys(process.env).map((name) => [name, undefined]));
    await runTests({
      vscodeExecutablePath: executable ?? path.join(here, 'host/vscodeExecutable.mjs'),
      launchArgs: [profile.lab, ...places],
      extensionDevelopmentPath: vsix ? path.join(here, 'runner') : path.resolve('.'),
      extensionTestsPath: path.join(bundles, 'index.cjs'),
      extensionTestsEnv: {
        ...unset,
        ...env,
        EDITOR_TEST_HOST: host.name,
        EDITOR_TEST_REPORTER: path.resolve('test/reporter.cjs'),
        EDITOR_TEST_REPORT: report,
        ...(grep ? { EDITOR_TEST_GREP: grep } : {}),
      },
    });
    return countsIn(report, true);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return countsIn(report, false);
  } finally {
    await profile.remove();
  }
}

import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { installExtension } from '../editor/host/codeServer.mjs';
import { hosts, whyMissing } from '../editor/host/hosts.mjs';
import { makeProfile, profileEnv } from '../editor/host/profile.mjs';
import type { Activation } from './activationProbe.ts';

/** Medians of `starts` starts of VS Code with the packaged extension. */
export interface ActivationTimes extends Activation {
  /** The VS Code that was measured. */
  readonly vscode: string;
  readonly starts: number;
  /** Bytes of the .vsix. */
  readonly packageBytes: number;
}

/**
 * Packages the extension and starts real VS Code with it, each time with a new extension host.
 * @param scratch a folder for what is made on the way.
 * @returns why not, where there is no VS Code.
 */
export async function activationTimes(scratch: string, starts: number): Promise<ActivationTimes | string> {
  const host = hosts.current;
  const { name, vscode } = host as { name: string; vscode: string };
  const missing = whyMissing(host);
  if (missing !== undefined) return missing;
  const packaged = execFileSync(process.execPath, ['package.mjs', '--out', scratch], { encoding: 'utf8' });
  const vsix = packaged.trim().split('\n').at(-1) ?? '';
  const probe = path.join(scratch, 'activationProbe.cjs');
  await build({
    entryPoints: ['test/bench/activationProbe.ts'],
    outfile: probe,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  const profile = makeProfile();
  try {
    const env = profileEnv(profile);
    installExtension(host, profile, vsix, env);
    const measured: Activation[] = [];
    for (let start = 0; start < starts; start += 1) {
      const report = path.join(profile.root, `activation-${start}.json`);
      const options = {
        'user-data-dir': profile.userData,
        'extensions-dir': profile.extensions,
        extensionDevelopmentPath: path.resolve('test/editor/runner'),
        extensionTestsPath: probe,
      };
      execFileSync(
        process.execPath,
        [
          path.resolve('test/editor/host/vscodeExecutable.mjs'),
          profile.lab,
          ...Object.entries(options).map(([option, value]) => `--${option}=${value}`),
        ],
        {
          env: { ...env, EDITOR_TEST_HOST: name, EDITOR_TEST_REPORT: report },
          stdio: ['ignore', 'ignore', 'inherit'],
        },
      );
      measured.push(JSON.parse(readFileSync(report, 'utf8')) as Activation);
    }
    const median = (figure: keyof Activation) =>
      measured.map((each) => each[figure]).sort((a, b) => a - b)[Math.floor(starts / 2)] ?? NaN;
    return {
      load: median('load'),
      call: median('call'),
      files: median('files'),
      bytes: median('bytes'),
      vscode,
      starts,
      packageBytes: statSync(vsix).size,
    };
  } finally {
    await profile.remove();
  }
}

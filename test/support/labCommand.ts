import { spawn } from 'node:child_process';
import path from 'node:path';

/** How a run of the lab command ended. */
export interface LabRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built lab command, its output piped; `onOutput` sees all of stdout so far and may end the run. */
export function runLabCommand(
  args: readonly string[],
  onOutput?: (stdout: string, interrupt: () => void) => void,
  env?: NodeJS.ProcessEnv,
): Promise<LabRun> {
  return runProgram('lab.mjs', args, onOutput, env);
}

/** Runs a built program in the same way. */
export function runProgram(
  program: string,
  args: readonly string[],
  onOutput: (stdout: string, interrupt: () => void) => void = () => undefined,
  env: NodeJS.ProcessEnv = {},
): Promise<LabRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.resolve('dist', program), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      onOutput(stdout, () => void child.kill('SIGINT'));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The document that a run with `--json` prints, as far as the tests look at it. */
export interface LabDocument {
  readonly stages: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly ran?: boolean;
    readonly reason?: string;
    readonly facts?: Readonly<Record<string, unknown>>;
  }[];
  readonly rows: number;
  readonly split: { readonly train: number; readonly validation: number };
  readonly rmse: {
    readonly train: number;
    readonly validation: number;
    readonly testAllRows: number;
    readonly testLastCycle: Readonly<Record<string, number>>;
  };
  readonly nasaScore: Readonly<Record<string, number>>;
}

/** Runs the lab with `--json` and reads its document. Throws with all output when there is none. */
export async function runLabDocument(
  args: readonly string[],
): Promise<LabDocument & { code: number | null }> {
  const { code, stdout, stderr } = await runLabCommand([...args, '--json']);
  try {
    return { ...(JSON.parse(stdout) as LabDocument), code };
  } catch (cause) {
    throw new Error(`no document, exit code ${code}:\n${stdout}\n${stderr}`, { cause });
  }
}

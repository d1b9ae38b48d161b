import assert from 'node:assert/strict';
import path from 'node:path';
import type { StageId } from '../../../src/lab/facts.ts';
import { runLabCommand } from '../../support/labCommand.ts';
import { profileEnv, type makeProfile } from '../host/profile.mjs';

/** Does the lab in a profile's lab folder and practice account, as somebody did in a terminal, up to this stage. */
export async function labDone(profile: ReturnType<typeof makeProfile>, until: StageId): Promise<void> {
  const places = [
    '--store',
    profile.store,
    '--folder',
    profile.lab,
    '--data',
    path.join(profile.lab, 'data'),
  ];
  const { code, stderr } = await runLabCommand([...places, '--until', until], undefined, profileEnv(profile));
  assert.equal(code, 0, stderr);
}

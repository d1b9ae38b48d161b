import { readdir } from 'node:fs/promises';
import { writeFleet, type FleetFiles, type FleetOptions } from '../../lab/fleet/writeFleet.ts';
import { DataError } from '../../lab/dataset/nasa/dataError.ts';

/**
 * Writes a fleet of simulated engines into a folder that is empty or not there.
 * @throws DataError for a folder with files in it: none of them is overwritten.
 */
export async function simulate({ to, ...options }: { to: string } & FleetOptions): Promise<FleetFiles> {
  const there = await readdir(to).catch(() => []);
  if (there.length) throw new DataError(`${to} is not empty; name another folder for the simulated engines.`);
  return writeFleet(to, options);
}

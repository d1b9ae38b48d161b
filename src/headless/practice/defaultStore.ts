import path from 'node:path';
import { programFolder } from '../folders/programFolder.ts';

/** Folder of the practice account that a user's terminals share. */
export function defaultStore(...where: Parameters<typeof programFolder>): string {
  return path.join(programFolder(...where), 'practice');
}

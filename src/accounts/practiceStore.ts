import path from 'node:path';
import { programFolder } from './programFolder.ts';

/** Folder of the practice account that a user's terminals share. */
export function practiceStore(...where: Parameters<typeof programFolder>): string {
  return path.join(programFolder(...where), 'practice');
}

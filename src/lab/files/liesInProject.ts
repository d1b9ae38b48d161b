import path from 'node:path';

/** Whether a folder is the project's own, or lies among the files that it ships: nothing is to be patched there. */
export function liesInProject(project: string, folder: string): boolean {
  const [first] = path.relative(project, folder).split(path.sep);
  return first === '' || first === 'glue' || first === 'sql' || first === 'notebooks';
}

import type { Editor } from '../editor.ts';
import { bucketsTree } from './buckets/bucketsTree.ts';
import { createAccountTree } from './createAccountTree.ts';
import { endpointsTree } from './endpoints/endpointsTree.ts';
import { createLabTree } from './lab/labTree.ts';
import { crawlersTree } from './crawlers/crawlersTree.ts';
import { jobsTree } from './jobs/jobsTree.ts';

/** Puts a tree in each view of the activity bar. */
export function registerTrees(editor: Editor): void {
  const { trees } = editor;
  trees.add('lab', createLabTree(editor));
  trees.add('buckets', createAccountTree(editor, bucketsTree(editor)));
  trees.add('crawlers', createAccountTree(editor, crawlersTree(editor)));
  trees.add('jobs', createAccountTree(editor, jobsTree(editor)));
  trees.add('endpoints', createAccountTree(editor, endpointsTree));
}

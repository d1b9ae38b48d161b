import * as vscode from 'vscode';
import { labBuckets } from '../../../lab/survey/labBuckets.ts';
import type { Editor } from '../../editor.ts';
import type { TreeContents } from '../tree.ts';
import { bucketLook, missingBucketLook, objectLook, prefixLook } from './bucketLooks.ts';
import { bucketNode, type BucketTreeNode } from './bucketNodes.ts';

/** The lab's buckets by role; below each what lies in it, a thousand rows of a level at a time. */
export function bucketsTree({ lab }: Pick<Editor, 'lab'>): TreeContents<BucketTreeNode> {
  return {
    view: 'buckets',
    stages: [
      'publish',
      'prepareJob',
      'runEtl',
      'split',
      'train',
      'predict',
      'tune',
      'trainCapped',
      'cleanUp',
    ],
    roots: async ({ ports: { buckets } }, signal) => {
      const [event, all] = await Promise.all([lab.event(), buckets.list(signal)]);
      const found = labBuckets(
        event,
        all.map(({ name }) => name),
      );
      return found.flatMap(({ role, names, patterns }): BucketTreeNode[] =>
        names.length
          ? names.map((name) => bucketNode(buckets, role, name))
          : [{ kind: 'missingBucket', id: role, role, patterns }],
      );
    },
    render: { bucket: bucketLook, missingBucket: missingBucketLook, prefix: prefixLook, object: objectLook },
    empty: { text: vscode.l10n.t('No bucket') },
  };
}

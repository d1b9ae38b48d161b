import * as vscode from 'vscode';
import { commandIds } from '../../../ids.ts';
import { matchesPattern } from '../../../lab/event/patterns.ts';
import type { LabEvent } from '../../../lab/event.ts';
import type { StageId } from '../../../lab/facts.ts';
import type { Editor } from '../../editor.ts';
import { factLook } from '../factLook.ts';
import type { FactNode } from '../factNode.ts';
import type { TreeContents } from '../tree.ts';
import { askedPage } from '../treeNode.ts';
import type { ColumnNode } from './columnNode.ts';
import { crawlerLook, databaseLook } from './crawlerLooks.ts';
import { crawlerNode, type CrawlerNode } from './crawlerNode.ts';
import type { DatabaseNode } from './databaseNode.ts';
import type { PartitionNode, PartitionsNode } from './partitionsNode.ts';
import { columnLook, partitionLook, partitionsLook, tableLook } from './tableLooks.ts';
import type { TableNode } from './tableNode.ts';

type Node = CrawlerNode | DatabaseNode | TableNode | ColumnNode | PartitionsNode | PartitionNode | FactNode;

/** Every crawler of the account, the lab's first; below each what it made of the data. */
export function crawlersTree({ lab }: Pick<Editor, 'lab'>): TreeContents<Node> {
  return {
    view: 'crawlers',
    stages: ['crawlSubmissions', 'crawlCurated', 'split', 'trainCapped', 'cleanUp'],
    roots: async (account, signal) => {
      const { crawlers } = account.ports;
      const [event, names] = await Promise.all([lab.event(), crawlers.list(signal)]);
      const known = names.map((name) => ({ name, stage: stageOf(event, name) }));
      const inOrder = labCrawlers.flatMap((stage) => known.filter((crawler) => crawler.stage === stage));
      return askedPage(
        inOrder,
        async ({ name, stage }, own) => crawlerNode(account, await crawlers.get(name, own), stage),
        signal,
      );
    },
    render: {
      crawler: crawlerLook,
      database: databaseLook,
      table: tableLook,
      column: columnLook,
      partitions: partitionsLook,
      partition: partitionLook,
      fact: factLook,
    },
    empty: {
      text: vscode.l10n.t('No crawler in this region'),
      action: { command: commandIds.chooseAccount, title: vscode.l10n.t('Choose Account') },
    },
  };
}

/** The lab's crawlers in the order in which it runs them, then those of others. */
const labCrawlers = ['crawlSubmissions', 'crawlCurated', undefined] as const;

function stageOf({ patterns }: LabEvent, crawler: string): StageId | undefined {
  if (matchesPattern(patterns.submissionsCrawler, crawler)) return 'crawlSubmissions';
  return matchesPattern(patterns.curatedCrawler, crawler) ? 'crawlCurated' : undefined;
}

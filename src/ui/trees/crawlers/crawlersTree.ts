import * as vscode from 'vscode';
import { commandIds } from '../../../ids.ts';
import type { TreeContents } from '../tree.ts';
import { crawlerLook } from './crawlerLook.ts';
import { crawlerNode, type CrawlerNode } from './crawlerNode.ts';

/** Every crawler of the account; below each what it made of the data. */
export const crawlersTree: TreeContents<CrawlerNode> = {
  view: 'crawlers',
  roots: async ({ ports }, signal) => {
    const names = await ports.crawlers.list(signal);
    const crawlers = await Promise.all(names.map((name) => ports.crawlers.get(name, signal)));
    return crawlers.map((crawler) => crawlerNode(crawler));
  },
  render: { crawler: crawlerLook },
  empty: {
    text: vscode.l10n.t('No crawler is in this account and region. Choose another account.'),
    command: { id: commandIds.chooseAccount, title: vscode.l10n.t('Choose Account') },
  },
};

import * as vscode from 'vscode';
import { commandIds } from '../../../ids.ts';
import { matchesPattern } from '../../../lab/event/patterns.ts';
import type { Editor } from '../../editor.ts';
import { factLook } from '../factLook.ts';
import type { FactNode } from '../factNode.ts';
import type { TreeContents } from '../tree.ts';
import { askedPage } from '../treeNode.ts';
import { jobLook, logLook, runLook, scriptLook } from './jobLooks.ts';
import { workflowLook } from './workflowLook.ts';
import { jobNode, type JobNode } from './jobNode.ts';
import type { LogNode } from './logNode.ts';
import type { RunNode } from './runNode.ts';
import type { ScriptNode } from './scriptNode.ts';
import { workflowNodes, type WorkflowNode } from './workflowNode.ts';

/** The lab's workflow, and every job of the account, the lab's first; below each its script, its runs and their logs. */
export function jobsTree({
  lab,
}: Pick<Editor, 'lab'>): TreeContents<WorkflowNode | JobNode | ScriptNode | RunNode | LogNode | FactNode> {
  return {
    view: 'jobs',
    stages: ['crawlSubmissions', 'prepareJob', 'runEtl', 'crawlCurated', 'cleanUp'],
    roots: async (account, signal) => {
      const [event, names] = await Promise.all([lab.event(), account.ports.jobs.list(signal)]);
      const isLabs = (name: string): boolean => matchesPattern(event.patterns.job, name);
      const labsFirst = [...names.filter(isLabs), ...names.filter((name) => !isLabs(name))];
      const [flows, page] = await Promise.all([
        workflowNodes(account, event.patterns.workflow, signal),
        askedPage(labsFirst, (name, own) => jobNode(account, name, isLabs(name), own), signal),
      ]);
      return { ...page, nodes: [...page.nodes.slice(0, 1), ...flows, ...page.nodes.slice(1)] };
    },
    render: {
      workflow: workflowLook,
      job: jobLook,
      script: scriptLook,
      run: runLook,
      log: logLook,
      fact: factLook,
    },
    empty: {
      text: vscode.l10n.t('No Glue job in this region'),
      action: { command: commandIds.chooseAccount, title: vscode.l10n.t('Choose Account') },
    },
  };
}

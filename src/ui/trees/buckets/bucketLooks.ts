import * as vscode from 'vscode';
import { commandIds } from '../../../ids.ts';
import { byteCount } from '../../../lab/report/byteCount.ts';
import { wholeNumber } from '../../../lab/report/format.ts';
import type { BucketRole } from '../../../lab/survey/labBuckets.ts';
import type { Look } from '../look.ts';
import { whenText } from '../whenText.ts';
import type { BucketNode, MissingBucketNode, ObjectNode, PrefixNode } from './bucketNodes.ts';

/** What each role is called, what lies there, and what fills it. */
const roles: Readonly<
  Record<BucketRole, { readonly title: string; readonly holds: string; readonly fill: Look['action'] }>
> = {
  submissions: {
    title: vscode.l10n.t('Submissions'),
    holds: vscode.l10n.t('The engine data as it was published: Firehose delivers it here.'),
    fill: { command: commandIds.publishData, title: vscode.l10n.t('Publish Data') },
  },
  script: {
    title: vscode.l10n.t('Script'),
    holds: vscode.l10n.t("The Glue job's script."),
    fill: { command: commandIds.prepareGlueJob, title: vscode.l10n.t('Patch and Upload Glue Job') },
  },
  curated: {
    title: vscode.l10n.t('Curated'),
    holds: vscode.l10n.t('The rows that the Glue job made: Parquet files by the hour of their submission.'),
    fill: { command: commandIds.runGlueEtl, title: vscode.l10n.t('Run Glue ETL') },
  },
  queryResults: {
    title: vscode.l10n.t('Query results'),
    holds: vscode.l10n.t('What Athena answered to each query.'),
    fill: undefined,
  },
  published: {
    title: vscode.l10n.t('Published'),
    holds: vscode.l10n.t('Training and validation sets, models and predictions.'),
    fill: { command: commandIds.createSplit, title: vscode.l10n.t('Create Training and Validation Sets') },
  },
};

export function bucketLook({ role, name, uri = '' }: BucketNode): Look {
  const { title, holds, fill } = roles[role];
  return {
    label: title,
    description: name,
    tooltip: [holds, uri].join('\n'),
    icon: 'archive',
    empty: { text: vscode.l10n.t('Empty yet'), action: fill },
  };
}

/** A role without a bucket. The lab makes the script's bucket itself; the others come with the account. */
export function missingBucketLook({ role, patterns }: MissingBucketNode): Look {
  const { title, holds, fill } = roles[role];
  const called = patterns.join(vscode.l10n.t(' or '));
  if (role === 'script') {
    return {
      label: title,
      description: vscode.l10n.t('made when the script is uploaded'),
      tooltip: [holds, vscode.l10n.t('No bucket is called {0} yet.', called)].join('\n'),
      state: 'notStarted',
      action: fill,
    };
  }
  return {
    label: title,
    description: vscode.l10n.t('no bucket is called {0}', called),
    tooltip: [
      holds,
      vscode.l10n.t(
        'No bucket of this account is called {0}. See what is deployed, or choose another account.',
        called,
      ),
    ].join('\n'),
    state: 'failed',
    action: { command: commandIds.surveyAccount, title: vscode.l10n.t('See What Is Deployed') },
  };
}

export function prefixLook({ label, uri = '' }: PrefixNode): Look {
  return {
    label: label || vscode.l10n.t('(no name)'),
    tooltip: uri,
    icon: 'folder',
    empty: { text: vscode.l10n.t('Empty by now') },
  };
}

export function objectLook(node: ObjectNode): Look {
  const { object, label, uri = '' } = node;
  const { size, lastModified } = object;
  return {
    label,
    description: `${byteCount(size)} · ${whenText(lastModified, new Date(), vscode.env.language)}`,
    tooltip: [
      uri,
      vscode.l10n.t('{0} bytes, last modified {1}', wholeNumber(size), lastModified.toISOString()),
    ].join('\n'),
    icon: iconOf(label),
    can: ['open'],
    action: { command: commandIds.openObject, title: vscode.l10n.t('Open Object'), args: [node] },
  };
}

function iconOf(name: string): string {
  if (/\.parquet$/i.test(name)) return 'table';
  if (/\.(gz|zip|tgz)$/i.test(name)) return 'file-zip';
  return /\.(py|sql|json|ipynb)$/i.test(name) ? 'file-code' : 'file';
}

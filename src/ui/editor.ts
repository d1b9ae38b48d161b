import type * as vscode from 'vscode';
import type { Session } from './account/session.ts';
import type { LogDocuments } from './documents/logDocuments.ts';
import type { ObjectDocuments } from './documents/objectDocuments.ts';
import type { AccountNames } from './files/accountNames.ts';
import type { LabFolder } from './folder/labFolder.ts';
import type { LabModel } from './stages/labModel.ts';
import type { StageRuns } from './stages/stageRuns.ts';
import type { RunningEndpoints } from './status/runningEndpoints.ts';
import type { LabTerminals } from './terminal/labTerminals.ts';
import type { Trees } from './trees/trees.ts';

/** Everything that commands and views work with. */
export interface Editor {
  readonly extension: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly session: Session;
  readonly folder: LabFolder;
  readonly lab: LabModel;
  readonly runs: StageRuns;
  readonly terminals: LabTerminals;
  readonly trees: Trees;
  readonly logDocuments: LogDocuments;
  readonly objectDocuments: ObjectDocuments;
  readonly names: AccountNames;
  readonly endpoints: RunningEndpoints;
}

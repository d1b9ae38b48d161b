import type { StageId } from '../facts.ts';
import type { Stage } from '../stage.ts';
import { stages } from '../stages.ts';
import { runWorkflow } from './runWorkflow.ts';

/** The stages that a workflow does. */
export const workflowStageIds = ['crawlSubmissions', 'runEtl', 'crawlCurated'] as const satisfies StageId[];

/** The lab's stages, of which those that a workflow does are run by it: the first that is not done runs all of them. */
export const workflowStages: { readonly [Id in StageId]: Stage<Id> } = {
  ...stages,
  crawlSubmissions: {
    ...stages.crawlSubmissions,
    needs: [...stages.crawlSubmissions.needs, 'prepareJob'],
    run: runWorkflow,
  },
  runEtl: { ...stages.runEtl, run: runWorkflow },
  crawlCurated: { ...stages.crawlCurated, run: runWorkflow },
};

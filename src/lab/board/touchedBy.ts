import type { StageId } from '../facts.ts';
import { stageIds } from '../stages.ts';
import { askedAfter } from './look.ts';

/** Stages that a run of these makes or unmakes besides those that are asked after it. */
const besides: Readonly<Partial<Record<StageId, readonly StageId[]>>> = {
  train: ['cleanUp'],
  deploy: ['cleanUp'],
  predict: ['cleanUp'],
  tune: ['cleanUp'],
  trainCapped: ['cleanUp'],
  cleanUp: ['deploy'],
};

/** Stages whose state may be another after a run of these, themselves left out. */
export function touchedBy(ids: readonly StageId[]): StageId[] {
  return stageIds.filter(
    (id) =>
      !ids.includes(id) &&
      (askedAfter(id).some((need) => ids.includes(need)) || ids.some((ran) => besides[ran]?.includes(id))),
  );
}

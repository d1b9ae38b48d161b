import type { StageFacts, StageId } from '../../lab/facts.ts';
import type { Outcome } from '../../lab/runStage.ts';

/** How one stage of this run ended. */
export interface StageResult<Id extends StageId = StageId> {
  readonly id: Id;
  readonly outcome: Outcome<Id>;
  readonly seconds: number;
  /** The explanation of a failure. */
  readonly failure?: readonly string[];
  /** Lines published a second, where the stage told it. */
  readonly perSecond?: number;
}

/** The facts of a stage, if it is among the results and done. */
export function factsOf<Id extends StageId>(
  results: readonly StageResult[],
  id: Id,
): StageFacts[Id] | undefined {
  const outcome = results.find((result): result is StageResult<Id> => result.id === id)?.outcome;
  return outcome?.kind === 'done' ? outcome.facts : undefined;
}

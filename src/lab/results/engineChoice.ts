import type { Choice, Chosen } from '../pictures/pictureView.ts';
import type { PredictedEngine } from './predictedEngine.ts';
import { enginesOf } from './subsetChoice.ts';
import type { TestPredictions } from './testPredictions.ts';
import { cycles } from './words.ts';

/** The choice's id, as sections name it that depend on it. */
export const engineChoiceId = 'engine';

/** The engine that was chosen; where none of the shown ones was, the one that needs maintenance first. */
export function chosenEngine(predictions: TestPredictions, chosen: Chosen): PredictedEngine | undefined {
  const engines = enginesOf(predictions, chosen);
  return engines.find(({ name }) => name === chosen[engineChoiceId]) ?? engines[0];
}

/**
 * Which engine is shown, those that need maintenance first in front.
 * @param picks ids of the pictures in which a click picks one.
 */
export function engineChoice(predictions: TestPredictions, chosen: Chosen, picks: readonly string[]): Choice {
  return {
    id: engineChoiceId,
    label: 'Engine',
    options: enginesOf(predictions, chosen).map(({ name, predicted }) => ({
      value: name,
      label: `${name} (${cycles(predicted)} cycles left by prediction)`,
    })),
    value: chosenEngine(predictions, chosen)?.name ?? '',
    picks,
  };
}

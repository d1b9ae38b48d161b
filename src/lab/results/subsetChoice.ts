import type { Choice, Chosen } from '../pictures/pictureView.ts';
import type { LabContext } from '../stage.ts';
import type { PredictedEngine } from './predictedEngine.ts';
import type { PredictedFile, TestPredictions } from './testPredictions.ts';

/** The choice's id, as sections name it that depend on it. */
export const subsetChoiceId = 'subset';

/** Which data set is shown; `all` of them at first. No choice where there are no data or only one set. */
export function subsetChoice(lab: LabContext, chosen: Chosen): Choice[] {
  const subsets = subsetsOf(lab);
  if (subsets.length < 2) return [];
  return [
    {
      id: subsetChoiceId,
      label: 'Data set',
      options: [{ value: 'all', label: 'All' }, ...subsets.map((value) => ({ value, label: value }))],
      value: chosenSubset(subsets, chosen) ?? 'all',
    },
  ];
}

/** The files of the chosen data set, or all of them. */
export function chosenFiles({ files }: TestPredictions, chosen: Chosen): readonly PredictedFile[] {
  const subset = chosenSubset(
    files.map((file) => file.subset),
    chosen,
  );
  return subset === undefined ? files : files.filter((file) => file.subset === subset);
}

/** The engines of the chosen data set or of all, those that need maintenance first in front. */
export function enginesOf(predictions: TestPredictions, chosen: Chosen): readonly PredictedEngine[] {
  const subsets = new Set(chosenFiles(predictions, chosen).map(({ subset }) => subset));
  return predictions.engines.filter(({ subset }) => subsets.has(subset));
}

function chosenSubset(subsets: readonly string[], chosen: Chosen): string | undefined {
  return subsets.find((subset) => subset === chosen[subsetChoiceId]);
}

/** The data sets whose engines are predicted. The folder's data throw when they are missing: then there are none. */
function subsetsOf(lab: LabContext): readonly string[] {
  try {
    return lab.data.test.map(({ subset }) => subset);
  } catch {
    return [];
  }
}

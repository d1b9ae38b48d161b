import { StageError } from '../stage.ts';
import type { LabData } from './labData.ts';

/** The files of a folder that an event's attendees work with. Throws a StageError when no training file is one. */
export function dataOfEvent({ folder, train, test }: LabData, names: readonly string[]): LabData {
  const ofEvent = train.filter(({ name }) => names.includes(name));
  if (!ofEvent.length) {
    throw new StageError(
      `None of the training files in ${folder} (${train.map(({ name }) => name).join(', ')}) is one that the event works with.`,
      `Put one of these there: ${names.filter((name) => name.startsWith('train_')).join(', ')}.`,
    );
  }
  return { folder, train: ofEvent, test: test.filter((set) => names.includes(set.test.name)) };
}

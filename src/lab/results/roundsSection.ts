import type { Picture, Rule } from '../pictures/picture.ts';
import type { BoostingRound } from '../sagemaker/boostingRound.ts';
import { decimal } from '../report/format.ts';
import { partingOf, tolerance, type Parting } from './partingRound.ts';
import type { ResultsSection } from './resultsSection.ts';

/** Training and validation error round by round, and where they part. */
export const roundsSection: ResultsSection = {
  id: 'rounds',
  heading: 'When does more training stop helping?',
  dependsOn: [],
  show: async (results, _chosen, shown) => {
    const { rounds } = await results.rounds();
    const parting = partingOf(rounds);
    if (parting) shown({ pictures: pictures(rounds, parting) });
  },
};

/** All rounds, and the flat end of the curves, where they part, once more by itself. */
function pictures(rounds: readonly BoostingRound[], parting: Parting): Picture[] {
  const title = 'Training and validation RMSE by boosting round';
  const whole = pictureOf('rounds', title, sentenceOf(parting), rounds, parting);
  const flat = rounds.filter(({ round }) => round >= flatFrom(rounds, parting));
  const [first] = flat;
  if (!first || flat.length === rounds.length || flat.length < 2) return [whole];
  const sentence = `The first ${first.round} rounds, whose errors are far larger, are left out.`;
  return [whole, pictureOf('lateRounds', `The same from round ${first.round} on`, sentence, flat, parting)];
}

/** The round from which both curves are within a tenth of where they end. */
function flatFrom(rounds: readonly BoostingRound[], { best, last }: Parting): number {
  const isFlat = ({ train, validation }: BoostingRound): boolean =>
    train <= last.train * 1.1 && validation <= best.validation * 1.1;
  return rounds.find(isFlat)?.round ?? 0;
}

function pictureOf(
  id: string,
  title: string,
  sentence: string,
  rounds: readonly BoostingRound[],
  { best, parting }: Parting,
): Picture {
  const x = rounds.map(({ round }) => round);
  // Of rounds that are left out there is nothing to mark.
  const marked = (label: string, colour: number, { round }: BoostingRound): Rule[] =>
    round < (x[0] ?? 0)
      ? []
      : [{ kind: 'rule', colour, label: `${label}: round ${round}`, at: { x: round } }];
  return {
    id,
    title,
    sentence,
    x: { label: 'Boosting round' },
    y: { label: 'RMSE (cycles)' },
    layers: [
      { kind: 'lines', label: 'Training engines', colour: 0, x, y: rounds.map(({ train }) => train) },
      {
        kind: 'lines',
        label: 'Validation engines',
        colour: 1,
        x,
        y: rounds.map(({ validation }) => validation),
      },
      ...(parting === best ? [] : marked('They part', 3, parting)),
      ...marked('Best validation', 1, best),
    ],
  };
}

function sentenceOf({ best, parting, last }: Parting): string {
  const gained = parting.train - last.train;
  return [
    `Validation is best in round ${best.round}: ${decimal(best.validation)} cycles, with ${decimal(best.train)} on the engines that are learned from.`,
    parting.round < best.round
      ? `Round ${parting.round} is within ${tolerance * 100} % of that: there the curves part, for until round ${last.round} training still falls by ${decimal(gained)} cycles, and validation by ${decimal(parting.validation - best.validation)} at most.`
      : '',
    overfitting(best, last),
    last.validation < last.train
      ? 'That validation lies below training says only that its engines are easier to predict: what counts is where each curve stops falling.'
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function overfitting(best: BoostingRound, last: BoostingRound): string {
  if (best.round === last.round) {
    return 'That is the last round: overfitting has not begun, and more rounds could still help.';
  }
  const [rise, fall] = [last.validation - best.validation, best.train - last.train];
  if (fall <= 0) return 'After that round neither of them gains anything.';
  const begins = `Overfitting begins after round ${best.round}`;
  return rise <= best.validation * tolerance
    ? `${begins}, but does hardly any harm yet: until the last round training falls by ${decimal(fall)} more, while validation rises by ${decimal(rise)}.`
    : `${begins}: until the last round training falls by ${decimal(fall)} more, and validation is ${decimal(rise)} cycles higher there, which is what those rounds cost.`;
}

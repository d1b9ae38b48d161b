import type { ParameterRanges } from '@aws-sdk/client-sagemaker';
import { ranges } from '../../engines/boosting/hyperparameterRanges.ts';
import { combinationsOf, type Dimension } from '../../engines/tuning/searchSpace.ts';
import { invalid } from './validation.ts';

/** The numbers of the built-in XGBoost that may be tuned, by type (docs.aws.amazon.com/sagemaker/latest/dg/xgboost-tuning.html). */
const tunable = {
  integer: ['max_delta_step', 'max_depth', 'num_round'],
  continuous: [
    ...['alpha', 'colsample_bylevel', 'colsample_bynode', 'colsample_bytree', 'eta', 'gamma', 'lambda'],
    ...['max_delta_step', 'min_child_weight', 'subsample'],
  ],
};
/** The most hyperparameters of one tuning job. */
const mostRanges = 30;

/**
 * The space that ranges span. Throws ValidationException for a range that is none, that the algorithm does not tune, or that
 * its scale does not fit, and where there are fewer combinations than training jobs.
 */
export function dimensionsOf(given: ParameterRanges | undefined, maxJobs: number): Dimension[] {
  if (given?.AutoParameters?.length)
    throw invalid('The practice account does not do CreateHyperParameterTuningJob with AutoParameters.');
  const dimensions = [
    ...(given?.IntegerParameterRanges ?? []).map((range) => numeric('integer', range)),
    ...(given?.ContinuousParameterRanges ?? []).map((range) => numeric('continuous', range)),
    ...(given?.CategoricalParameterRanges ?? []).map(({ Name = '', Values = [] }) =>
      categorical(Name, Values),
    ),
  ];
  if (dimensions.length === 0) throw invalid('At least one hyperparameter range must be provided.');
  if (dimensions.length > mostRanges)
    throw invalid(`A hyperparameter tuning job searches over ${mostRanges} hyperparameters at most.`);
  const names = dimensions.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`The hyperparameter [${twice}] has more than one range.`);
  const combinations = combinationsOf(dimensions);
  if (combinations < maxJobs)
    throw invalid(
      `You don't have enough combinations of hyperparameter ranges. The total number of hyperparameter combinations for the provided ranges [${combinations.toFixed(1)}] must be equal or greater than the value of MaxNumberOfJobs, [${maxJobs}]. Provide additional ranges.`,
    );
  return dimensions;
}

interface NumericRange {
  readonly Name?: string | undefined;
  readonly MinValue?: string | undefined;
  readonly MaxValue?: string | undefined;
  readonly ScalingType?: string | undefined;
}

function numeric(kind: 'integer' | 'continuous', range: NumericRange): Dimension {
  const { Name: name = '', MinValue = '', MaxValue = '', ScalingType: scaling = 'Auto' } = range;
  if (!tunable[kind].includes(name)) throw notTunable(name, kind);
  const [min, max] = [MinValue, MaxValue].map((text) => (text.trim() === '' ? NaN : Number(text)));
  const isNumber = (value: number | undefined): value is number =>
    value !== undefined && Number.isFinite(value) && (kind === 'continuous' || Number.isInteger(value));
  if (!isNumber(min) || !isNumber(max))
    throw invalid(
      `The range [${MinValue}, ${MaxValue}] of hyperparameter [${name}] must be of ${kind === 'integer' ? 'whole numbers' : 'numbers'}.`,
    );
  if (min > max)
    throw invalid(
      `The minimum value [${MinValue}] of hyperparameter [${name}] must be less than or equal to its maximum value [${MaxValue}].`,
    );
  return { kind, name, min, max, scale: scaleOf(scaling, { kind, name, min, max }) };
}

function scaleOf(
  scaling: string,
  { kind, name, min, max }: { kind: 'integer' | 'continuous'; name: string; min: number; max: number },
): 'linear' | 'logarithmic' | 'reverseLogarithmic' {
  switch (scaling) {
    case 'Auto':
      // Where a range spans orders of magnitude, an even search would all but leave out the small ones.
      return min > 0 && max / min >= 100 ? 'logarithmic' : 'linear';
    case 'Logarithmic':
      if (min <= 0)
        throw invalid(
          `Logarithmic scaling works only for ranges with values greater than 0; hyperparameter [${name}] begins at ${min}.`,
        );
      return 'logarithmic';
    case 'ReverseLogarithmic':
      if (kind === 'integer' || min < 0 || max >= 1)
        throw invalid(
          `Reverse logarithmic scaling works only for continuous ranges within 0 <= x < 1.0; the ${kind} range of hyperparameter [${name}] is [${min}, ${max}].`,
        );
      return 'reverseLogarithmic';
    default:
      return 'linear';
  }
}

function categorical(name: string, values: readonly string[]): Dimension {
  if (ranges[name]?.kind !== 'category') throw notTunable(name, 'categorical');
  if (values.length === 0 || new Set(values).size !== values.length)
    throw invalid(`The values of categorical hyperparameter [${name}] must be some, and each only once.`);
  return { kind: 'categorical', name, values };
}

function notTunable(name: string, kind: string) {
  return invalid(
    `The hyperparameter [${name}] isn't tunable by ${kind} ranges for the built-in XGBoost algorithm. Integer: ${tunable.integer.join(', ')}. Continuous: ${tunable.continuous.join(', ')}.`,
  );
}

import {
  HyperParameterScalingType,
  HyperParameterTuningJobObjectiveType,
  HyperParameterTuningJobStrategyType,
  TrainingJobEarlyStoppingType,
  type CreateHyperParameterTuningJobRequest,
  type CreateTrainingJobRequest,
  type HyperParameterTrainingJobDefinition,
} from '@aws-sdk/client-sagemaker';
import { readHyperparameters } from '../../engines/boosting/hyperparameters.ts';
import { metricNames, metricOf } from '../../engines/boosting/metrics.ts';
import { UserError } from '../../engines/boosting/userError.ts';
import type { Dimension, Values } from '../../engines/tuning/searchSpace.ts';
import type { Objects } from '../s3/objects.ts';
import { imageOf } from './images.ts';
import { checkTrainingRequest } from './trainingRequest.ts';
import { dimensionsOf } from './tuningRanges.ts';
import { checkEnum, checkName, checkRange, invalid, refuseMembers } from './validation.ts';

/** The most training jobs of one tuning job, and the most at once. */
const mostJobs = 750;
const mostAtOnce = 100;

/** Throws ValidationException, as CreateHyperParameterTuningJob does before it takes a job. */
export function checkTuningRequest(request: CreateHyperParameterTuningJobRequest, objects: Objects): void {
  checkName('hyperParameterTuningJobName', request.HyperParameterTuningJobName, 32);
  const { HyperParameterTuningJobConfig: config, TrainingJobDefinition: definition } = request;
  refuseMembers('CreateHyperParameterTuningJob', {
    TrainingJobDefinitions: request.TrainingJobDefinitions,
    WarmStartConfig: request.WarmStartConfig,
    Autotune: request.Autotune,
    StrategyConfig: config?.StrategyConfig,
    TuningJobCompletionCriteria: config?.TuningJobCompletionCriteria,
    'ResourceLimits.MaxRuntimeInSeconds': config?.ResourceLimits?.MaxRuntimeInSeconds,
    HyperParameterTuningResourceConfig: definition?.HyperParameterTuningResourceConfig,
    'TrainingJobDefinition.TuningObjective': definition?.TuningObjective,
    'TrainingJobDefinition.HyperParameterRanges': definition?.HyperParameterRanges,
  });
  if (!config) throw invalid('HyperParameterTuningJobConfig is required.');
  if (!definition) throw invalid('TrainingJobDefinition is required.');
  const at = 'hyperParameterTuningJobConfig';
  checkEnum(`${at}.strategy`, config.Strategy, HyperParameterTuningJobStrategyType);
  checkEnum(
    `${at}.trainingJobEarlyStoppingType`,
    config.TrainingJobEarlyStoppingType,
    TrainingJobEarlyStoppingType,
  );
  for (const range of [
    ...(config.ParameterRanges?.IntegerParameterRanges ?? []),
    ...(config.ParameterRanges?.ContinuousParameterRanges ?? []),
  ])
    checkEnum(`${at}.parameterRanges.scalingType`, range.ScalingType, HyperParameterScalingType);
  if (config.Strategy !== 'Random' && config.Strategy !== 'Bayesian')
    throw invalid(`The practice account does not do the tuning strategy ${config.Strategy ?? ''}.`);
  if (config.TrainingJobEarlyStoppingType === 'Auto')
    throw invalid('The practice account does not do TrainingJobEarlyStoppingType Auto.');
  checkRange(`${at}.randomSeed`, config.RandomSeed, 0, 2 ** 31 - 1);
  const maxJobs = checkLimits(config.ResourceLimits ?? { MaxParallelTrainingJobs: undefined });
  checkObjective(request, definition);
  const dimensions = dimensionsOf(config.ParameterRanges, maxJobs);
  const probe = trainingRequestOf(request, `${request.HyperParameterTuningJobName ?? ''}-001-00000000`, {});
  checkTrainingRequest(probe, objects);
  checkHyperparameters(definition, dimensions);
}

function checkLimits(limits: {
  readonly MaxNumberOfTrainingJobs?: number | undefined;
  readonly MaxParallelTrainingJobs?: number | undefined;
}): number {
  const { MaxNumberOfTrainingJobs: inAll, MaxParallelTrainingJobs: atOnce } = limits;
  const at = 'hyperParameterTuningJobConfig.resourceLimits';
  if (inAll === undefined)
    throw invalid('MaxNumberOfTrainingJobs is required in ResourceLimits of a hyperparameter tuning job.');
  checkRange(`${at}.maxNumberOfTrainingJobs`, inAll, 1, mostJobs);
  checkRange(`${at}.maxParallelTrainingJobs`, atOnce, 1, mostAtOnce);
  if ((atOnce ?? 1) > inAll)
    throw invalid(
      `The value of MaxParallelTrainingJobs, [${atOnce ?? 1}], must be less than or equal to the value of MaxNumberOfTrainingJobs, [${inAll}].`,
    );
  return inAll;
}

function checkObjective(
  { HyperParameterTuningJobConfig: config }: CreateHyperParameterTuningJobRequest,
  { AlgorithmSpecification: algorithm }: HyperParameterTrainingJobDefinition,
): void {
  const objective = config?.HyperParameterTuningJobObjective;
  const image = algorithm?.TrainingImage ?? '';
  imageOf(image);
  if (algorithm?.MetricDefinitions?.length)
    throw invalid(
      "You can't override the metric definitions for Amazon SageMaker algorithms. Please retry the request without specifying metric definitions.",
    );
  checkEnum(
    'hyperParameterTuningJobConfig.hyperParameterTuningJobObjective.type',
    objective?.Type,
    HyperParameterTuningJobObjectiveType,
  );
  const metricName = objective?.MetricName ?? '';
  const name = metricNames.find((each) => `validation:${each}` === metricName);
  const metric = name === undefined ? undefined : metricOf(name);
  if (!metric)
    throw invalid(
      `The objective metric for the hyperparameter tuning job, [${metricName}], isn't valid for the [${image}] algorithm. Choose a valid objective metric.`,
    );
  if (metric.maximize !== (objective?.Type === 'Maximize'))
    throw invalid(
      `The objective metric type, [${objective?.Type ?? ''}], that you specified for objective metric, [${metricName}], isn't valid for the [${image}] algorithm. Choose a valid objective metric type.`,
    );
}

/** Has the algorithm look at what all training jobs have in common, with the ends of every range in turn. */
function checkHyperparameters(
  {
    AlgorithmSpecification: algorithm,
    StaticHyperParameters: fixed = {},
  }: HyperParameterTrainingJobDefinition,
  dimensions: readonly Dimension[],
): void {
  const image = algorithm?.TrainingImage ?? '';
  const both = dimensions.find(({ name }) => Object.hasOwn(fixed, name));
  if (both)
    throw invalid(
      `The hyperparameter [${both.name}] can't be both static and tunable. Give it in one place only.`,
    );
  const ends = dimensions.map((each) =>
    each.kind === 'categorical' ? each.values : [String(each.min), String(each.max)],
  );
  const most = Math.max(...ends.map(({ length }) => length));
  for (let turn = 0; turn < most; turn += 1) {
    const chosen = dimensions.map(({ name }, index) => [
      name,
      ends[index]?.[Math.min(turn, ends[index].length - 1)],
    ]);
    try {
      readHyperparameters(
        { ...fixed, ...(Object.fromEntries(chosen) as Values) },
        imageOf(image).xgboost[0] >= 2,
      );
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw invalid(`The hyperparameters aren't valid for the [${image}] algorithm. ${error.message}`);
    }
  }
}

/** The request for one of a tuning job's training jobs, with the hyperparameters chosen for it. */
export function trainingRequestOf(
  {
    HyperParameterTuningJobConfig: config,
    TrainingJobDefinition: definition,
  }: CreateHyperParameterTuningJobRequest,
  name: string,
  chosen: Values,
): CreateTrainingJobRequest {
  const { StaticHyperParameters: fixed, AlgorithmSpecification: algorithm } = definition ?? {};
  return {
    RoleArn: definition?.RoleArn,
    InputDataConfig: definition?.InputDataConfig,
    VpcConfig: definition?.VpcConfig,
    OutputDataConfig: definition?.OutputDataConfig,
    ResourceConfig: definition?.ResourceConfig,
    StoppingCondition: definition?.StoppingCondition,
    EnableNetworkIsolation: definition?.EnableNetworkIsolation,
    EnableInterContainerTrafficEncryption: definition?.EnableInterContainerTrafficEncryption,
    EnableManagedSpotTraining: definition?.EnableManagedSpotTraining,
    CheckpointConfig: definition?.CheckpointConfig,
    RetryStrategy: definition?.RetryStrategy,
    Environment: definition?.Environment,
    AlgorithmSpecification: algorithm && {
      TrainingImage: algorithm.TrainingImage,
      TrainingInputMode: algorithm.TrainingInputMode,
      AlgorithmName: algorithm.AlgorithmName,
    },
    TrainingJobName: name,
    HyperParameters: {
      ...fixed,
      ...chosen,
      _tuning_objective_metric: config?.HyperParameterTuningJobObjective?.MetricName ?? '',
    },
  };
}

import assert from 'node:assert/strict';
import {
  CreateHyperParameterTuningJobCommand,
  SageMakerClient,
  type HyperParameterTrainingJobDefinition,
  type HyperParameterTuningJobConfig,
} from '@aws-sdk/client-sagemaker';
import { S3Client } from '@aws-sdk/client-s3';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { channel, imagePath, putTrainingData, tuningRequest } from '../support/sagemaker.ts';

describe('SageMaker hyperparameter tuning', () => {
  let account: TestAccount;
  let client: SageMakerClient;
  before(async () => {
    account = await startTestAccount();
    client = new SageMakerClient(account.client);
    await putTrainingData(new S3Client(account.client));
  });
  after(() => account.close());

  const create = (...request: Parameters<typeof tuningRequest>) =>
    client.send(new CreateHyperParameterTuningJobCommand(tuningRequest(...request)));

  it('refuses a request that AWS refuses', async () => {
    const refused = (
      message: RegExp,
      config: Partial<HyperParameterTuningJobConfig>,
      definition?: Partial<HyperParameterTrainingJobDefinition>,
      changes?: Parameters<typeof tuningRequest>[3],
    ) =>
      assert.rejects(create('refused', config, definition, changes), {
        name: 'ValidationException',
        message,
      });
    const eta = (
      MinValue: string,
      MaxValue: string,
      ScalingType: 'Auto' | 'Logarithmic' | 'ReverseLogarithmic' = 'Auto',
    ) => ({
      ParameterRanges: { ContinuousParameterRanges: [{ Name: 'eta', MinValue, MaxValue, ScalingType }] },
    });
    const limits = (MaxNumberOfTrainingJobs: number, MaxParallelTrainingJobs: number) => ({
      ResourceLimits: { MaxNumberOfTrainingJobs, MaxParallelTrainingJobs },
    });
    await refused(/length less than or equal to 32/, {}, {}, { HyperParameterTuningJobName: 'a'.repeat(33) });
    await refused(/does not do the tuning strategy Grid/, { Strategy: 'Grid' });
    await refused(/does not do TrainingJobEarlyStoppingType Auto/, { TrainingJobEarlyStoppingType: 'Auto' });
    await refused(/\[3\], must be less than or equal to .* \[2\]/, limits(2, 3));
    await refused(/metric for the hyperparameter tuning job, \[validation:luck\], isn't valid/, {
      HyperParameterTuningJobObjective: { Type: 'Minimize', MetricName: 'validation:luck' },
    });
    await refused(/metric type, \[Maximize\], that you specified for objective metric, \[validation:rmse\]/, {
      HyperParameterTuningJobObjective: { Type: 'Maximize', MetricName: 'validation:rmse' },
    });
    await refused(/eta: 2.0 is not in \[0, 1\]/, eta('0.1', '2'));
    await refused(/must be less than or equal to its maximum/, eta('0.5', '0.1'));
    await refused(/must be of numbers/, eta('low', '1'));
    await refused(/Logarithmic scaling works only/, eta('0', '1', 'Logarithmic'));
    await refused(/Reverse logarithmic scaling works only/, eta('0.1', '1', 'ReverseLogarithmic'));
    await refused(/combinations for the provided ranges \[2\.0\] .* MaxNumberOfJobs, \[4\]/, {
      ParameterRanges: { IntegerParameterRanges: [{ Name: 'max_depth', MinValue: '5', MaxValue: '6' }] },
    });
    await refused(/\[nthread\] isn't tunable/, {
      ParameterRanges: { IntegerParameterRanges: [{ Name: 'nthread', MinValue: '1', MaxValue: '9' }] },
    });
    await refused(/Missing required hyperparameter: num_round/, {}, { StaticHyperParameters: {} });
    await refused(
      /\[eta\] can't be both static and tunable/,
      {},
      { StaticHyperParameters: { num_round: '1', eta: '1' } },
    );
    await refused(
      /You can't override the metric definitions/,
      {},
      {
        AlgorithmSpecification: {
          TrainingImage: imagePath(),
          TrainingInputMode: 'File',
          MetricDefinitions: [{ Name: 'a', Regex: 'b' }],
        },
      },
    );
    await refused(/No S3 objects found/, {}, { InputDataConfig: [channel('train', 's3://lab/nothing/')] });
    await refused(
      /with WarmStartConfig/,
      {},
      {},
      {
        WarmStartConfig: { ParentHyperParameterTuningJobs: [], WarmStartType: 'TransferLearning' },
      },
    );
  });
});

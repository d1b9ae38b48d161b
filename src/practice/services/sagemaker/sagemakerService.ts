import * as model from '@aws-sdk/client-sagemaker';
import * as runtimeModel from '@aws-sdk/client-sagemaker-runtime';
import type { Clock } from '../../clock.ts';
import type { RunningService } from '../../service.ts';
import type { Store } from '../../store/store.ts';
import type { Metrics } from '../cloudwatch/metrics.ts';
import type { LogGroups } from '../logs/logGroups.ts';
import type { Objects } from '../s3/objects.ts';
import { Background } from './background.ts';
import { Deployments } from './deployment.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointConfigOperations, type StoredEndpointConfig } from './endpointConfigs.ts';
import { endpointOperations, recoverEndpoints } from './endpoints.ts';
import { modelOperations, type StoredModel } from './models.ts';
import { notebookOperations, recoverNotebooks, type NotebookInstance } from './notebookInstances.ts';
import { notebookLifecycleOperations, type LifecycleConfig } from './notebookLifecycles.ts';
import { runtimeOperations } from './runtime.ts';
import { createTags, tagOperations } from './tags.ts';
import type { TrainingJob } from './trainingJob.ts';
import { recoverTrainingJobs, trainingJobOperations } from './trainingJobs.ts';
import type { TransformJob } from './transformJob.ts';
import { recoverTransformJobs, transformJobOperations } from './transformJobs.ts';
import type { TuningJob } from './tuningJob.ts';
import { recoverTuningJobs, tuningJobOperations } from './tuningJobs.ts';

/** What SageMaker stands on. */
export interface SageMakerGround {
  readonly store: Store;
  readonly clock: Clock;
  readonly objects: Objects;
  readonly logs: LogGroups;
  readonly metrics: Metrics;
  /** Folder of the built workers. */
  readonly assets: string;
}

/** SageMaker and its runtime: trains the built-in XGBoost, keeps models, serves endpoints. */
export function sagemakerService(given: SageMakerGround): RunningService {
  const { store } = given;
  const ground = {
    ...given,
    jobs: store.table<TrainingJob>('trainingJobs'),
    models: store.table<StoredModel>('models'),
    configs: store.table<StoredEndpointConfig>('endpointConfigs'),
    endpoints: store.table<Endpoint>('endpoints'),
    tunings: store.table<TuningJob>('tuningJobs'),
    transforms: store.table<TransformJob>('transformJobs'),
    notebooks: store.table<NotebookInstance>('notebookInstances'),
    lifecycles: store.table<LifecycleConfig>('notebookLifecycleConfigs'),
  };
  const tags = createTags(store);
  const background = new Background();
  const deployments = new Deployments(ground);
  recoverTrainingJobs(ground);
  recoverTuningJobs(ground);
  recoverTransformJobs(ground);
  recoverEndpoints(ground, deployments, background);
  recoverNotebooks(ground, background);
  return {
    services: [
      {
        signingName: 'sagemaker',
        title: 'SageMaker',
        wire: { protocol: 'json', target: 'SageMaker' },
        model,
        operations: {
          ...trainingJobOperations(ground, background, tags),
          ...tuningJobOperations(ground, background, tags),
          ...transformJobOperations(ground, background, tags),
          ...modelOperations(ground, tags),
          ...endpointConfigOperations(ground, tags),
          ...endpointOperations(ground, deployments, background, tags),
          ...notebookOperations(ground, background, tags),
          ...notebookLifecycleOperations(ground, tags),
          ...tagOperations(tags),
        },
        refuses: [
          'Images other than the built-in XGBoost (`sagemaker-xgboost`, all tags) are refused by name.',
          'Training reads `text/csv` from S3 prefixes on one instance; libsvm, Parquet, RecordIO, manifests, file systems, spot training, checkpoints and distributed training are refused.',
          'XGBoost trains with its `hist` method: `exact`, `approx` and `auto` are computed as `hist`, and the training log says so; subsampling draws other random rows than XGBoost would with the same seed.',
          'The 0.90 images save the pickled booster of 1.0.',
          'Boosters other than `gbtree`, ranking, survival and multi-class objectives, monotone and interaction constraints, k-fold training, and the metrics `aucpr`, `f1`, `precision`, `recall`, `map`, `ndcg` and those of such objectives end a job Failed with a reason that names them.',
          'Of debugger, profiler, experiment and VPC settings a training job keeps what it was given, without effect; `MetricDefinitions` too, as the built-in metrics are always reported.',
          'Batch transform reads `text/csv` from S3 prefixes on one instance: manifests, other formats, RecordIO and TFRecord splitting, data capture and experiments are refused. Filters are the index based JSONPaths that AWS documents for CSV, both ends of a slice included, as its page says.',
          'Hyperparameter tuning searches by the strategies `Random` and `Bayesian` (a Gaussian process of this project’s own: other choices than AWS’s with the same seed): Grid, Hyperband, early stopping, warm start, autotune, completion criteria, several training definitions and a limit of its runtime are refused.',
          'Processing jobs, pipelines, Studio and Autopilot are not there.',
          'Endpoints serve real-time requests: serverless, asynchronous and multi-model endpoints, inference pipelines, data capture, shadow variants and auto scaling are refused.',
          'Notebook instances are records with states; no notebook runs behind them, so `CreatePresignedNotebookInstanceUrl` is refused, and the scripts of lifecycle configurations are kept and never run.',
          'Roles’ policies are not checked. Of quotas it is held to those on instances (see Service Quotas).',
        ],
      },
      {
        signingName: 'sagemaker',
        title: 'SageMaker Runtime',
        wire: { protocol: 'restJson' },
        model: runtimeModel,
        operations: runtimeOperations(ground, deployments),
        refuses: [
          '`InvokeEndpoint` reads `text/csv`; libsvm and RecordIO bodies end in a ModelError with status 415.',
          '`Accept` has no effect, as in the container: the reply is `text/csv`.',
          'Asynchronous, streaming, multi-model and inference-component invocations are not there.',
        ],
      },
    ],
    close: () => background.close(),
  };
}

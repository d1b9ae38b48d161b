import type { EndpointConfig, Endpoints, EndpointStatus } from '../../src/lab/ports/endpoints.ts';
import type { TrainingJob, TrainingJobRequest, TrainingJobs } from '../../src/lab/ports/trainingJobs.ts';

/** A SageMaker in memory: training jobs end, and endpoints begin to serve, when they are looked at a second time. */
export interface FakeSagemaker {
  readonly training: TrainingJobs;
  readonly endpoints: Endpoints;
  readonly jobs: Map<string, TrainingJob>;
  readonly served: Map<string, { status: EndpointStatus; config: string }>;
  /** What was asked for, in order. */
  readonly calls: string[];
  readonly requests: TrainingJobRequest[];
}

/** A training job that has completed, with changes. */
export function trainingJob(name: string, changes: Partial<TrainingJob> = {}): TrainingJob {
  return {
    name,
    status: 'Completed',
    secondaryStatus: 'Completed',
    failureReason: '',
    created: new Date(),
    started: new Date(),
    ended: new Date(),
    billableSeconds: 60,
    instanceType: 'ml.m5.large',
    instances: 1,
    modelData: `s3://published/${name}/output/model.tar.gz`,
    image: 'registry/sagemaker-xgboost:1.7-1',
    metrics: { 'train:rmse': 40, 'validation:rmse': 41 },
    ...changes,
  };
}

/** Makes one; `outcome` is how new training jobs end, `reply` answers rows. */
export function fakeSagemaker(
  outcome: Partial<TrainingJob> = {},
  reply: (csv: string) => string = (csv) => csv.replaceAll(/^.*$/gm, '100'),
): FakeSagemaker {
  const jobs = new Map<string, TrainingJob>();
  const models = new Map<string, { name: string; image: string; modelData: string }>();
  const configs = new Map<string, EndpointConfig>();
  const served: FakeSagemaker['served'] = new Map();
  const calls: string[] = [];
  const requests: TrainingJobRequest[] = [];
  const log = (call: string): Promise<void> => {
    calls.push(call);
    return Promise.resolve();
  };
  const training: TrainingJobs = {
    start: (request) => {
      requests.push(request);
      jobs.set(
        request.name,
        trainingJob(request.name, { status: 'InProgress', secondaryStatus: 'Training' }),
      );
      return log('train');
    },
    get: (name) => {
      const job = jobs.get(name);
      if (!job) return Promise.reject(new Error(`no training job ${name}`));
      if (job.status === 'InProgress') jobs.set(name, trainingJob(name, outcome));
      return Promise.resolve(job);
    },
    list: () =>
      Promise.resolve([...jobs.values()].sort((one, other) => Number(other.created) - Number(one.created))),
    stop: (name) => {
      jobs.set(name, trainingJob(name, { status: 'Stopped' }));
      return log(`stop ${name}`);
    },
  };
  const endpoints: Endpoints = {
    createModel: ({ name, image, modelData }) => {
      models.set(name, { name, image, modelData });
      return log('createModel');
    },
    createConfig: (config) => {
      configs.set(config.name, { ...config, variant: 'AllTraffic', instances: 1 });
      return log(`createConfig ${config.instanceType}`);
    },
    create: ({ name, config }) => {
      served.set(name, { status: 'Creating', config });
      return log('createEndpoint');
    },
    get: (name) => {
      const endpoint = served.get(name);
      if (endpoint?.status === 'Creating') served.set(name, { ...endpoint, status: 'InService' });
      return Promise.resolve(
        endpoint && {
          ...endpoint,
          name,
          failureReason: 'no reason',
          created: new Date(),
          modified: new Date(),
        },
      );
    },
    config: (name) => Promise.resolve(configs.get(name)),
    model: (name) => Promise.resolve(models.get(name)),
    list: () =>
      Promise.resolve([...served].map(([name, { status }]) => ({ name, status, created: new Date() }))),
    models: () => Promise.resolve([...models.keys()]),
    configs: () => Promise.resolve([...configs.keys()]),
    delete: (name) => {
      if (served.get(name)?.status === 'Creating') {
        return Promise.reject(new Error(`Cannot update in-progress endpoint "${name}".`));
      }
      served.delete(name);
      return log('deleteEndpoint');
    },
    deleteConfig: (name) => {
      configs.delete(name);
      return log('deleteConfig');
    },
    deleteModel: (name) => {
      models.delete(name);
      return log('deleteModel');
    },
    invoke: (_name, csv) => Promise.resolve(reply(csv)),
  };
  return { training, endpoints, jobs, served, calls, requests };
}

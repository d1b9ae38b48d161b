/** SageMaker's own states of an endpoint. */
export type EndpointStatus =
  | 'OutOfService'
  | 'Creating'
  | 'Updating'
  | 'SystemUpdating'
  | 'RollingBack'
  | 'InService'
  | 'Deleting'
  | 'Failed'
  | 'UpdateRollbackFailed';

/** An endpoint. */
export interface Endpoint {
  readonly name: string;
  readonly status: EndpointStatus;
  readonly failureReason: string;
  readonly created: Date | undefined;
  /** When its state last became another. */
  readonly modified: Date | undefined;
  readonly config: string;
}

/** What an endpoint serves, and on what. */
export interface EndpointConfig {
  readonly name: string;
  readonly model: string;
  /** The name of what serves the model: `AllTraffic`. */
  readonly variant: string;
  readonly instanceType: string;
  readonly instances: number;
}

/** A model as SageMaker keeps it. */
export interface Model {
  readonly name: string;
  readonly image: string;
  /** `s3://…/model.tar.gz`. */
  readonly modelData: string;
}

/** SageMaker's models, endpoint configurations and endpoints. What is not there is undefined; deleting it is no error. */
export interface Endpoints {
  createModel(model: Model & { readonly role: string }): Promise<void>;
  createConfig(config: {
    readonly name: string;
    readonly model: string;
    readonly instanceType: string;
  }): Promise<void>;
  create(endpoint: { readonly name: string; readonly config: string }): Promise<void>;
  get(name: string, signal?: AbortSignal): Promise<Endpoint | undefined>;
  config(name: string, signal?: AbortSignal): Promise<EndpointConfig | undefined>;
  model(name: string, signal?: AbortSignal): Promise<Model | undefined>;
  /** Endpoints whose name contains `namePart`, the newest first. */
  list(
    namePart: string,
    signal?: AbortSignal,
  ): Promise<{ name: string; status: EndpointStatus; created: Date | undefined }[]>;
  models(namePart: string, signal?: AbortSignal): Promise<string[]>;
  configs(namePart: string, signal?: AbortSignal): Promise<string[]>;
  delete(name: string): Promise<void>;
  deleteConfig(name: string): Promise<void>;
  deleteModel(name: string): Promise<void>;
  /** Sends CSV rows and answers with the reply's text as the image wrote it. At most 6 MiB. */
  invoke(name: string, csv: string, signal?: AbortSignal): Promise<string>;
}

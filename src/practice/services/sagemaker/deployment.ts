import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseS3Uri } from '../s3/objects.ts';
import { endpointLogGroup, type DeployedVariant, type Endpoint, type EndpointGround } from './endpoint.ts';
import { loadArchive, type LoadedModel } from './loadedModel.ts';
import { arnOf } from './validation.ts';

/** How long AWS takes for a deployment, and to take one down, in seconds of its time. */
const deploymentSeconds = 240;
const removalSeconds = 15;

/** Something that keeps an endpoint from serving; the message is its FailureReason. */
class DeploymentError extends Error {}

/** Deploys, serves from and removes copies of models' archives, so that an endpoint outlives its model's object. */
export class Deployments {
  readonly #ground: EndpointGround;
  readonly #folder: string;
  readonly #loaded = new Map<string, LoadedModel>();

  constructor(ground: EndpointGround) {
    this.#ground = ground;
    this.#folder = ground.store.subfolder('endpoints');
  }

  /** Takes an endpoint from Creating or Updating to InService or Failed, with `config`. */
  async deploy(name: string, config: string, signal: AbortSignal): Promise<void> {
    const { clock, endpoints, logs } = this.#ground;
    try {
      await clock.wait(deploymentSeconds, signal);
    } catch {
      return;
    }
    const before = endpoints.get(name);
    if (!before) return;
    const now = clock.now();
    try {
      const deployed = await this.#variantsOf(config, before);
      for (const { variant } of deployed) {
        const line = `[${now.toISOString().slice(0, 19)}:INFO] Model loaded successfully`;
        logs.write(endpointLogGroup(name), logStreamOf(variant.VariantName ?? ''), [line], now);
      }
      endpoints.set(name, { ...before, config, status: 'InService', modified: now.getTime(), deployed });
      this.#forget(before.deployed);
    } catch (error) {
      const failureReason = error instanceof DeploymentError ? error.message : 'Internal server error.';
      // An update that fails leaves what was served before.
      const status = before.deployed.length ? 'InService' : 'Failed';
      endpoints.set(name, { ...before, status, modified: clock.now().getTime(), failureReason });
      if (!(error instanceof DeploymentError)) throw error;
    }
  }

  /** Takes an endpoint down. */
  async remove(name: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#ground.clock.wait(removalSeconds, signal);
    } catch {
      return;
    }
    const endpoint = this.#ground.endpoints.get(name);
    if (!endpoint) return;
    this.#ground.endpoints.delete(name);
    this.#forget(endpoint.deployed);
  }

  /** The model that a variant serves, read from its archive on first use. Throws ModelFileError. */
  modelOf({ archive }: DeployedVariant): LoadedModel {
    let loaded = this.#loaded.get(archive);
    if (!loaded) {
      loaded = loadArchive(readFileSync(path.join(this.#folder, archive)));
      this.#loaded.set(archive, loaded);
    }
    return loaded;
  }

  async #variantsOf(configName: string, endpoint: Endpoint): Promise<DeployedVariant[]> {
    const config = this.#ground.configs.get(configName);
    if (!config)
      throw new DeploymentError(
        `Could not find endpoint configuration "${arnOf('endpoint-config', configName)}".`,
      );
    const deployed: DeployedVariant[] = [];
    for (const variant of config.variants) {
      const container = this.#ground.models.get(variant.ModelName ?? '')?.container;
      if (!container)
        throw new DeploymentError(`Could not find model "${arnOf('model', variant.ModelName ?? '')}".`);
      const bytes = await this.#download(container.ModelDataUrl ?? '');
      const archive = `${randomUUID()}.tar.gz`;
      try {
        this.#loaded.set(archive, loadArchive(bytes));
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const stream = logStreamOf(variant.VariantName ?? '');
        this.#ground.logs.write(endpointLogGroup(endpoint.name), stream, [
          `Unable to load model: ${message}`,
        ]);
        throw new DeploymentError(
          `The primary container for production variant ${variant.VariantName ?? ''} did not pass the ping health check. Please check CloudWatch logs for this endpoint.`,
        );
      }
      writeFileSync(path.join(this.#folder, archive), bytes);
      deployed.push({ variant, image: container.Image ?? '', archive });
    }
    return deployed;
  }

  async #download(url: string): Promise<Buffer> {
    const { bucket, key } = parseS3Uri(url) ?? { bucket: '', key: '' };
    const object = this.#ground.objects.head(bucket, key);
    if (!object)
      throw new DeploymentError(
        `Failed to download model data for container "container_1" from URL: "${url}". Please ensure that there is an object located at the URL and that the role passed to CreateModel has permissions to download the object.`,
      );
    return this.#ground.objects.read(object);
  }

  #forget(deployed: readonly DeployedVariant[]): void {
    for (const { archive } of deployed) {
      this.#loaded.delete(archive);
      rmSync(path.join(this.#folder, archive), { force: true });
    }
  }
}

/** The log stream of a variant's one instance. */
export function logStreamOf(variant: string): string {
  return `${variant}/i-0practice0account`;
}

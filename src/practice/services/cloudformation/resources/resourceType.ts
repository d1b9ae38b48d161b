import type { ObjectStore } from '../../s3/objectStore.ts';

/** A resource's properties as its template has them, with every function and reference resolved. */
export type Properties = Readonly<Record<string, unknown>>;

/** What a resource type works with. */
export interface ResourceContext {
  /** The stack's name and ARN. */
  readonly stack: { readonly name: string; readonly id: string };
  readonly logicalId: string;
  /** Calls an operation of another service of the account, as its client would; throws the AwsError that it throws. */
  call(
    service: string,
    operation: string,
    input: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown>>;
  /** S3 reads and writes HTTP itself, so that no call reaches its operations. */
  readonly objects: ObjectStore;
  readonly signal: AbortSignal;
  /** Waits for something that the account does in the background; throws after a while, naming it. */
  until(what: string, holds: () => Promise<boolean>): Promise<void>;
}

/**
 * A type of resource that stacks may have. What it makes is made by the operations that its service offers to clients,
 * so it is there as if somebody had asked for it by hand. Each step may be done twice: a process that was killed in the
 * middle does it again.
 */
export interface ResourceType {
  /** `AWS::Glue::Crawler` */
  readonly type: string;
  /** Properties that it knows; a template with another one is refused by name. */
  readonly properties: readonly string[];
  readonly required: readonly string[];
  /** Properties that are lists; a template that has something else there is refused before anything is made. */
  readonly lists?: readonly string[];
  /** Properties whose change needs a new resource in the place of the old one. */
  readonly replaces: readonly string[];
  /** A sentence that its events carry, of what it is not in the practice account. */
  readonly note?: string;
  /** How long it takes on AWS, in seconds, about; 1 when left out. */
  readonly seconds?: number;
  /**
   * The name or id in the account; decided, and written down, before the resource is made. `generated` is the name that
   * CloudFormation makes up where the template gives none: `STACK-LOGICALID-RANDOM`.
   */
  physicalId(properties: Properties, generated: string): string;
  create(physicalId: string, properties: Properties, context: ResourceContext): Promise<void>;
  /** Brings what is there to `properties`; `before` is what the template said so far. */
  update(
    physicalId: string,
    properties: Properties,
    before: Properties,
    context: ResourceContext,
  ): Promise<void>;
  /** Deletes it; what is not there any more is no error. */
  delete(physicalId: string, properties: Properties, context: ResourceContext): Promise<void>;
  /**
   * What is there now, in the template's own form; undefined when it is gone. Properties that AWS never shows again, or that
   * differ for good reasons, are left out: only those that are in both are compared. One that the template may set and
   * that is known to be set no more is there as undefined. Asked before `create`, too, to see whether the name is free.
   */
  read(physicalId: string, context: ResourceContext): Promise<Properties | undefined>;
  /** What `Ref` gives, where that is not the physical id. */
  ref?(physicalId: string): string;
  /** What `Fn::GetAtt` gives, by attribute. */
  attributes?(
    physicalId: string,
    context: ResourceContext,
  ): Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>;
}

import type { OnFailure, Output, ResourceStatus, StackStatus, Tag } from '@aws-sdk/client-cloudformation';
import type { Properties } from '../resources/resourceType.ts';
import type { ParameterValues } from '../template/parameters.ts';

/** A stack as the store has it, under its ARN. Times are epoch milliseconds. */
export interface StoredStack {
  readonly id: string;
  readonly name: string;
  readonly status: StackStatus;
  readonly reason?: string | undefined;
  readonly created: number;
  readonly updated?: number;
  readonly deleted?: number;
  /** The version that it is, or is on its way to. */
  readonly version: string;
  /** The version that a failed update goes back to. */
  readonly before?: string | undefined;
  readonly outputs: readonly Output[];
  readonly onFailure: OnFailure;
  readonly terminationProtection: boolean;
  readonly roleArn?: string | undefined;
  /** The token of the request that began its last operation. */
  readonly token?: string | undefined;
  /** Resources that the deletion under way leaves. */
  readonly retain?: readonly string[];
  /** Resources that the rollback under way leaves as they are. */
  readonly skip?: readonly string[];
  readonly drift?: { readonly status: 'IN_SYNC' | 'DRIFTED'; readonly checked: number } | undefined;
}

/** A template with its parameters, tags and capabilities: what a request asked a stack to be. */
export interface StackVersion {
  readonly stackId: string;
  readonly template: string;
  readonly parameters: ParameterValues;
  readonly tags: readonly Tag[];
  readonly capabilities: readonly string[];
}

/** A resource's properties with every function carried out. */
export interface ResolvedProperties {
  readonly properties: Properties;
  /** The same as they are shown, where hidden parameters are in them: with stars in their place. */
  readonly shown?: Properties | undefined;
}

/** Something that was made for a resource. */
export interface Made extends ResolvedProperties {
  readonly physicalId: string;
  /** What `Fn::GetAtt` gives of it: remembered, since somebody may delete it by hand. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  /** What else may be on it: all that it was before a change that is under way, or broke off. */
  readonly earlier?: Properties | undefined;
}

/**
 * A resource of a stack as the store has it.
 * `planned`: nothing of it is in the account; `begun`: its id is decided, and it may be there; `made`: it is there as its
 * properties say; `changing`: it is on its way to them.
 */
export interface StoredResource extends Made {
  readonly stackId: string;
  readonly logicalId: string;
  readonly type: string;
  readonly state: 'planned' | 'begun' | 'made' | 'changing';
  readonly status: ResourceStatus;
  readonly reason?: string | undefined;
  readonly updated: number;
  readonly metadata?: unknown;
  readonly deletionPolicy: string;
  readonly updateReplacePolicy: string;
  readonly needs: readonly string[];
  /** What it was before the update under way changed or replaced it. */
  readonly before?: Made | undefined;
  /** What updates put others in the place of, and still have to delete. */
  readonly discarded: readonly Made[];
  readonly drift?: StoredDrift | undefined;
}

/** How a resource differed from its template when it was last looked at. */
export interface StoredDrift {
  readonly status: 'IN_SYNC' | 'MODIFIED' | 'DELETED';
  readonly checked: number;
  readonly expected: Properties;
  readonly actual: Properties | undefined;
  readonly differences: readonly {
    readonly PropertyPath: string;
    readonly ExpectedValue: string;
    readonly ActualValue: string;
    readonly DifferenceType: 'ADD' | 'REMOVE' | 'NOT_EQUAL';
  }[];
}

/** One thing that happened, to a resource or to the stack itself. */
export interface StoredEvent {
  readonly id: string;
  readonly stackId: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly at: number;
  readonly status: ResourceStatus;
  readonly reason?: string | undefined;
  readonly properties?: Properties | undefined;
  readonly token?: string | undefined;
}

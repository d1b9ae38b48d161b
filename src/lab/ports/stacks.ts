/** CloudFormation's own states of a stack. */
export type StackStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_FAILED'
  | 'CREATE_COMPLETE'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_FAILED'
  | 'ROLLBACK_COMPLETE'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_FAILED'
  | 'DELETE_COMPLETE'
  | 'UPDATE_IN_PROGRESS'
  | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_FAILED'
  | 'UPDATE_ROLLBACK_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_FAILED'
  | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE'
  | 'REVIEW_IN_PROGRESS'
  | 'IMPORT_IN_PROGRESS'
  | 'IMPORT_COMPLETE'
  | 'IMPORT_ROLLBACK_IN_PROGRESS'
  | 'IMPORT_ROLLBACK_FAILED'
  | 'IMPORT_ROLLBACK_COMPLETE';

/** A stack. */
export interface Stack {
  readonly name: string;
  /** Its ARN: finds it even after it was deleted. */
  readonly id: string;
  readonly status: StackStatus;
  /** CloudFormation's own words; empty where it has none. */
  readonly reason: string;
  readonly created: Date | undefined;
  /** Termination protection: CloudFormation refuses to delete it. */
  readonly isProtected: boolean;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** One resource of a stack. */
export interface StackResource {
  /** Its name in the template. */
  readonly logicalId: string;
  /** Its name in the account; empty before it is made. */
  readonly physicalId: string;
  /** `AWS::S3::Bucket` … */
  readonly type: string;
  /** `CREATE_COMPLETE`, `DELETE_SKIPPED` … */
  readonly status: string;
  readonly reason: string;
  /** When its state last changed. */
  readonly updated: Date | undefined;
}

/** How far a comparison of a stack with its template is. */
export interface DriftDetection {
  readonly status: 'DETECTION_IN_PROGRESS' | 'DETECTION_COMPLETE' | 'DETECTION_FAILED';
  /** Why it failed; empty where CloudFormation says nothing. */
  readonly reason: string;
}

/** One thing that happened to a stack or a resource of it. */
export interface StackEvent extends Omit<StackResource, 'updated'> {
  readonly id: string;
  readonly at: Date;
}

/** How a resource differs from what its template says. */
export interface ResourceDrift {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: 'IN_SYNC' | 'MODIFIED' | 'DELETED' | 'NOT_CHECKED' | 'UNSUPPORTED' | 'UNKNOWN';
  readonly differences: readonly {
    /** `/BufferingHints/IntervalInSeconds` */
    readonly path: string;
    readonly expected: string;
    readonly actual: string;
  }[];
}

/** What a stack is made of. */
export interface StackInput {
  readonly name: string;
  /** The template's text, 51,200 bytes at most. */
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** CloudFormation. Errors keep its names (`AlreadyExistsException`, `ValidationError` …). */
export interface Stacks {
  /** The stack of that name or id; undefined when there is none, or none any more. */
  get(name: string, signal?: AbortSignal): Promise<Stack | undefined>;
  /** Every stack of the region that is not deleted. */
  list(signal?: AbortSignal): Promise<Pick<Stack, 'name' | 'id' | 'status'>[]>;
  /** Begins to make a stack and answers with its id. */
  create(input: StackInput): Promise<string>;
  /** Begins to change a stack; false when there is nothing to change. */
  update(input: StackInput): Promise<boolean>;
  /** Begins to delete a stack; one that is not there is no error. `retain` names resources that stay (after DELETE_FAILED). */
  delete(name: string, retain?: readonly string[]): Promise<void>;
  /** The text that the stack was last made or changed from. */
  template(name: string, signal?: AbortSignal): Promise<string>;
  resources(name: string, signal?: AbortSignal): Promise<StackResource[]>;
  /** What happened to it, the oldest first: all of it, or what came after the event of that id. */
  events(name: string, after?: string, signal?: AbortSignal): Promise<StackEvent[]>;
  /**
   * Begins to compare a stack's resources with its template; answers with the detection's id, or undefined while another one of
   * that stack is under way.
   */
  detectDrift(name: string): Promise<string | undefined>;
  /** Where a detection stands. */
  driftDetection(id: string, signal?: AbortSignal): Promise<DriftDetection>;
  /** What the last detection found, a resource each. */
  drifts(name: string, signal?: AbortSignal): Promise<ResourceDrift[]>;
}

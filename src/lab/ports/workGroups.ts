/** A work group of Athena's. */
export interface WorkGroup {
  readonly name: string;
  readonly enabled: boolean;
  /** Its own settings hold for every query, whatever the query asks for. */
  readonly enforced: boolean;
  /** `s3://…` of its results; empty where each query says so itself. */
  readonly output: string;
  /** Athena keeps results in storage of its own, and takes no query that says where they go. */
  readonly managed: boolean;
  /** A query that scans more bytes is cancelled; undefined: none is. */
  readonly bytesScannedCutoff: number | undefined;
}

/** Athena's work groups. */
export interface WorkGroups {
  get(name: string, signal?: AbortSignal): Promise<WorkGroup>;
}

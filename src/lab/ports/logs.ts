/** One line of a log stream. */
export interface LogLine {
  readonly time: Date;
  readonly message: string;
}

/** CloudWatch Logs. A group or stream that is not there yet has no lines. */
export interface Logs {
  /** Names of the streams of a group whose names begin with `prefix`. */
  streams(group: string, prefix: string, signal?: AbortSignal): Promise<string[]>;
  /** Lines of one stream from the start, or from the token that the call before answered with. */
  lines(
    group: string,
    stream: string,
    token?: string,
    signal?: AbortSignal,
  ): Promise<{ lines: LogLine[]; token: string | undefined }>;
}

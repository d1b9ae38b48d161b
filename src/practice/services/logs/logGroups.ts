/** CloudWatch's log groups for the services that write to them. */
export interface LogGroups {
  /** Appends lines to a stream; makes group and stream when they are not there. */
  write(group: string, stream: string, lines: readonly string[], at?: Date): void;
}

/** What a message or a row of a tree offers to do. */
export interface Action {
  readonly title: string;
  /** A command's id. */
  readonly command: string;
  readonly args?: readonly unknown[];
}

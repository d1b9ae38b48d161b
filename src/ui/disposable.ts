/** Something with an end; a plain object may be one. */
export interface Disposable {
  dispose(): void;
}

/** What is kept of an object besides its bytes; every member as S3 sends it back. */
export interface ObjectDetails {
  readonly contentType: string;
}

/** Files that could not be had or are not NASA's; the message is one clear sentence, or two. */
export class DataError extends Error {
  override readonly name = 'DataError';
}

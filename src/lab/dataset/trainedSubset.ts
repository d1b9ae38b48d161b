/** The data set of a training file: `FD001` of `train_FD001.txt`. Of another name what is left of it. */
export function trainedSubset(filename: string): string {
  return filename.replace(/^train_|\.txt$/g, '');
}

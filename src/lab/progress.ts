/** What a running stage tells about itself. */
export type Progress =
  /** What it does now, in a few words. */
  | { readonly kind: 'step'; readonly text: string }
  /** How far it is. `perSecond` where the speed tells something. */
  | {
      readonly kind: 'count';
      readonly text: string;
      readonly done: number;
      readonly total: number;
      readonly perSecond?: number;
    }
  /** A line that the service itself wrote: of a job's output or a training log. */
  | { readonly kind: 'log'; readonly line: string };

export type OnProgress = (progress: Progress) => void;

import type { ModelFormat } from './modelFile/modelFile.ts';
import type { Version } from './modelFile/document.ts';

/** One object of a channel, as it lies on disk. */
export interface ChannelFile {
  /** The object's key. */
  readonly name: string;
  readonly path: string;
}

/** The objects of a channel. */
export interface ChannelData {
  readonly files: readonly ChannelFile[];
  readonly gzip: boolean;
}

/** What a training worker is started with. */
export interface TrainingTask {
  readonly hyperparameters: Readonly<Record<string, string>>;
  readonly train: ChannelData;
  readonly validation?: ChannelData;
  /** XGBoost's version, and the form its container saves models in. */
  readonly version: Version;
  readonly format: ModelFormat;
  /** Where the worker writes the model's archive (a gzip-compressed tar). */
  readonly archive: string;
}

/** What a training worker reports, in this order: data read, rounds, then one end. */
export type TrainingMessage =
  | { readonly kind: 'log'; readonly lines: readonly string[] }
  | { readonly kind: 'metrics'; readonly round: number; readonly metrics: Readonly<Record<string, number>> }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly userError: boolean; readonly message: string };

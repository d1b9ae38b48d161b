import { gunzipSync } from 'node:zlib';
import type { Model } from '../../engines/boosting/model.ts';
import { ModelFileError } from '../../engines/boosting/modelFile/document.ts';
import { readModel, type ModelFormat } from '../../engines/boosting/modelFile/modelFile.ts';
import { filesOfTar } from '../../engines/boosting/tar.ts';

/** A model as a container holds it in memory. */
export interface LoadedModel {
  readonly model: Model;
  readonly format: ModelFormat;
}

/** Reads a model's archive (`model.tar.gz`). Throws ModelFileError. */
export function loadArchive(bytes: Buffer): LoadedModel {
  let files: Map<string, Buffer>;
  try {
    files = filesOfTar(gunzipSync(bytes));
  } catch (error) {
    if (error instanceof ModelFileError) throw error;
    throw new ModelFileError('the archive is not gzip-compressed');
  }
  // The container takes the first file it finds, whatever its name.
  const [file] = files.values();
  if (!file) throw new ModelFileError('the archive holds no file');
  return readModel(file);
}

import type { Model } from '../model.ts';
import { decodeBinary, encodeBinary, isBinary } from './binary.ts';
import { fromDocument, ModelFileError, toDocument, type Version } from './document.ts';
import { encodeJson } from './json.ts';
import { binaryInPickle, encodePickle } from './pickle.ts';
import { decodeUbjson, encodeUbjson } from './ubjson.ts';

/** The forms a model file may have: XGBoost's JSON, UBJSON, its old binary format, and a pickled Python booster. */
export type ModelFormat = 'json' | 'ubjson' | 'binary' | 'pickle';

/** A model as the file that XGBoost of that version writes. */
export function writeModel(model: Model, format: ModelFormat, version: Version): Buffer {
  switch (format) {
    case 'json':
      return Buffer.from(encodeJson(toDocument(model, version)));
    case 'ubjson':
      return encodeUbjson(toDocument(model, version));
    case 'binary':
      return encodeBinary(model, version);
    case 'pickle':
      return encodePickle(model, version);
  }
}

/** Reads a model file of any of the forms, told by its first bytes. Throws ModelFileError. */
export function readModel(bytes: Buffer): { model: Model; format: ModelFormat } {
  if (isBinary(bytes)) return { model: decodeBinary(bytes), format: 'binary' };
  if (bytes[0] === 0x80) {
    const binary = binaryInPickle(bytes);
    if (!binary) throw new ModelFileError('the pickle holds no booster that can be read');
    return { model: decodeBinary(binary), format: 'pickle' };
  }
  if (bytes[0] !== 0x7b) throw new ModelFileError('the file is no XGBoost model');
  return /^\{\s*["}]/.test(bytes.toString('latin1', 0, 64))
    ? { model: fromDocument(parsed(bytes)), format: 'json' }
    : { model: fromDocument(decodeUbjson(bytes)), format: 'ubjson' };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new ModelFileError('the file is no XGBoost model: its JSON cannot be read');
  }
}

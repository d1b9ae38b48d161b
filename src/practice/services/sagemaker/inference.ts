import { CsvError, readCsv } from '../../engines/boosting/csvMatrix.ts';
import { predict } from '../../engines/boosting/model.ts';
import type { LoadedModel } from './loadedModel.ts';
import type { XgboostImage } from './images.ts';

/** What a container answers: an HTTP status, and the body's text. */
export interface ContainerReply {
  readonly status: 200 | 204 | 400 | 415;
  readonly text: string;
}

const contentTypes = [
  ...['csv', 'libsvm', 'parquet', 'recordio-protobuf', 'text/csv', 'text/libsvm', 'text/x-libsvm'],
  ...['application/x-parquet', 'application/x-recordio-protobuf'],
];

/** Answers rows of features as the built-in XGBoost's container does; `separator` is what its image writes between predictions. */
export function infer(
  { model, format }: LoadedModel,
  separator: XgboostImage['separator'],
  body: Uint8Array,
  contentType: string | undefined,
): ContainerReply {
  if (body.length === 0) return { status: 204, text: '' };
  // Without a content type the container takes the body for libsvm.
  const type = (contentType ?? 'text/libsvm').toLowerCase().split(';')[0]?.trim() ?? '';
  if (!contentTypes.includes(type))
    return { status: 415, text: `${type} is not an accepted ContentType: ${contentTypes.join(', ')}.` };
  if (type !== 'text/csv' && type !== 'csv')
    return {
      status: 415,
      text: `The practice account's endpoints read text/csv; the ContentType of this request is ${contentType ?? 'missing, which means text/libsvm'}.`,
    };

  let rows;
  try {
    rows = readCsv([{ name: 'the payload', bytes: body }], { labelled: false, weighted: false });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return {
      status: 415,
      text: `Loading csv data failed with Exception, please ensure data is in csv format:\n <class 'ValueError'>\n ${error.message}`,
    };
  }
  const misfit = featureMisfit(rows.columns, model.features, format === 'pickle');
  if (misfit) return { status: 400, text: `Unable to evaluate payload provided: ${misfit}` };
  const texts = Array.from(predict(model, rows.values, rows.rows), pythonText);
  return {
    status: 200,
    text: separator === ',' ? texts.join(',') : texts.map((text) => `${text}\n`).join(''),
  };
}

/** What is wrong with a number of columns. A pickled booster knows its features' names and may lack one of them. */
function featureMisfit(columns: number, features: number, isPickle: boolean): string | undefined {
  if (isPickle)
    return columns === features || columns === features - 1
      ? undefined
      : `Feature size of csv inference data ${columns} is not consistent with feature size of trained model ${features}.`;
  return columns <= features
    ? undefined
    : `Check failed: learner_model_param_.num_feature >= p_fmat->Info().num_col_ (${features} vs. ${columns}) : Number of columns does not match number of features in booster.`;
}

/** A number as Python's `str` writes a float. */
export function pythonText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16))
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  return Number.isInteger(value) ? `${Object.is(value, -0) ? '-0' : value}.0` : String(value);
}

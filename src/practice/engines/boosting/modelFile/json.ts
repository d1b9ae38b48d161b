import { floatText, type Value } from './document.ts';

/** A document as XGBoost's JSON: floats always with an exponent, so that its reader takes them for floats. */
export function encodeJson(value: Value): string {
  if (value instanceof Float32Array) return `[${Array.from(value, floatText).join(',')}]`;
  if (ArrayBuffer.isView(value)) return `[${value.join(',')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(encodeJson).join(',')}]`;
  const members = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}:${encodeJson(each)}`);
  return `{${members.join(',')}}`;
}

/** `Array.isArray` for readonly lists. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

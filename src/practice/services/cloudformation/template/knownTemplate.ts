import { parseTemplate, type Template } from './template.ts';

const kept = 8;
const known = new Map<string, Template>();

/**
 * The template of a text. Those of the last texts are kept: reading a long one takes a tenth of a second, and whatever is told of a
 * stack asks for its template. Throws as `parseTemplate`.
 */
export function knownTemplate(text: string): Template {
  const template = known.get(text) ?? parseTemplate(text);
  known.delete(text);
  known.set(text, template);
  const [oldest] = known.keys();
  if (known.size > kept && oldest !== undefined) known.delete(oldest);
  return template;
}

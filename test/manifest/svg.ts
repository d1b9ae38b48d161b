/** An element of an SVG file: a small reader for files that people draw, without CDATA, entities of their own or namespaces. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: SvgElement[];
  /** The text right inside it. */
  text: string;
}

const token =
  /<!--[^]*?-->|<\/(?<closed>[\w-]+)\s*>|<(?<opened>[\w-]+)(?<attributes>(?:\s+[\w:-]+="[^"<]*")*)\s*(?<single>\/?)>|(?<text>[^<]+)/y;

/** Reads an SVG file. @throws Error with the place, when it is not well-formed. */
export function readSvg(source: string): SvgElement {
  const top: SvgElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  for (token.lastIndex = 0; token.lastIndex < source.length;) {
    const at = token.lastIndex;
    const found = token.exec(source)?.groups;
    const fail = (why: string) => new Error(`${why} at character ${at}: ${source.slice(at, at + 40)}`);
    if (!found) throw fail('no well-formed XML');
    const parent = open.at(-1)!;
    if (found['closed'] !== undefined) {
      if (open.length === 1 || parent.name !== found['closed']) throw fail(`<${parent.name}> is still open`);
      open.pop();
    } else if (found['opened'] !== undefined) {
      const pairs = [...(found['attributes'] ?? '').matchAll(/([\w:-]+)="([^"]*)"/g)];
      const names = pairs.map(([, name]) => name!);
      if (new Set(names).size < names.length) throw fail('an attribute is there twice');
      const attributes = Object.fromEntries(pairs.map(([, name, value]) => [name!, value!]));
      const element = { name: found['opened'], attributes, children: [], text: '' };
      parent.children.push(element);
      if (!found['single']) open.push(element);
    } else {
      const text = found['text'] ?? '';
      if (/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(text)) throw fail('an & that is no entity');
      parent.text += text;
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)!.name}> is never closed`);
  const [root, ...others] = top.children;
  if (root?.name !== 'svg' || others.length || top.text.trim()) throw new Error('not one <svg>');
  return root;
}

/** An element and all below it. */
export function allElements(element: SvgElement): SvgElement[] {
  return [element, ...element.children.flatMap(allElements)];
}

/** How well one colour (`#rrggbb`) is told from another, 1 to 21, as WCAG 2 defines it. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The relative luminance of sRGB in WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

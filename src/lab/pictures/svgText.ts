import { escaped } from './markup.ts';

/** Colours of a file on white: the palette's, the text's, the grid's. Each has a contrast of 3 or more to white. */
export const inkOf = {
  palette: ['#1a6fc4', '#2e8540', '#8a4fbf', '#d13438', '#8a7000', '#c76a00'],
  text: '#1f1f1f',
  grid: '#e3e3e3',
} as const;

/** The colour of a place in the palette; that of the text without one. */
export const colourOf = (place: number | undefined): string =>
  place === undefined ? inkOf.text : (inkOf.palette[place % inkOf.palette.length] ?? inkOf.text);

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An SVG element without content; lengths have a decimal. */
export const shape = (name: string, attributes: Attributes): string =>
  `<${name}${attributeText(attributes)}/>`;

/** A line of words. */
export const text = (x: number, y: number, words: string, attributes: Attributes = {}): string =>
  `<text${attributeText({ x, y, fill: inkOf.text, ...attributes })}>${escaped(words)}</text>`;

/** A number as short as a picture needs it. */
export const short = (value: number): string => String(Math.round(value * 10) / 10);

function attributeText(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        ` ${name}="${typeof value === 'number' ? decimalText(value) : escaped(String(value))}"`,
    )
    .join('');
}

const decimalText = (value: number): string => String(Math.round(value * 100) / 100);

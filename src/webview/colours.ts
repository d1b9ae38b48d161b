/** The colours of VS Code's theme as a canvas needs them. */
export interface Colours {
  readonly text: string;
  readonly faintText: string;
  readonly background: string;
  readonly grid: string;
  readonly palette: readonly string[];
  readonly font: string;
  /** Where contrast is high nothing is fainter than it must be. */
  readonly highContrast: boolean;
}

// Orange is the last: VS Code's dark themes have it half transparent, and it is dull without that.
const paletteNames = ['blue', 'green', 'purple', 'red', 'yellow', 'orange'];

/** Reads the theme that the page has now. */
export function readColours(): Colours {
  const style = getComputedStyle(document.body);
  const variable = (name: string, otherwise: string): string =>
    style.getPropertyValue(`--vscode-${name}`).trim() || otherwise;
  const text = variable('editor-foreground', style.color);
  const highContrast = /\bvscode-high-contrast/.test(document.body.className);
  return {
    text,
    faintText: highContrast ? text : variable('descriptionForeground', text),
    background: variable('editor-background', 'transparent'),
    grid: highContrast ? withAlpha(text, 0.35) : withAlpha(text, 0.12),
    palette: paletteNames.map((name) => opaque(variable(`charts-${name}`, text))),
    font: style.fontFamily,
    highContrast,
  };
}

/** The colour of a place in the palette; that of the text without one. */
export function colourOf({ palette, text }: Colours, place: number | undefined): string {
  return place === undefined ? text : (palette[place % palette.length] ?? text);
}

/** A colour as VS Code writes it, without what it lets shine through. */
function opaque(colour: string): string {
  return colour.replace(/^rgba\((.+),[^,]+\)$/, 'rgb($1)').replace(/^(#[\da-f]{6})[\da-f]{2}$/i, '$1');
}

function withAlpha(colour: string, alpha: number): string {
  return `color-mix(in srgb, ${colour} ${String(alpha * 100)}%, transparent)`;
}

/** Calls back when VS Code's theme has changed. */
export function onThemeChange(changed: () => void): void {
  let asked = 0;
  // A theme sets class and colours one after the other.
  const soon = (): void => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(changed);
  };
  const changes = new MutationObserver(soon);
  changes.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  // Colours of the same theme may change too: they stand on the root.
  changes.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}

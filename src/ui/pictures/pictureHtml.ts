import { escaped } from '../../lab/pictures/markup.ts';

/** What the page of pictures is made of; the view comes by message. */
export interface PicturePage {
  /** Addresses of the page's own script and style sheet. */
  readonly script: string;
  readonly style: string;
  /** Where VS Code serves the page's files from. */
  readonly source: string;
  readonly nonce: string;
  readonly title: string;
  readonly language: string;
  readonly loading: string;
}

/**
 * The page of a view: nothing may load but its own two files, and no data is part of it. Images are those that it makes
 * itself: a picture on its way to a PNG.
 */
export function pictureHtml({ script, style, source, nonce, title, language, loading }: PicturePage): string {
  const policy = `default-src 'none'; img-src blob:; style-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1.0" />
    <link rel="stylesheet" href="${escaped(style)}" />
    <title>${escaped(title)}</title>
  </head>
  <body>
    <header>
      <h1 id="title">${escaped(title)}</h1>
      <div id="choices"></div>
      <div id="actions" hidden></div>
      <p id="progress"><span id="status" role="status">${escaped(loading)}</span><span id="elapsed" aria-hidden="true"></span></p>
    </header>
    <main>
      <p id="note"></p>
      <div id="sections"></div>
    </main>
    <script nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
  </body>
</html>`;
}

import { escaped } from '../../lab/pictures/markup.ts';

/** What the table's page is made of; the rows come by message. */
export interface TablePage {
  /** Addresses of the page's own script and style sheet. */
  readonly script: string;
  readonly style: string;
  /** Where VS Code serves the page's files from. */
  readonly source: string;
  readonly nonce: string;
  readonly title: string;
  /** What stands below the title: where the rows come from. */
  readonly note: string;
  readonly labels: { readonly copy: string; readonly more: string; readonly loading: string };
  readonly language: string;
}

/** The page of a table: nothing may load but its own two files, and no data is part of it. */
export function tableHtml(page: TablePage): string {
  const { copy, more, loading } = page.labels;
  const policy = `default-src 'none'; style-src ${page.source}; script-src 'nonce-${page.nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escaped(page.language)}">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1.0" />
    <link rel="stylesheet" href="${escaped(page.style)}" />
    <title>${escaped(page.title)}</title>
  </head>
  <body>
    <header>
      <p aria-hidden="true"><strong>${escaped(page.title)}</strong> <span>${escaped(page.note)}</span></p>
      <p id="status" role="status">${escaped(loading)}</p>
      <button id="copy" type="button" disabled>${escaped(copy)}</button>
    </header>
    <main id="scroll" tabindex="0" role="region" aria-labelledby="caption">
      <table id="table">
        <caption id="caption">${escaped(page.title)} ${escaped(page.note)}</caption>
        <thead><tr id="columns"></tr></thead>
        <tbody id="rows"></tbody>
      </table>
      <button id="more" type="button" hidden>${escaped(more)}</button>
    </main>
    <script nonce="${page.nonce}" src="${escaped(page.script)}"></script>
  </body>
</html>`;
}

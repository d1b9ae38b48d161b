import assert from 'node:assert/strict';
import { tableHtml, type TablePage } from '../../../../src/ui/table/tableHtml.ts';

const page: TablePage = {
  script: 'https://files.example/table.js',
  style: 'https://files.example/table.css',
  source: 'https://files.example',
  nonce: '0123456789abcdef',
  title: 'part-0.parquet',
  note: 's3://bucket/part-0.parquet',
  labels: { copy: 'Copy', more: 'More', loading: 'Loading' },
  language: 'en',
};

describe("A table's page", () => {
  it('lets nothing load but its own script and style sheet', () => {
    const html = tableHtml(page);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(
      policy?.replaceAll('&#39;', "'"),
      "default-src 'none'; style-src https://files.example; script-src 'nonce-0123456789abcdef'",
    );
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.doesNotMatch(html, /\son\w+=|style="|<style/);
  });

  it('takes what it is told for text, never for markup', () => {
    const html = tableHtml({ ...page, title: `<img src=x onerror="alert('1')">`, note: '</span><script>' });
    assert.doesNotMatch(html, /<img|<\/span><script>/);
    assert.match(html, /&lt;img src=x onerror=&quot;alert\(&#39;1&#39;\)&quot;&gt;/);
  });

  it('is a table with a caption, in a region that the keyboard reaches', () => {
    const html = tableHtml(page);
    assert.match(html, /<main id="scroll" tabindex="0" role="region" aria-labelledby="caption">/);
    assert.match(html, /<caption id="caption">/);
    assert.match(html, /role="status"/);
  });
});

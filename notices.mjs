// The notices of the packages that ship inside the extension.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** What ships inside a package without a package.json of its own. */
const within = [
  {
    name: 'CPython, compiled to WebAssembly by pyodide',
    licence: 'PSF-2.0',
    source: 'https://github.com/python/cpython',
  },
];

/**
 * The notices of every package that `files` come from, as text: name, version, licence and where its source is, and
 * below each licence's text the packages that it holds for.
 * @param files paths of the files that were bundled or copied, as the bundler names them.
 */
export function thirdPartyNotices(files) {
  const packages = [...new Set(files.map(folderOfPackage).filter(Boolean))].sort().map(describe);
  const names = [...packages, ...within].map(
    ({ name, licence, source }) => `- ${name}, ${licence}${source ? `, ${source}` : ''}`,
  );
  const texts = new Map();
  for (const { name, text } of packages) if (text) texts.set(text, [...(texts.get(text) ?? []), name]);
  const parts = [...texts].map(([text, holders]) => `${holders.join(', ')}\n\n${text}`);
  const opening =
    'CMAPSS ML Lab contains the packages below. The texts of their licences follow; a licence without a text here\n' +
    'is found by its identifier at https://spdx.org/licenses/.';
  return `${[`${opening}\n\n${names.join('\n')}`, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** `…/node_modules/NAME` of a file below it. */
const folderOfPackage = (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file.replaceAll('\\', '/'))?.[0];

function describe(folder) {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  const { url = '' } =
    typeof manifest.repository === 'string' ? { url: manifest.repository } : (manifest.repository ?? {});
  return {
    name: `${manifest.name} ${manifest.version}`,
    licence: manifest.license,
    source: url.replace(/^(git\+)?\w+:\/\/(git@)?/, 'https://').replace(/\.git$/, ''),
    text: files.map((name) => readFileSync(path.join(folder, name), 'utf8').trim()).join('\n\n'),
  };
}

import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import n from 'eslint-plugin-n';
import path from 'node:path';
import tseslint from 'typescript-eslint';

// The rooms of src/ and which other rooms, or a folder of theirs, each may import; extension.ts and headless/ may know all.
const mayKnow = {
  lab: [],
  practice: [],
  launch: [],
  aws: ['lab'],
  accounts: ['lab', 'aws', 'launch'],
  ui: ['lab', 'ids.ts'],
  webview: ['lab/pictures'],
};
const rooms = [...Object.keys(mayKnow), 'headless', 'extension.ts', 'ids.ts'];
const walls = Object.entries(mayKnow).flatMap(([room, known]) =>
  rooms
    .filter((other) => other !== room && !known.includes(other))
    .map((other) => ({
      target: `./src/${room}`,
      from: `./src/${other}`,
      except: known.filter((each) => each.startsWith(`${other}/`)).map((each) => `./${path.basename(each)}`),
      message: `src/${room} may import ${known.length ? known.join(', ') : 'only itself'} (see ARCHITECTURE.md).`,
    })),
);

const globalsOfNode = Object.fromEntries(
  ['process', 'console', 'URL', 'URLSearchParams', 'setTimeout', 'clearTimeout'].map((name) => [
    name,
    'readonly',
  ]),
);

/** Packages a room alone may import; the same list without `except` is forbidden everywhere else. */
const owners = [
  { packages: ['@aws-sdk/*', '@smithy/*'], except: ['src/aws/**', 'src/practice/**'] },
  { packages: ['uplot'], except: ['src/webview/**'] },
  { packages: ['vscode'], except: ['src/ui/**', 'src/extension.ts'] },
  { packages: ['@duckdb/*', 'pyodide', '@polyglot-sql/*', 'yaml'], except: ['src/practice/**'] },
  { packages: ['hyparquet', 'hyparquet-compressors'], except: ['src/aws/**'] },
  { packages: ['csv-parse', 'csv-parse/*'], except: ['src/lab/**', 'src/aws/**', 'src/ui/**'] },
];
const forbidden = (room) => ({
  files: [`src/${room}`, `src/${room}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: owners
          .filter(({ except }) => !except.includes(`src/${room}/**`) && !except.includes(`src/${room}`))
          .map(({ packages, except }) => ({
            group: packages,
            message: `Only ${except.join(', ')} may import this.`,
          })),
      },
    ],
  },
});

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', '.venv/', '.cache/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones: walls }],
      'max-lines': ['error', 300],
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
    settings: {
      'import-x/resolver': { typescript: true, node: { extensions: ['.ts', '.js'] } },
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
  },
  ...rooms.map(forbidden),
  {
    files: ['src/**/*.ts'],
    plugins: { n },
    rules: {
      // What ships runs on the Node of VS Code 1.90.
      'n/no-unsupported-features/node-builtins': ['error', { version: '>=20.9.0', allowExperimental: true }],
      'n/no-unsupported-features/es-builtins': ['error', { version: '>=20.9.0' }],
    },
  },
  {
    // Loops over typed arrays whose index is in range by construction; a check an element would cost the engine its speed.
    files: ['src/practice/engines/{boosting,tuning}/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: globalsOfNode },
  },
);

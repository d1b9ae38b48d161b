import assert from 'node:assert/strict';
import { ESLint } from 'eslint';

/** A line that a file may not have, and a piece of what lint says of it. */
const forbidden: readonly { file: string; line: string; says: RegExp }[] = [
  {
    file: 'src/lab/progress.ts',
    line: "import '../aws/connect.ts';",
    says: /src\/lab may import only itself/,
  },
  { file: 'src/lab/progress.ts', line: "import '@aws-sdk/client-s3';", says: /src\/aws/ },
  { file: 'src/lab/progress.ts', line: "import 'vscode';", says: /src\/ui/ },
  { file: 'src/aws/identity.ts', line: "import '../practice/clock.ts';", says: /src\/aws may import lab/ },
  { file: 'src/aws/identity.ts', line: "import '@duckdb/node-api';", says: /src\/practice/ },
  {
    file: 'src/practice/clock.ts',
    line: "import '../lab/progress.ts';",
    says: /src\/practice may import only itself/,
  },
  {
    file: 'src/launch/lease.ts',
    line: "import '../practice/clock.ts';",
    says: /src\/launch may import only itself/,
  },
  {
    file: 'src/ui/registerCommands.ts',
    line: "import '../aws/connect.ts';",
    says: /src\/ui may import lab, ids/,
  },
  {
    file: 'src/accounts/programFolder.ts',
    line: "import '../practice/clock.ts';",
    says: /src\/accounts may import lab, aws, launch/,
  },
  {
    file: 'src/webview/page.ts',
    line: "import '../lab/progress.ts';",
    says: /src\/webview may import lab\/pictures/,
  },
  { file: 'src/ui/registerCommands.ts', line: "import 'uplot';", says: /src\/webview/ },
  { file: 'src/headless/lab.ts', line: "import '@aws-sdk/client-s3';", says: /src\/aws/ },
];

describe('the walls between rooms', function () {
  this.timeout(120_000);
  const eslint = new ESLint();

  for (const { file, line, says } of forbidden) {
    it(`refuse ${line} in ${file}`, async () => {
      const [result] = await eslint.lintText(`${line}\n`, { filePath: file });
      const messages = (result?.messages ?? []).map(({ message }) => message);
      assert.ok(
        messages.some((message) => says.test(message)),
        `lint says: ${messages.join('; ') || 'nothing'}`,
      );
    });
  }
});

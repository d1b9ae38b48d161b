#!/usr/bin/env node
// Stands in for the VS Code executable that @vscode/test-electron starts: takes its flags, runs the tests in
// code-server with a headless browser as its window, prints what they print and exits with their code.
import { existsSync, mkdirSync } from 'node:fs';
import { format, parseArgs } from 'node:util';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { makeProfile, startServer } from './codeServer.mjs';
import * as host from './hostPaths.mjs';

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
});
const deadlineMs = 180_000;
const browserFlags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
];
/** What VS Code itself says of its start, which tells nothing of the tests. */
const chatter =
  /^(Resolv|Creating a socket|\[reconnection|\[Service Worker|\[AgentHost|\[AccountPolicy|Ignoring fetching|Updating additional|Canceled: Canceled)/;

const profile = makeProfile();
const folder = positionals.find((each) => existsSync(each)) ?? path.join(profile.root, 'empty');
mkdirSync(folder, { recursive: true });
const server = await startServer(profile);
const browser = await chromium.launch({ executablePath: host.chromium, headless: true, args: browserFlags });
let code;
try {
  code = await runTests();
} finally {
  await browser.close();
  await server.stop();
  profile.remove();
}
process.exit(code);

async function runTests() {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  const page = await context.newPage();
  const ended = new Promise((resolve) => {
    setTimeout(() => {
      console.error(`the tests did not end in ${deadlineMs / 1000} s`);
      resolve(124);
    }, deadlineMs).unref();
    page.on('crash', () => resolve(70));
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.exposeFunction('codeAutomationLog', (_type, args) => {
    const line = format(...args);
    if (!chatter.test(line)) process.stdout.write(`${line}\n`);
  });
  const remote = (file) => `vscode-remote://${new URL(server.url).host}${path.resolve(file)}`;
  const passed = Object.entries(process.env).filter(([name]) => name.startsWith('EDITOR_TEST_'));
  const payload = [
    ['extensionDevelopmentPath', remote(values.extensionDevelopmentPath)],
    ['extensionTestsPath', remote(values.extensionTestsPath)],
    ['extensionEnvironment', JSON.stringify(Object.fromEntries(passed))],
    ['skipWelcome', 'true'],
  ];
  await page.goto(`${server.url}/?${new URLSearchParams({ folder, payload: JSON.stringify(payload) })}`);
  return ended;
}

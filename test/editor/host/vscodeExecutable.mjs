#!/usr/bin/env node
// Stands in for the VS Code executable that @vscode/test-electron starts: takes its flags, runs the tests in
// code-server with a headless browser as its window, prints what they print and exits with their code.
// EDITOR_TEST_HOST names the host (see hosts.mjs).
import { format, parseArgs } from 'node:util';
import path from 'node:path';
import { launchBrowser, viewport } from './browser.mjs';
import { startServer } from './codeServer.mjs';
import { hosts } from './hosts.mjs';

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: Object.fromEntries(
    ['extensionDevelopmentPath', 'extensionTestsPath', 'user-data-dir', 'extensions-dir'].map((name) => [
      name,
      { type: 'string' },
    ]),
  ),
});
const deadlineMs = Number(process.env.EDITOR_TEST_DEADLINE_MS ?? 300_000);
/** What VS Code itself says of its start, which tells nothing of the tests. */
const chatter =
  /^(Resolv|Creating a socket|\[reconnection|\[Service Worker|\[AgentHost|\[AccountPolicy|Ignoring fetching|Updating additional|Canceled: Canceled|\[mainThread|INFO|Started local extension host)/;

const [folder] = positionals;
const places = { userData: values['user-data-dir'], extensions: values['extensions-dir'] };
const host = hosts[process.env.EDITOR_TEST_HOST ?? 'current'];
const server = await startServer(host, places, { driver: true });
const browser = await launchBrowser();
let code;
try {
  code = await runTests();
} finally {
  await browser.close();
  await server.stop();
}
process.exit(code);

async function runTests() {
  // As on a desktop, where nobody is asked before something is copied.
  const permissions = ['clipboard-read', 'clipboard-write'];
  const context = await browser.newContext({ viewport, permissions });
  const page = await context.newPage();
  const ended = new Promise((resolve) => {
    setTimeout(() => {
      console.error(`the tests did not end in ${deadlineMs / 1000} s`);
      resolve(124);
    }, deadlineMs).unref();
    page.on('crash', () => {
      console.error('the page crashed');
      resolve(70);
    });
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

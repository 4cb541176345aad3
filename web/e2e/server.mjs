// The browser tests against a server of their own, on a free port and a fresh data folder: `node e2e/server.mjs ../maslin`.
// The server ends with the tests, however they end. Another script may be named in place of all, and what it is given.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { executable } from './browser.mjs';

const [, , maslin, script = 'all.mjs', ...given] = process.argv;

if (!existsSync(executable)) {
  console.error(`${process.env.CI ? 'error' : 'note'}: the browser tests are LEFT OUT, for there is no Chromium at ${executable}.`);
  console.error('hint: apt-get install chromium, or name one by CHROMIUM.');
  process.exit(process.env.CI ? 1 : 0);
}

const data = mkdtempSync(join(tmpdir(), 'maslin browser '));
const server = spawn(maslin, ['serve', '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] });
const ended = once(server, 'exit');
let tests;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (tests ?? server).kill(signal));

async function address() {
  const early = ended.then(() => Promise.reject(new Error('The server ended before it was there.')));
  // The JVM may have something to say before.
  const said = createInterface(server.stdout);
  for (;;) {
    const [line] = await Promise.race([once(said, 'line'), early]);
    const found = line.match(/http:\S+/);
    if (found) return found[0];
  }
}

try {
  const url = await address();
  const link = execFileSync(maslin, ['admin', 'owner', '--email', 'owner@example.org', '--base-url', url, '--data', data], { encoding: 'utf8' }).trim().split('\n').at(-1);
  tests = spawn(process.execPath, [join(import.meta.dirname, script), ...given], { stdio: 'inherit', env: { ...process.env, MASLIN_URL: url, MASLIN_LINK: link } });
  const [code] = await once(tests, 'exit');
  process.exitCode = code ?? 1;
} finally {
  server.kill();
  await ended;
  rmSync(data, { recursive: true, force: true });
}

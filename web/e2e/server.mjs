// The browser tests against a server of their own, on a free port and a fresh data folder: `node e2e/server.mjs ../maslin`. Or one
// of them that is run by itself, with its arguments: `crew.mjs --samples 2000`, `tour.mjs FOLDER`, `million.mjs`.
// The server ends with the tests, however they end.
import { execFileSync, spawn } from 'node:child_process';
import { on, once } from 'node:events';
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

const demo = script === 'tour.mjs';
const data = mkdtempSync(join(tmpdir(), 'maslin browser '));
const server = spawn(maslin, ['serve', '--port', '0', '--data', data, ...(demo ? ['--demo'] : [])], { stdio: ['ignore', 'pipe', 'inherit'] });
const ended = once(server, 'exit');
let tests;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (tests ?? server).kill(signal));

const lines = on(createInterface(server.stdout), 'line', { close: ['close'] });

/** The next line like this; the JVM may have something to say before. */
async function told(pattern) {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error('The server ended before it was there.');
    const found = value[0].match(pattern);
    if (found) return found[0];
  }
}

try {
  const url = await told(/http:\S+/);
  // A server without an owner says how to make one, as it must be typed.
  const command = demo ? `maslin admin owner --email YOU@YOUR.ORGANISATION --base-url ${url} --data '${data}'` : await told(/maslin admin owner .+/);
  const typed = command.replace(/^maslin/, () => `'${maslin}'`).replace('YOU@YOUR.ORGANISATION', 'owner@example.org');
  const link = execFileSync('sh', ['-c', typed], { encoding: 'utf8' }).trim().split('\n').at(-1);
  tests = spawn(process.execPath, [join(import.meta.dirname, script), ...given], { stdio: 'inherit', env: { ...process.env, MASLIN_URL: url, MASLIN_LINK: link } });
  const [code] = await once(tests, 'exit');
  process.exitCode = code ?? 1;
} finally {
  server.kill();
  await ended;
  rmSync(data, { recursive: true, force: true });
}

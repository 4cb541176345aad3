// The whole way by keyboard alone: in by a one-time link and again by password, projects of both kinds, their samples, every
// task, a version of each, and a chain.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faults, lines } from './axe.mjs';
import { check, open, server } from './browser.mjs';
import { focus, replace, titled, type, usable } from './keyboard.mjs';

const password = process.env.MASLIN_PASSWORD ?? 'quiet mill by the river';
const samples = 30;
const soon = 100;
const patience = 300_000;

const padded = (i) => String(i).padStart(3, '0');

const choice = {
  name: 'Letters',
  question: 'Choose what the letter asks about.',
  sample: (i) => ({ key: `sample-${padded(i)}`, text: `Number ${i}: my bun was stale.` }),
  keys: ['1', '2', '3'],
  first: 'bread',
  describe: async (page) => {
    await focus(page, '#classes-0');
    await type(page, 'bread\ndelivery\nprice');
  },
};

const pairwise = {
  name: 'Pairs',
  question: 'Which answer would you rather get?',
  sample: (i) => ({ key: `sample-${padded(i)}`, messages: [{ role: 'user', content: `Number ${i}: how much is a bun?` }], candidates: [{ content: 'Two coins.' }, { content: 'Some coins.' }] }),
  keys: ['ArrowLeft', 'b', 't'],
  first: 'first',
  describe: async (page) => {
    await focus(page, 'input[name="kind"]');
    await page.keyboard.press('ArrowDown');
  },
};

async function comeIn(page) {
  if (!process.env.MASLIN_LINK) {
    await page.goto(`${server}/`);
    return signIn(page, process.env.MASLIN_EMAIL ?? 'owner@example.org');
  }
  await page.goto(process.env.MASLIN_LINK);
  await titled(page, 'Welcome').waitFor();
  check(!page.url().includes('token'), 'the token has left the address bar');
  await focus(page, '#name');
  await type(page, 'Owner');
  await page.keyboard.type('short');
  await page.keyboard.press('Enter');
  check(await page.getByText('at least 15 are needed').isVisible(), 'a short password is refused with its length');
  await replace(page, password);
  await page.keyboard.press('Enter');
  await titled(page, 'Projects').waitFor();
}

async function signIn(page, email) {
  await titled(page, /Sign in/).waitFor();
  await focus(page, '#email');
  await type(page, email);
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await titled(page, 'Projects').waitFor();
}

async function goOutAndIn(page) {
  const { user } = await (await page.request.get(`${server}/api/v1/session`)).json();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('sign out');
  await page.keyboard.press('Enter');
  await titled(page, /Sign in/).waitFor();
  check((await page.request.get(`${server}/api/v1/projects`)).status() === 401, 'signed out, the server shows nothing');
  await signIn(page, user.email);
  check(true, 'the password opens again');
}

async function makeProject(page, { name, question, describe }) {
  const title = `${name} ${Date.now()}`;
  await page.keyboard.press('n');
  await titled(page, 'New project').waitFor();
  await focus(page, '#name');
  await type(page, title);
  await describe(page);
  await focus(page, '#guideline');
  await type(page, question);
  await replace(page, '1');
  await page.keyboard.press('Enter');
  await titled(page, title).waitFor();
  check(await page.evaluate(() => document.activeElement?.tagName === 'H1'), 'after navigation the title has the focus');
}

async function importSamples(page, { sample }) {
  const file = join(mkdtempSync(join(tmpdir(), 'maslin-')), 'samples.jsonl');
  const taken = Array.from({ length: samples }, (_, i) => JSON.stringify(sample(i)));
  writeFileSync(file, `${taken.join('\n')}\n{"key": "broken"\n`);
  await page.keyboard.press('i');
  await page.locator('#file').setInputFiles(file);
  await focus(page, 'dialog button[type="submit"]');
  await page.keyboard.press('Enter');
  await page.getByText(`${samples} samples taken`).waitFor();
  check(await page.getByText(`samples.jsonl:${samples + 1}`).first().isVisible(), 'the report names the line that was not taken');
  await page.keyboard.press('Escape');
  await page.getByText('sample-000').waitFor();
}

async function label(page, { name, keys, first }) {
  await usable(page, 'Label next');
  await page.keyboard.press('l');
  await page.getByText('Number 0:').waitFor();
  await page.getByText('Next task is ready').waitFor();
  const found = await faults(page, name);
  check(found.length === 0, `a task at hand: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  await page.keyboard.press(keys[0]);
  await page.getByRole('status').getByText(/Saved/).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Number 1:').waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('Number 0:').waitFor();
  check(await page.locator(`input[value="${first}"]`).isChecked(), 'undo after submit brings the task and its answer back');
  await page.keyboard.press(keys[1]);
  await page.keyboard.press('Enter');

  await page.evaluate(() => performance.clearResourceTimings());
  const waits = [];
  for (let i = 1; i < samples; i++) {
    const last = i === samples - 1;
    await page.getByText(`Number ${i}:`).waitFor();
    if (!last) await page.getByText('Next task is ready').waitFor();
    await page.keyboard.press(keys[i % keys.length]);
    const wait = await submitAndSee(page, last ? 'Nothing left to do here' : `Number ${i + 1}:`);
    if (!last) waits.push(wait);
  }
  const leases = await page.evaluate(() => performance.getEntriesByType('resource').filter((one) => /\/assignments\?ahead=/.test(one.name)).map((one) => one.duration));
  tellsHowSoon(waits, 'the next task is shown');
  tellsHowSoon(leases, 'a task is leased');
  await page.getByRole('status').getByText(/Saved/).waitFor();
}

/** Presses Enter, and tells after how many milliseconds the text is there. */
async function submitAndSee(page, text) {
  await page.evaluate((wanted) => {
    window.nextShown = new Promise((resolve) => {
      const began = performance.now();
      const look = () => (document.getElementById('main').innerText.includes(wanted) ? resolve(performance.now() - began) : requestAnimationFrame(look));
      addEventListener('keydown', () => requestAnimationFrame(look), { once: true, capture: true });
    });
  }, text);
  await page.keyboard.press('Enter');
  return page.evaluate(() => window.nextShown);
}

/** Told, not held: a busy machine is no fault of the app. */
function tellsHowSoon(millis, what) {
  const sorted = millis.toSorted((a, b) => a - b);
  const slow = sorted[Math.ceil(sorted.length * 0.95) - 1];
  console.log(`  measured: ${what} in ${slow.toFixed(0)} ms (95th percentile of ${sorted.length}); ${soon} are wanted`);
}

async function publish(page) {
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Dataset versions' }).waitFor();
  await usable(page, 'Publish a version');
  await page.keyboard.press('f');
  await focus(page, 'dialog button[type="submit"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/versions\/[0-9a-f]{64}/);
  await page.getByText('sealed').waitFor();
  await page.getByRole('heading', { name: 'Manifest' }).waitFor();
}

async function startChain(page) {
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await titled(page, 'Chains').waitFor();
  await focus(page, '#chain-rounds');
  for (const number of ['1', '50', '20', '1']) {
    await replace(page, number);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await titled(page, 'Help desk').waitFor();
  await page.keyboard.press('p');
  await usable(page, 'Go on');
  await page.keyboard.press('p');
  await usable(page, 'Pause');
  check(true, 'a chain is started, paused and resumed');
}

/** Goes down from a link that waits for answers, gives them all, and comes back. */
async function answer(page, link) {
  const row = page.locator(`#${link} summary`);
  await row.getByText('running').waitFor({ timeout: patience });
  await row.focus();
  await page.keyboard.press('Enter');
  await page.locator(`#${link} a[href*="/projects/"]`).waitFor({ timeout: patience });
  await focus(page, `#${link} a[href*="/projects/"]`);
  await page.keyboard.press('Enter');
  await usable(page, 'Label next');
  await page.keyboard.press('l');
  await page.getByRole('radio').first().waitFor();
  const finished = page.getByText('Nothing left to do here');
  for (let n = 1; !(await finished.isVisible()); n++) {
    await page.keyboard.press(n % 2 ? 'a' : 'b');
    await usable(page, 'Submit');
    await page.keyboard.press('Enter');
    await page.getByText(new RegExp(`^${n} answers? of mine$`)).or(finished).waitFor();
  }
  await page.keyboard.press('Escape');
  await page.locator('a[href*="/chains/"]').waitFor();
  await focus(page, 'a[href*="/chains/"]');
  await page.keyboard.press('Enter');
  await titled(page, 'Help desk').waitFor();
}

async function finishChain(page) {
  await answer(page, 'answers');
  await answer(page, 'evaluation');
  await page.locator('#gate summary').getByText(/^(passed|failed)$/).waitFor({ timeout: patience });
  check(true, 'a chain whose comparisons are answered comes to its gate');
}

export async function journey(browser) {
  const { page, context, errors } = await open(browser);
  await comeIn(page);
  for (const kind of [choice, pairwise]) {
    console.log(`a project of ${kind.name.toLowerCase()}`);
    await makeProject(page, kind);
    await importSamples(page, kind);
    await label(page, kind);
    await publish(page);
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await titled(page, 'Projects').waitFor();
    if (kind === choice) await goOutAndIn(page);
  }
  await startChain(page);
  await finishChain(page);
  check(errors.length === 0, `no script error and no broken content policy${lines(errors)}`);
  return context;
}

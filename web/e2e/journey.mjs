// The whole way by keyboard alone: in by one-time link or password, a project, its samples, every task, a version.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, open, server } from './browser.mjs';

const password = process.env.MASLIN_PASSWORD ?? 'quiet mill by the river';

const titled = (page, name) => page.getByRole('heading', { level: 1, name });

/** Types into the focused field, and goes on to the next control. */
async function type(page, text) {
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

async function focus(page, selector) {
  for (let i = 0; i < 60; i++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} cannot be reached by Tab from ${page.url()}`);
}

const usable = (page, caption) => page.locator('button:not([disabled])', { hasText: caption }).waitFor();

async function comeIn(page) {
  if (process.env.MASLIN_LINK) {
    await page.goto(process.env.MASLIN_LINK);
    await titled(page, 'Welcome').waitFor();
    check(!page.url().includes('token'), 'the token has left the address bar');
    await focus(page, '#name');
    await type(page, 'Owner');
    await page.keyboard.type('short');
    await page.keyboard.press('Enter');
    check(await page.getByText('at least 15 are needed').isVisible(), 'a short password is refused with its length');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(password);
  } else {
    await page.goto(`${server}/`);
    await titled(page, /Sign in/).waitFor();
    await focus(page, '#email');
    await type(page, process.env.MASLIN_EMAIL ?? 'owner@example.org');
    await page.keyboard.type(password);
  }
  await page.keyboard.press('Enter');
  await titled(page, 'Projects').waitFor();
}

async function makeProject(page, name) {
  await page.keyboard.press('n');
  await titled(page, 'New project').waitFor();
  await focus(page, '#name');
  await type(page, name);
  await focus(page, '#classes');
  await type(page, 'bread\ndelivery\nprice');
  await type(page, 'Choose what the letter asks about.');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await titled(page, name).waitFor();
  check(await page.evaluate(() => document.activeElement?.tagName === 'H1'), 'after navigation the title has the focus');
}

async function importSamples(page, samples) {
  const file = join(mkdtempSync(join(tmpdir(), 'maslin-')), 'letters.jsonl');
  const lines = Array.from({ length: samples }, (_, i) => JSON.stringify({ key: `letter-${String(i).padStart(3, '0')}`, text: `Letter ${i}: my bun was stale.` }));
  writeFileSync(file, `${lines.join('\n')}\n{"key": "broken"\n`);
  await page.keyboard.press('i');
  await page.locator('#file').setInputFiles(file);
  await focus(page, 'dialog button[type="submit"]');
  await page.keyboard.press('Enter');
  await page.getByText(`${samples} samples taken`).waitFor();
  check(await page.getByText(`line ${samples + 1}`).first().isVisible(), 'the report names the line that was not taken');
  await page.keyboard.press('Escape');
  await page.getByText('letter-000').waitFor();
}

async function label(page, samples) {
  await usable(page, 'Label next');
  await page.keyboard.press('l');
  await page.getByText('Letter 0:').waitFor();
  await page.getByText('Next task is ready').waitFor();
  await page.keyboard.press('1');
  await page.getByRole('status').getByText(/Saved/).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Letter 1:').waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('Letter 0:').waitFor();
  check(await page.locator('input[value="bread"]').isChecked(), 'undo after submit brings the task and its answer back');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');

  const waits = [];
  for (let i = 1; i < samples; i++) {
    await page.getByText(`Letter ${i}:`).waitFor();
    if (i < samples - 1) await page.getByText('Next task is ready').waitFor();
    await page.keyboard.press(String((i % 3) + 1));
    const next = i === samples - 1 ? 'Nothing left to do here' : `Letter ${i + 1}:`;
    await page.evaluate((text) => {
      window.nextShown = new Promise((resolve) => {
        const began = performance.now();
        const look = () => (document.getElementById('main').innerText.includes(text) ? resolve(performance.now() - began) : requestAnimationFrame(look));
        addEventListener('keydown', () => requestAnimationFrame(look), { once: true, capture: true });
      });
    }, next);
    await page.keyboard.press('Enter');
    const wait = await page.evaluate(() => window.nextShown);
    if (i < samples - 1) waits.push(wait);
  }
  waits.sort((a, b) => a - b);
  const slowest = waits[Math.ceil(waits.length * 0.95) - 1];
  check(slowest < 100, `the next task is there in ${slowest.toFixed(0)} ms (95th of 100), under 100`);
  await page.getByRole('status').getByText(/Saved/).waitFor();
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

export async function journey(browser) {
  const { page, context, errors } = await open(browser);
  const samples = 12;
  await comeIn(page);
  await makeProject(page, `Letters ${Date.now()}`);
  await importSamples(page, samples);
  await label(page, samples);
  await publish(page);
  check(errors.length === 0, `no script error and no broken content policy${errors.map((error) => `\n    ${error}`).join('')}`);
  return context;
}

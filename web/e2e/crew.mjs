// A manager and three annotators, each in a browser of their own: two projects of templates, images and conversations imported,
// labeled with the pointer and by keys and the rest by the interface, one disagreement settled in review, the books right to the last
// answer. `node e2e/crew.mjs` with MASLIN_URL and MASLIN_LINK runs it whole; the browser tests run it small.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, server, withBrowser } from './browser.mjs';
import { call, signIn } from './hands.mjs';
import { png } from './png.mjs';
import { invite } from './team.mjs';

const padded = (i) => String(i).padStart(4, '0');
const stage = (page) => page.locator('main [role="application"]');

async function projectOf(page, template, overlap, files) {
  await page.goto(`${server}/projects/new`);
  await page.getByText(template, { exact: true }).click();
  await page.locator('#overlap').fill(String(overlap));
  await page.locator('#samples').setInputFiles(files);
  await page.getByRole('button', { name: 'Create and label' }).click();
  await page.waitForURL(/\/label$/, { timeout: 300_000 });
  return page.url().match(/projects\/([^/]+)/)[1];
}

async function allThere(context, id, n) {
  for (let i = 0; i < 1200; i++) {
    if ((await call(context, 'GET', `/projects/${id}`)).counts.tasks === n) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error(`${id} never had its ${n} tasks`);
}

/** Draws boxes on some images, with a mouse. */
async function draw(member, id, n, more) {
  const { page } = member;
  await page.goto(`${server}/projects/${id}/label`);
  await stage(page).waitFor();
  for (let i = 0; i < n; i++) {
    await page.locator('.at', { hasText: 'of 320' }).waitFor();
    await page.getByRole('heading', { level: 2, name: '0 regions' }).waitFor();
    const box = await stage(page).boundingBox();
    for (let k = 0; k < (i === 0 ? 1 + more : 1); k++) {
      const [x, y] = [box.x + box.width * (0.35 + 0.15 * k), box.y + box.height * 0.4];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 60, y + 50, { steps: 3 });
      await page.mouse.up();
      await page.getByRole('heading', { level: 2, name: new RegExp(`^${k + 1} regions?$`) }).waitFor();
      await page.locator('.details select').first().selectOption('nothing');
    }
    await page.keyboard.press('Control+Enter');
    member.answers++;
  }
  await page.getByRole('status').getByText(/Saved/).waitFor();
}

/** Compares some answers, by keys alone. */
async function compare(member, id, n) {
  const { page } = member;
  await page.goto(`${server}/projects/${id}/label`);
  for (let i = 0; i < n; i++) {
    await page.locator('input[type="radio"]').first().waitFor();
    await page.keyboard.press(i % 3 === 0 ? 'b' : 'a');
    await page.locator('footer .go:enabled').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('input:checked').waitFor({ state: 'detached' });
    member.answers++;
  }
  await page.getByRole('status').getByText(/Saved/).waitFor();
}

/** Answers the rest by the interface, as the one who is signed in there. */
async function rest(member, id, answer) {
  const { csrfToken } = await (await member.context.request.get(`${server}/api/v1/session`)).json();
  const post = (path, data) => member.context.request.post(`${server}/api/v1${path}`, { headers: { 'X-CSRF-Token': csrfToken }, ...(data ? { data } : {}) });
  for (;;) {
    const lease = await post(`/projects/${id}/assignments`);
    if (lease.status() === 204) return;
    if (!lease.ok()) throw new Error(await lease.text());
    const { id: assignment } = await lease.json();
    const given = await post(`/assignments/${assignment}/annotation`, { answers: answer(), secondsActive: 2 });
    if (!given.ok()) throw new Error(await given.text());
    member.answers++;
  }
}

/** The manager sees what two of them drew differently, takes what is right, and saves it. */
async function settle(page, id) {
  await page.goto(`${server}/projects/${id}/review`);
  const drew = page.getByRole('region', { name: 'What each of them drew', exact: true });
  let accepted = 0;
  for (; accepted < 100; accepted++) {
    await drew.waitFor();
    if ((await drew.getByText('not drawn by all').count()) > 0) break;
    await page.getByRole('button', { name: /^Accept/ }).click();
    await page.waitForFunction((n) => document.body.innerText.includes(n === 1 ? 'one done' : `${n} done`), accepted + 1);
    await page.waitForTimeout(200);
  }
  const wanted = drew.getByRole('button', { name: /^Take / }).last();
  if ((await wanted.getAttribute('aria-pressed')) === 'true') await page.getByRole('button', { name: /^Accept/ }).click();
  else {
    await wanted.click();
    await page.getByRole('button', { name: /^Save the fix/ }).click();
  }
  await page.waitForFunction((n) => document.body.innerText.includes(n === 1 ? 'one done' : `${n} done`), accepted + 1);
  check(true, 'a disagreement is settled in review');
}

export async function crew(browser, context, size = 24, byHand = 4) {
  const folder = mkdtempSync(join(tmpdir(), 'maslin-'));
  const images = Array.from({ length: size }, (_, i) => join(folder, `belt-${padded(i)}.png`));
  images.forEach((file, i) => writeFileSync(file, png(320, 240, (x, y) => (x > 80 && x < 180 && y > 60 && y < 140 ? [190, 150, 60 + (i % 120)] : [60 + (i % 100), 96, 100]))));
  const conversations = join(folder, 'conversations.jsonl');
  writeFileSync(conversations, Array.from({ length: size }, (_, i) => JSON.stringify({ key: `c-${padded(i)}`, messages: [{ role: 'user', content: `How much are ${i} buns?` }], candidates: [{ content: `They are ${2 * i} coins.` }, { content: 'Some coins.' }] })).join('\n'));
  const page = await context.newPage();
  const pictures = await projectOf(page, 'Objects in images', 2, images);
  await allThere(context, pictures, size);
  const pairs = await projectOf(page, 'Preference', 3, [conversations]);
  await allThere(context, pairs, size);
  // The manager looked at the first task of each, and gives it back.
  await page.goto(`${server}/projects`);
  for (const id of [pictures, pairs]) await call(context, 'DELETE', `/assignments/${(await call(context, 'POST', `/projects/${id}/assignments`)).id}`);
  check(true, `${size} images and ${size} conversations are imported into projects of templates`);
  await call(context, 'PATCH', `/projects/${pictures}`, { review: { levels: 1, rate: 1 } });
  await page.goto(`${server}/projects`);
  await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
  const members = [];
  for (const name of ['ada', 'bela', 'cleo']) members.push({ ...(await invite(page, browser, `${name}-${Date.now() % 1_000_000}`, 'annotator')), answers: 0 });
  const [ada, bela] = members;
  await draw(ada, pictures, byHand, 0);
  await draw(bela, pictures, byHand, 1);
  for (const member of members) await compare(member, pairs, byHand);
  check(true, `${2 * byHand} images by pointer and ${3 * byHand} conversations by keys are labeled in the browsers of three annotators`);
  let n = 0;
  const box = () => ({ regions: [{ id: `r${++n}`, label: 'x', box: { x: 80, y: 60, width: 100, height: 80 }, attributes: { hidden: 'nothing' } }] });
  const { ontology } = await call(context, 'GET', `/projects/${pictures}`);
  const [question] = ontology.questions;
  const label = question.classes[0].name;
  await Promise.all(members.map(async (member, k) => {
    for (const one of [member.page]) await one.goto(`${server}/projects`);
    await rest(member, pictures, () => {
      const answer = box();
      answer.regions[0].label = label;
      return { [question.name]: answer };
    });
    await rest(member, pairs, () => ({ better: (n + k) % 5 === 0 ? 'second' : 'first' }));
  }));
  check(true, 'the rest is answered by the interface');
  await settle(page, pictures);

  const wanted = size * 2 + size * 3;
  const told = members.reduce((sum, one) => sum + one.answers, 0);
  const books = await Promise.all([pictures, pairs].map((id) => call(context, 'GET', `/projects/${id}/workforce`)));
  check(told === wanted && books.reduce((sum, one) => sum + one.answers, 0) === wanted, `${wanted} answers were given, and the books hold each of them`);
  const byName = new Map();
  for (const book of books) for (const { annotator, answers } of book.annotators) byName.set(annotator.name.split('-')[0], (byName.get(annotator.name.split('-')[0]) ?? 0) + answers);
  check(['ada', 'bela', 'cleo'].every((name, i) => byName.get(name) === members[i].answers), `each annotator's own: ${members.map((one) => one.answers).join(', ')}`);
  for (const [id, overlap] of [[pictures, 2], [pairs, 3]]) {
    await page.goto(`${server}/projects/${id}/workforce`);
    await page.getByText((size * overlap).toLocaleString('en'), { exact: true }).first().waitFor();
    const { counts } = await call(context, 'GET', `/projects/${id}`);
    check(counts.completed === size && counts.answers === size * overlap, `the dashboard shows ${size * overlap} answers to ${size} tasks, all of them completed`);
  }
  for (const member of members) {
    check(member.errors.length === 0, `no script error and no broken content policy${member.errors.map((one) => `\n    ${one}`).join('')}`);
    await member.context.close();
  }
  await page.close();
}

if (process.argv[1] === import.meta.filename) {
  await withBrowser(async (browser) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
    const page = await context.newPage();
    await signIn(page);
    await page.close();
    await crew(browser, context, Number(process.env.MASLIN_SAMPLES ?? 2000), 8);
  }).catch((error) => {
    console.error(`does not hold: ${error.message}`);
    process.exit(1);
  });
}

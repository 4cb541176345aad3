// A manager and three annotators, each in a browser of their own: two projects of templates, images and conversations imported,
// labeled with the pointer and by keys, one disagreement settled in review, the books right to the last answer. The browser tests run
// it small, and answer most by the interface; whole, every answer is given in a browser:
//   node e2e/server.mjs ../maslin crew.mjs --samples 2000      or `node e2e/crew.mjs --samples N` with MASLIN_URL and MASLIN_LINK
// Of each kind, the first 24 are answered by two or three, the rest by one.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, server } from './browser.mjs';
import { byItself, call, stage } from './hands.mjs';
import { png } from './png.mjs';
import { invite } from './team.mjs';

const padded = (i) => String(i).padStart(4, '0');

async function projectOf(page, template, overlap, files) {
  await page.goto(`${server}/projects/new`);
  await page.getByText(template, { exact: true }).click();
  await page.locator('#overlap').fill(String(overlap));
  await page.locator('#samples').setInputFiles(files);
  await page.getByRole('button', { name: 'Create and label' }).click();
  await page.waitForURL(/\/label$/, { timeout: 300_000 });
  // The task that is fetched ahead is given back on leaving, once it is known.
  await page.waitForLoadState('networkidle');
  return page.url().match(/projects\/([^/]+)/)[1];
}

async function allThere(context, id, n) {
  for (let i = 0; i < 1200; i++) {
    if ((await call(context, 'GET', `/projects/${id}`)).counts.tasks === n) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error(`${id} never had its ${n} tasks`);
}

const over = (page) => page.getByText('Nothing left to do here');

/** Draws boxes on images, with a mouse: on some, or on all there are. */
async function draw(member, id, n, more, note = () => {}) {
  const { page } = member;
  await page.goto(`${server}/projects/${id}/label`);
  await stage(page).or(over(page)).first().waitFor();
  for (let i = 0; i < n; i++) {
    await page.getByRole('heading', { level: 2, name: '0 regions' }).or(over(page)).first().waitFor();
    if (await over(page).isVisible()) break;
    await page.locator('.at', { hasText: 'of 320' }).waitFor();
    const box = await stage(page).boundingBox();
    for (let k = 0; k < (i === 0 ? 1 + more : 1); k++) {
      const [x, y] = [box.x + box.width * (0.35 + 0.15 * k), box.y + box.height * 0.4];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 60, y + 50, { steps: 3 });
      await page.mouse.up();
      await page.getByRole('heading', { level: 2, name: new RegExp(`^${k + 1} regions?$`) }).waitFor();
      await page.locator('.details select').first().focus();
      await page.keyboard.type('noth');
    }
    await page.keyboard.press('Control+Enter');
    member.answers++;
    note(member);
  }
  await page.getByRole('status').getByText(/Saved/).waitFor();
}

/** Compares answers, by keys alone: some, or all there are. */
export async function compare(member, id, n, note = () => {}) {
  const { page } = member;
  await page.goto(`${server}/projects/${id}/label`);
  for (let i = 0; i < n; i++) {
    await page.locator('input[type="radio"]').or(over(page)).first().waitFor();
    if (await over(page).isVisible()) break;
    await page.keyboard.press(i % 3 === 0 ? 'b' : 'a');
    await page.locator('footer .go:enabled').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('input:checked').waitFor({ state: 'detached' });
    member.answers++;
    note(member);
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

/** The manager wants one answer for what comes now, and imports it. */
async function importMore(page, id, files, n) {
  await page.goto(`${server}/projects/${id}`);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.locator('#project-overlap').fill('1');
  await page.locator('dialog button[type="submit"]').click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Import samples' }).first().click();
  await page.locator('#file').setInputFiles(files);
  await page.locator('dialog button[type="submit"]').click();
  await page.getByText(`${n.toLocaleString('en')} samples taken`).waitFor({ timeout: 600_000 });
  await page.keyboard.press('Escape');
}

/** Tells now and then how far they are, and how long an answer takes. */
function progress(what) {
  let [began, n] = [0, 0];
  return () => {
    began ||= Date.now();
    if (++n % 200 === 0) console.log(`  told: ${what}: ${n}, ${((Date.now() - began) / n).toFixed(0)} ms each`);
  };
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

/** Everything that is left, in the browsers of all three at once. */
async function allByHand(members, pictures, pairs) {
  const [drawn, compared] = [progress('images'), progress('conversations')];
  await Promise.all(members.map((member) => draw(member, pictures, Infinity, 0, drawn)));
  await Promise.all(members.map((member) => compare(member, pairs, Infinity, compared)));
  check(true, 'everything is answered in the browsers, with the pointer and by keys');
}

async function restByInterface(context, members, pictures, pairs) {
  let n = 0;
  const box = () => ({ regions: [{ id: `r${++n}`, label: 'x', box: { x: 80, y: 60, width: 100, height: 80 }, attributes: { hidden: 'nothing' } }] });
  const { ontology } = await call(context, 'GET', `/projects/${pictures}`);
  const [question] = ontology.questions;
  const label = question.classes[0].name;
  await Promise.all(members.map(async (member, k) => {
    await member.page.goto(`${server}/projects`);
    await rest(member, pictures, () => {
      const answer = box();
      answer.regions[0].label = label;
      return { [question.name]: answer };
    });
    await rest(member, pairs, () => ({ better: (n + k) % 5 === 0 ? 'second' : 'first' }));
  }));
  check(true, 'the rest is answered by the interface');
}

const twice = 24;

/** With `more`, so many of each kind are imported besides, and everything is answered in the browsers. */
export async function crew(browser, context, more = 0, byHand = 4) {
  const size = twice + more;
  const folder = mkdtempSync(join(tmpdir(), 'maslin-'));
  const images = Array.from({ length: size }, (_, i) => join(folder, `belt-${padded(i)}.png`));
  images.forEach((file, i) => writeFileSync(file, png(320, 240, (x, y) => (x > 80 && x < 180 && y > 60 && y < 140 ? [190, 150, 60 + (i % 120)] : [60 + (i % 100), 96, 100]))));
  const file = (name, from, to) => {
    const path = join(folder, `${name}.jsonl`);
    writeFileSync(path, Array.from({ length: to - from }, (_, k) => line(from + k)).join('\n'));
    return path;
  };
  const line = (i) => JSON.stringify({ key: `c-${padded(i)}`, messages: [{ role: 'user', content: `How much are ${i} buns?` }], candidates: [{ content: `They are ${2 * i} coins.` }, { content: 'Some coins.' }] });
  const page = await context.newPage();
  const pictures = await projectOf(page, 'Objects in images', 2, images.slice(0, twice));
  await allThere(context, pictures, twice);
  const pairs = await projectOf(page, 'Preference', 3, [file('conversations', 0, twice)]);
  await allThere(context, pairs, twice);
  // The manager looked at the first task of each, and gives it back.
  await page.goto(`${server}/projects`);
  for (const id of [pictures, pairs]) await call(context, 'DELETE', `/assignments/${(await call(context, 'POST', `/projects/${id}/assignments`)).id}`);
  if (more > 0) {
    await importMore(page, pictures, images.slice(twice), more);
    await importMore(page, pairs, [file('more', twice, size)], more);
    for (const id of [pictures, pairs]) await allThere(context, id, size);
  }
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
  await (more > 0 ? allByHand(members, pictures, pairs) : restByInterface(context, members, pictures, pairs));
  await settle(page, pictures);

  const needed = { [pictures]: twice * 2 + more, [pairs]: twice * 3 + more };
  const wanted = needed[pictures] + needed[pairs];
  const told = members.reduce((sum, one) => sum + one.answers, 0);
  const books = await Promise.all([pictures, pairs].map((id) => call(context, 'GET', `/projects/${id}/workforce`)));
  const held = books.reduce((sum, one) => sum + one.answers, 0);
  check(told === wanted && held === wanted, `${told} of ${wanted} answers were given, and the books hold ${held}`);
  const byName = new Map();
  for (const book of books) for (const { annotator, answers } of book.annotators) byName.set(annotator.name.split('-')[0], (byName.get(annotator.name.split('-')[0]) ?? 0) + answers);
  check(['ada', 'bela', 'cleo'].every((name, i) => byName.get(name) === members[i].answers), `each annotator's own: ${members.map((one) => one.answers).join(', ')}`);
  for (const id of [pictures, pairs]) {
    await page.goto(`${server}/projects/${id}/workforce`);
    await page.getByText(needed[id].toLocaleString('en'), { exact: true }).first().waitFor();
    const { counts } = await call(context, 'GET', `/projects/${id}`);
    check(counts.completed === size && counts.answers === needed[id], `the dashboard shows ${needed[id]} answers to ${size} tasks, all of them completed`);
  }
  for (const member of members) {
    check(member.errors.length === 0, `no script error and no broken content policy${member.errors.map((one) => `\n    ${one}`).join('')}`);
    await member.context.close();
  }
  await page.close();
}

await byItself(import.meta.filename, (browser, context) => {
  const at = process.argv.indexOf('--samples');
  return crew(browser, context, Math.max(0, (at < 0 ? 2000 : Number(process.argv[at + 1])) - twice), 8);
});

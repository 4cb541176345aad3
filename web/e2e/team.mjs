// A small team by keyboard alone: a manager makes a project of a common job, imports ten thousand conversations, adds gold, has the
// answers reviewed and invites; two annotators label; a reviewer sends one answer back; the manager exports, and measures by gold.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faults, lines } from './axe.mjs';
import { check, open, server } from './browser.mjs';
import { focus, replace, titled, type, usable } from './keyboard.mjs';

const conversations = 10_000;
const password = 'three loaves on the sill';

async function makeProject(page) {
  const title = `Right answers ${Date.now()}`;
  await page.keyboard.press('n');
  await titled(page, 'New project').waitFor();
  await focus(page, '#name');
  await type(page, title);
  await focus(page, '#template');
  await page.keyboard.type('Answers to q');
  await focus(page, 'input[name="kind"]');
  await page.keyboard.press('Space');
  await page.locator('input[value="What is wrong?"], #caption-1').first().waitFor();
  await focus(page, 'form button[type="submit"]');
  await page.keyboard.press('Enter');
  await titled(page, title).waitFor();
  check(await page.getByText('Is the answer right?').isVisible(), 'a project of a common job has its questions');
  return page.url();
}

async function importConversations(page) {
  const file = join(mkdtempSync(join(tmpdir(), 'maslin-')), 'conversations.jsonl');
  const line = (i) => JSON.stringify({ key: `c-${String(i).padStart(5, '0')}`, messages: [{ role: 'user', content: `How much are ${i} buns?` }, { role: 'assistant', content: `They are ${2 * i} coins.` }] });
  writeFileSync(file, Array.from({ length: conversations }, (_, i) => line(i)).join('\n'));
  await page.keyboard.press('i');
  await page.locator('#file').setInputFiles(file);
  await focus(page, 'dialog button[type="submit"]');
  await page.keyboard.press('Enter');
  await page.getByText('10,000 samples taken').waitFor({ timeout: 60_000 });
  check(true, 'ten thousand conversations are imported');
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
}

const gold = ['What is a bun of gold?', 'What is a loaf of gold?'];

/** Two conversations whose right answer is known: imported without tasks, then told. */
async function addGold(page, project) {
  const file = join(mkdtempSync(join(tmpdir(), 'maslin-')), 'gold.jsonl');
  writeFileSync(file, gold.map((text, i) => JSON.stringify({ key: `g-${i}`, messages: [{ role: 'user', content: text }, { role: 'assistant', content: 'Dear.' }] })).join('\n'));
  await page.keyboard.press('i');
  await page.locator('#file').setInputFiles(file);
  await focus(page, 'dialog input[type="checkbox"]');
  await page.keyboard.press('Space');
  await focus(page, 'dialog button[type="submit"]');
  await page.keyboard.press('Enter');
  await page.getByText('2 samples taken').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('o');
  await titled(page, 'Gold and qualification').waitFor();
  for (const i of gold.keys()) {
    await focus(page, '#gold-sample');
    await type(page, `g-${i}`);
    await focus(page, 'select[id^="expected-"]');
    await page.keyboard.press('ArrowDown');
    await focus(page, '#gold-why');
    await page.keyboard.type('It is dear.');
    await focus(page, 'form:has(#gold-sample) button[type="submit"]');
    await page.keyboard.press('Enter');
    await page.getByText(`g-${i} is added.`).waitFor();
  }
  const found = await faults(page, 'gold');
  check(found.length === 0, `gold that was added: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  await page.goto(project);
}

/** The manager asks for gold alone; an annotator meets it among her tasks, and the manager sees how right she is. */
async function measure(page, ada, project) {
  await page.goto(`${project}/gold`);
  await titled(page, 'Gold and qualification').waitFor();
  await page.locator('#gold-rate').waitFor();
  await focus(page, '#gold-rate');
  await replace(page, '100');
  await focus(page, 'form:has(#gold-rate) button[type="submit"]');
  await page.keyboard.press('Enter');
  await page.getByText('The rule is saved.').waitFor();
  await ada.goto(project);
  await usable(ada, 'Label next');
  await ada.keyboard.press('l');
  // The task that she had at hand comes first.
  await usable(ada, 'Skip');
  const isGold = () => ada.locator('main').getByText(/of gold/).isVisible();
  for (let i = 0; i < 3 && !(await isGold()); i++) {
    await ada.keyboard.press('1');
    await usable(ada, 'Submit');
    await ada.keyboard.press('Enter');
    await ada.getByRole('status').getByText(/Saved/).waitFor();
    await ada.waitForTimeout(500);
  }
  check(await isGold(), 'gold is among the tasks of an annotator, with nothing that tells it');
  await ada.keyboard.press('1');
  await usable(ada, 'Submit');
  await ada.keyboard.press('Enter');
  await ada.getByRole('status').getByText(/Saved/).waitFor();
  await page.reload();
  await page.getByText('Wilson').first().waitFor();
  check(true, 'the manager sees how right her answers are');
}

async function askForReview(page) {
  await usable(page, 'Settings');
  await page.keyboard.press('e');
  await page.locator('#levels').waitFor();
  await focus(page, '#levels');
  await page.keyboard.press('ArrowDown');
  await focus(page, '#amount');
  await page.keyboard.type('0.2');
  const found = await faults(page, 'settings');
  check(found.length === 0, `the settings: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  await focus(page, 'dialog button[type="submit"]');
  await page.keyboard.press('Enter');
  await usable(page, 'Review answers');
}

/** Invites somebody, who opens the link and sets a password. */
export async function invite(page, browser, name, role) {
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await titled(page, 'People').waitFor();
  await focus(page, '#invite-name');
  await type(page, name);
  await type(page, `${name}@example.org`);
  await page.keyboard.type(role);
  await focus(page, 'section:has(#invite-name) button[type="submit"]');
  await page.keyboard.press('Enter');
  await page.getByText(`${name} is invited`).waitFor();
  const link = page.locator('code', { hasText: '/welcome?token=' });
  await link.waitFor();
  const address = new URL((await link.innerText()).trim());
  const member = await open(browser);
  await member.page.goto(address.href);
  await titled(member.page, 'Welcome').waitFor();
  await focus(member.page, '#name');
  await type(member.page, name);
  await member.page.keyboard.type(password);
  await member.page.keyboard.press('Enter');
  await titled(member.page, 'Projects').waitFor();
  return member;
}

async function labelSome(page, project, keys) {
  await page.goto(project);
  await usable(page, 'Label next');
  await page.keyboard.press('l');
  for (const [i, [right, fault]] of keys.entries()) {
    await page.getByText(`How much are ${i} buns?`).waitFor();
    await page.keyboard.press(right);
    if (fault) {
      await page.getByRole('checkbox').first().waitFor();
      await page.keyboard.press(fault);
    }
    await usable(page, 'Submit');
    await page.keyboard.press('Enter');
  }
  await page.getByText(`How much are ${keys.length} buns?`).waitFor();
  await page.getByRole('status').getByText(/Saved/).waitFor();
}

async function review(page, project) {
  await page.goto(project);
  await usable(page, 'Review answers');
  await page.keyboard.press('v');
  await page.getByText('How much are 0 buns?').waitFor();
  const found = await faults(page, 'review');
  check(found.length === 0, `a review at hand: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  await page.keyboard.press('r');
  check(await page.getByText('Say to the annotator what is wrong').first().isVisible(), 'nothing is sent back without a word');
  await page.keyboard.type('Count the coins again.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.getByText('one done').waitFor();
  await usable(page, 'Accept');
  await page.keyboard.press('Enter');
  await page.getByText('2 done').waitFor();
  check(true, 'a reviewer sends one answer back and accepts the next');
}

async function mend(page, project) {
  await page.goto(`${project}/label`);
  await page.getByText('Count the coins again.').waitFor();
  await page.keyboard.press('4');
  await usable(page, 'Submit');
  await page.keyboard.press('Enter');
  await page.getByText('Count the coins again.').waitFor({ state: 'detached' });
  check(true, 'the annotator reads why, and answers again');
}

async function exportAll(page, project) {
  await page.goto(project);
  await usable(page, 'Export');
  await page.keyboard.press('x');
  await focus(page, 'dialog input[type="checkbox"]');
  await page.keyboard.press('Space');
  await focus(page, 'dialog button[type="submit"]');
  await page.keyboard.press('Enter');
  const link = page.locator('dialog a[download]').first();
  await link.waitFor({ timeout: 60_000 });
  const text = await (await page.request.get(await link.getAttribute('href'))).text();
  const rows = text.trim().split('\n').map((row) => JSON.parse(row));
  check(rows.length === conversations && rows.some((row) => (row.annotations ?? []).length > 0), 'the export holds every task, and the answers');
  await page.keyboard.press('Escape');
  await page.keyboard.press('w');
  await titled(page, 'Work').waitFor();
  await page.getByText(/EUR/).first().waitFor();
}

/** People into a group, a rule for the project, a copy that is put away again. */
async function organise(page, project, name) {
  await page.goto(`${server}/people`);
  await titled(page, 'People').waitFor();
  await page.locator('#group-member').waitFor();
  await focus(page, '#group-name');
  await type(page, 'bakers');
  await page.keyboard.type(name);
  await focus(page, 'form:has(#group-name) button[type="submit"]');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Take ${name} out of bakers` }).waitFor();
  check(true, 'an annotator is put into a group');
  await page.goto(`${project}/batches`);
  await titled(page, 'Batches').waitFor();
  await page.locator('#project-rule-groups').waitFor();
  await focus(page, '#project-rule-groups');
  await page.keyboard.type('bakers');
  await focus(page, 'form:has(#project-rule-groups) input[type="checkbox"]');
  await page.keyboard.press('Space');
  const found = await faults(page, 'batches with a rule');
  check(found.length === 0, `the rule of a project: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  await focus(page, 'form:has(#project-rule-groups) button[type="submit"]');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Saved.').waitFor();
  await page.reload();
  await page.locator('#project-adaptive-least').waitFor();
  check((await page.locator('#project-rule-groups').inputValue()) === 'bakers', 'the project is for the group, and its overlap adapts');
  await focus(page, '#project-rule-groups');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await focus(page, 'form:has(#project-rule-groups) button[type="submit"]');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Saved.').waitFor();
}

async function copyAndPutAway(page, project) {
  await page.goto(project);
  await usable(page, 'State and copies');
  await page.keyboard.press('s');
  await page.locator('#copy-name').waitFor();
  const found = await faults(page, 'state and copies');
  check(found.length === 0, `state and copies: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  await focus(page, '#copy-name');
  await replace(page, 'A copy of it');
  await focus(page, 'form:has(#copy-name) input[type="checkbox"]');
  await page.keyboard.press('Space');
  await focus(page, 'form:has(#copy-name) button[type="submit"]');
  await page.keyboard.press('Enter');
  await titled(page, 'A copy of it').waitFor();
  await page.getByText(/10,002/).first().waitFor({ timeout: 60_000 });
  check(true, 'a copy has all samples');
  await usable(page, 'State and copies');
  await page.keyboard.press('s');
  await focus(page, 'dialog section button:last-child');
  await page.keyboard.press('Enter');
  await page.getByText('A copy of it is archived.').waitFor();
  await page.goto(`${server}/projects`);
  await page.getByRole('link', { name: /^Right answers/ }).first().waitFor();
  check((await page.getByRole('link', { name: 'A copy of it' }).count()) === 0, 'an archived project is not listed');
  await focus(page, 'select');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('link', { name: 'A copy of it' }).waitFor();
  check(true, 'but among the archived ones');
}

export async function team(browser, context) {
  const page = await context.newPage();
  await page.goto(`${server}/`);
  await titled(page, 'Projects').waitFor();
  const project = await makeProject(page);
  await importConversations(page);
  await addGold(page, project);
  await askForReview(page);
  const members = [];
  const names = ['ada', 'bela', 'rita'].map((name) => `${name}-${Date.now() % 100_000}`);
  for (const [i, role] of ['annotator', 'annotator', 'reviewer'].entries()) members.push(await invite(page, browser, names[i], role));
  const [ada, bela, rita] = members;
  await labelSome(ada.page, project, [['3', '1'], ['1'], ['2', '3']]);
  await labelSome(bela.page, project, [['1'], ['1'], ['1']]);
  await review(rita.page, project);
  const sentBack = await Promise.any([mend(ada.page, project).then(() => 'ada'), mend(bela.page, project).then(() => 'bela')]);
  console.log(`  told: the answer of ${sentBack} came back`);
  await exportAll(page, project);
  await measure(page, ada.page, project);
  await organise(page, project, names[0]);
  await copyAndPutAway(page, project);
  for (const member of members) {
    check(member.errors.length === 0, `no script error and no broken content policy${lines(member.errors)}`);
    await member.context.close();
  }
  await page.close();
}

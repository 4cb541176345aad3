// Reviewing what several annotators answered: beside each other on the image and by question, merged by picking, with the pointer
// and by keys; a remark pinned to a region, sent, and shown to the annotator where it belongs.
import { faults, lines } from './axe.mjs';
import { check, server } from './browser.mjs';
import { call, saved, shots, stage } from './hands.mjs';
import { png } from './png.mjs';

const things = { name: 'things', kind: 'regions', caption: 'What is there?', shapes: ['box'], least: 0, classes: [{ name: 'parcel', caption: 'Parcel' }, { name: 'tube', caption: 'Tube' }] };
const light = { name: 'light', kind: 'choice', caption: 'How is the light?', classes: [{ name: 'good', caption: 'Good' }, { name: 'poor', caption: 'Poor' }] };
const box = (id, label, x, y, width, height) => ({ id, label, box: { x, y, width, height }, origin: 'human' });

export async function someone(context, name, role = 'annotator') {
  const { user } = await call(context, 'POST', '/users', { name: `${name} ${Math.random().toString(36).slice(2, 7)}`, role, kind: 'simulated' });
  const { secret } = await call(context, 'POST', '/keys', { name, userId: user.id });
  return async (path, body) => {
    const answer = await fetch(`${server}/api/v1${path}`, { method: 'POST', headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' }, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  };
}

async function imageProject(context, overlap) {
  const { id } = await call(context, 'POST', '/projects', { name: `Reviewed ${Date.now()}`, overlap, ontology: { questions: [things, light] } });
  const { blob } = await call(context, 'POST', `/projects/${id}/files?name=belt.png`, png(640, 480, (x, y) => (x > 60 && x < 220 && y > 60 && y < 160 ? [190, 150, 100] : [90, 96, 100])), 'application/octet-stream');
  await call(context, 'POST', `/projects/${id}/samples?tasks=true`, JSON.stringify({ key: 'belt', image: { blob, name: 'belt.png' } }), 'application/x-ndjson');
  await call(context, 'PATCH', `/projects/${id}`, { review: { levels: 1, rate: 1 } });
  return id;
}

async function compared(context) {
  const id = await imageProject(context, 2);
  const [ada, bela] = [await someone(context, 'Ada'), await someone(context, 'Bela')];
  const answers = [
    { things: { regions: [box('a1', 'parcel', 60, 60, 160, 100), box('a2', 'tube', 300, 100, 80, 40)] }, light: 'good' },
    { things: { regions: [box('b1', 'parcel', 62, 61, 158, 100), box('b2', 'parcel', 302, 100, 80, 40), box('b3', 'tube', 400, 300, 100, 60)] }, light: 'poor' },
  ];
  for (const [who, given] of [[ada, answers[0]], [bela, answers[1]]]) await who(`/assignments/${(await who(`/projects/${id}/assignments`)).id}/annotation`, { answers: given });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${server}/projects/${id}/review`);
  await stage(page).waitFor();
  const drew = page.getByRole('region', { name: 'What each of them drew', exact: true });
  await drew.getByText('2 differences').waitFor();
  check((await drew.getByText('classes differ').count()) === 1 && (await drew.getByText('not drawn by all').count()) === 1, 'what two annotators drew stands side by side, and what differs is told');
  const answered = page.getByRole('region', { name: 'What each of them answered', exact: true });
  await answered.getByText('one difference').waitFor();
  check(true, 'so do their answers to the other question');
  if (process.env.SHOTS) await shots(page, 'review-compare');
  const found = await faults(page, 'a review of two answers');
  check(found.length === 0, `a review of two answers: axe finds nothing, nothing scrolls sideways${lines(found)}`);

  const regions = (n) => page.getByRole('heading', { level: 2, name: new RegExp(`^${n} regions?$`) }).waitFor();
  const mine = (await page.locator('.row .soft.sm').first().innerText()).split(/[\s,]/)[0];
  const other = mine === 'Ada' ? 'Bela' : 'Ada';
  const n = mine === 'Ada' ? 2 : 3;
  await regions(n);
  // With the pointer: the thing that only Bela drew goes in, or out again.
  await drew.getByRole('button', { name: /Take Tube as Bela/ }).last().click();
  await regions(mine === 'Ada' ? 3 : 2);
  check(true, 'a region is picked from another answer with the pointer');
  // By keys: the class that the other one gave.
  const theirs = drew.getByRole('button', { name: new RegExp(`Take ${other === 'Ada' ? 'Tube' : 'Parcel'} as ${other}`) }).first();
  await theirs.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction((who) => [...document.querySelectorAll('button[aria-pressed="true"]')].some((one) => one.getAttribute('aria-label')?.includes(`as ${who}`)), other);
  check(true, 'and by a key');
  await answered.getByRole('button', { name: new RegExp(`take .* as ${other}`) }).click();
  await page.getByRole('button', { name: /^Save the fix/ }).click();
  await page.waitForFunction(() => document.body.innerText.includes('one done'));
  const fixed = (await call(context, 'GET', `/projects/${id}/annotations`)).items.find((one) => one.revision === 2);
  check(fixed.answers.light === (other === 'Ada' ? 'good' : 'poor') && fixed.answers.things.regions.length === (mine === 'Ada' ? 3 : 2), 'what was picked is the answer now');

  // The other answer goes back with a remark at a region, written by keys alone.
  await page.locator('.row .soft.sm', { hasText: other }).waitFor();
  await drew.waitFor();
  await stage(page).focus();
  await page.keyboard.press('Tab');
  await page.locator('[id^="region-"][aria-selected="true"]').waitFor();
  await page.keyboard.press('Shift+C');
  await page.locator('textarea:focus').waitFor();
  await page.keyboard.type('The edge is too far out.');
  await page.keyboard.press('Escape');
  if (process.env.SHOTS) await shots(page, 'review-pin');
  const sent = page.waitForResponse(/\/verdict$/);
  await page.keyboard.press('r');
  await page.waitForFunction(() => document.body.innerText.includes('2 done'));
  const said = (await (await sent).json()).comments;
  check(said.length === 1 && /^[ab]1$/.test(said[0].region) && said[0].question === 'things', `a remark is pinned to its region by keys (${JSON.stringify(said)})`);
  check(errors.length === 0, `no error of script${lines(errors)}`);
  await page.close();
}

/** The annotator finds the remark where it belongs. */
async function returned(context) {
  const id = await imageProject(context, 1);
  const page = await context.newPage();
  await page.goto(`${server}/projects/${id}/label`);
  await stage(page).waitFor();
  const lease = await call(context, 'POST', `/projects/${id}/assignments`);
  await call(context, 'PUT', `/assignments/${lease.id}/annotation`, { answers: { things: { regions: [box('one', 'parcel', 60, 60, 160, 100), box('two', 'tube', 400, 300, 60, 60)] }, light: 'good' } }).catch(() => call(context, 'POST', `/assignments/${lease.id}/annotation`, { answers: { things: { regions: [box('one', 'parcel', 60, 60, 160, 100), box('two', 'tube', 400, 300, 60, 60)] }, light: 'good' } }));
  const rita = await someone(context, 'Rita', 'reviewer');
  const { review } = await rita(`/projects/${id}/reviews`);
  await rita(`/reviews/${review.id}/verdict`, { verdict: 'reject', comments: [{ text: 'This is a parcel, too.', question: 'things', region: 'two' }] });
  await page.reload();
  await page.getByText('This is a parcel, too.').waitFor();
  await page.getByRole('button', { name: 'Show where, pin 1' }).click();
  await page.getByRole('option', { selected: true, name: /Tube 2/ }).waitFor();
  check(true, 'the annotator is led to the region that a remark is pinned to');
  if (process.env.SHOTS) await shots(page, 'label-pin');
  await page.keyboard.press('1');
  await saved(page);
  await page.close();
}

/** What differs in texts and in the scores of a rubric is marked, and a rewrite of another is taken over. */
async function written(context) {
  const questions = [
    { name: 'better', kind: 'rewrite', caption: 'Write it better.' },
    { name: 'how', kind: 'rubric', caption: 'How good is it?', criteria: [{ name: 'clear', caption: 'Clear', low: 1, high: 5 }, { name: 'short', caption: 'Short', low: 1, high: 5 }] },
    { name: 'order', kind: 'ranking', caption: 'Order them.', ties: true },
  ];
  const { id } = await call(context, 'POST', '/projects', { name: `Written ${Date.now()}`, overlap: 2, ontology: { questions } });
  await call(context, 'POST', `/projects/${id}/samples?tasks=true`, JSON.stringify({ key: 'one', messages: [{ role: 'user', content: 'How much is a bun?' }], candidates: [{ content: 'Two coin.' }, { content: 'Dear.' }] }), 'application/x-ndjson');
  await call(context, 'PATCH', `/projects/${id}`, { review: { levels: 1, rate: 1 } });
  const given = [
    { better: 'A bun is two coins.', how: { clear: 4, short: 2 }, order: [[0, 1]] },
    { better: 'A bun costs two coins.', how: { clear: 4, short: 5 }, order: [[1], [0]] },
  ];
  for (const answers of given) {
    const who = await someone(context, 'Ada');
    await who(`/assignments/${(await who(`/projects/${id}/assignments`)).id}/annotation`, { answers });
  }
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${server}/projects/${id}/review`);
  const answered = page.getByRole('region', { name: 'What each of them answered', exact: true });
  await answered.getByText('3 differences').waitFor();
  await answered.locator('ins').first().waitFor();
  check((await answered.locator('ins').first().innerText()) !== '' && (await answered.locator('.other').count()) === 1, 'words that differ, and the one criterion that is scored otherwise, are marked');
  if (process.env.SHOTS) await shots(page, 'review-written');
  const found = await faults(page, 'a review of written answers');
  check(found.length === 0, `a review of written answers: axe finds nothing, nothing scrolls sideways${lines(found)}`);
  await answered.getByRole('row', { name: /Write it better/ }).getByRole('button', { pressed: false }).press('Enter');
  await answered.getByRole('row', { name: /Order them/ }).getByRole('button', { pressed: false }).press('Enter');
  const taken = await page.locator('main textarea').first().inputValue();
  await page.getByRole('button', { name: /^Save the fix/ }).click();
  await page.waitForFunction(() => document.body.innerText.includes('one done'));
  const fixed = (await call(context, 'GET', `/projects/${id}/annotations`)).items.find((one) => one.revision === 2);
  check(fixed.answers.better === taken && JSON.stringify(fixed.answers.order) !== JSON.stringify(given.find((one) => one.better !== taken).order), 'a rewrite and a ranking of another are taken over');
  check(errors.length === 0, `no error of script${lines(errors)}`);
  await page.close();
}

export async function review(context) {
  await compared(context);
  await written(context);
  await returned(context);
}

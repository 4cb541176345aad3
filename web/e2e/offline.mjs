// Work survives a lost network, a killed tab, a lost session, a full disk and a second tab: it waits in the browser and is sent when
// it can be, once.
import { check, server } from './browser.mjs';
import { call, project, saved } from './hands.mjs';

const password = process.env.MASLIN_PASSWORD ?? 'quiet mill by the river';
const pair = (i) => ({ key: `pair-${i}`, messages: [{ role: 'user', content: `Prompt ${i}: how much is a bun?` }], candidates: [{ content: 'Two coins.' }, { content: 'Some coins.' }] });
const better = { name: 'preference', kind: 'pairwise', caption: 'Which is better?', ties: true };
const note = { name: 'note', kind: 'text', caption: 'What is it about?' };
const text = { key: 'one', text: 'A letter about buns.' };

async function room(context, id, page = null) {
  const here = page ?? (await context.newPage());
  await here.goto(`${server}/projects/${id}/label`);
  return here;
}
const said = async (context, id) => (await call(context, 'POST', `/projects/${id}/assignments`)).draft?.note;

async function network(context) {
  const page = await room(context, await project(context, [better], [0, 1, 2, 3].map(pair)));
  await page.getByText('Next task is ready').waitFor();
  await context.setOffline(true);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText(/Kept here/).waitFor();
  check(true, 'offline, the answer is kept here and the next task is shown');
  await context.setOffline(false);
  await saved(page);
  check(true, 'online again, it is saved by itself');
  await page.keyboard.press('a');
  await saved(page);
  await page.reload();
  await page.locator('input[value="first"]:checked').waitFor();
  check(true, 'after a reload the draft is there');
  await page.close();
}

async function killed(context) {
  const id = await project(context, [note], [text]);
  const page = await room(context, id);
  await page.locator('#question-note').waitFor();
  const words = Array.from({ length: 200 }, (_, i) => String.fromCharCode(97 + (i % 26))).join('');
  await context.setOffline(true);
  await page.locator('#question-note').pressSequentially(words);
  await page.goto('chrome://crash').catch(() => {});
  await page.close().catch(() => {});
  await context.setOffline(false);
  const again = await room(context, id);
  await again.waitForFunction((wanted) => document.querySelector('#question-note')?.value === wanted, words);
  await saved(again);
  check((await said(context, id)) === words, 'two hundred edits without a network are there after the tab was killed');
  await again.locator('#question-note').press('End');
  await again.keyboard.type('!');
  await again.reload();
  await again.waitForFunction((wanted) => document.querySelector('#question-note')?.value === wanted, `${words}!`);
  check(true, 'an edit is there after a reload in the same moment');
  await again.locator('#question-note').focus();
  await again.keyboard.press('Control+Enter');
  await saved(again);
  await again.getByText('Nothing left to do here').waitFor();
  const { items } = await call(context, 'GET', `/projects/${id}/annotations`);
  check(items.length === 1 && items[0].revision === 1 && items[0].answers.note === `${words}!`, 'it is stored once');
  await again.close();
}

async function fullDisk(context) {
  const id = await project(context, [note], [text]);
  const page = await context.newPage();
  await page.addInitScript(() => {
    const full = () => { throw new DOMException('full', 'QuotaExceededError'); };
    IDBObjectStore.prototype.add = full;
    Storage.prototype.setItem = full;
  });
  await room(context, id, page);
  await page.locator('#question-note').fill('one');
  await saved(page);
  check((await said(context, id)) === 'one', 'where the disk is full, an edit still comes to the server');
  await context.setOffline(true);
  await page.locator('#question-note').fill('two');
  await page.getByText(/Only in this page/).waitFor();
  check(true, 'without a network too, the page says that only it has the edit');
  await context.setOffline(false);
  await saved(page);
  check((await said(context, id)) === 'two', 'and sends it when it can');
  await page.close();
}

async function twoTabs(context) {
  const id = await project(context, [note], [text]);
  const first = await room(context, id);
  await first.locator('#question-note').fill('from the first');
  await saved(first);
  const second = await room(context, id);
  await second.getByRole('status').getByText('Open in two tabs').waitFor();
  check(await second.locator('#question-note').count() === 0, 'a second tab says that the first one has the pen');
  await second.getByRole('button', { name: 'Take it here' }).first().click();
  await second.waitForFunction(() => document.querySelector('#question-note')?.value === 'from the first');
  await first.getByRole('status').getByText('Open in two tabs').waitFor();
  check(await first.locator('#question-note').isDisabled(), 'it takes the pen, and the first tab may only look');
  await second.locator('#question-note').fill('from the second');
  await saved(second);
  check((await said(context, id)) === 'from the second', 'what the tab with the pen writes is what counts');
  await first.close();
  await second.close();
}

async function expired(context) {
  const id = await project(context, [note], [text]);
  const page = await room(context, id);
  await page.locator('#question-note').fill('before');
  await saved(page);
  await context.clearCookies();
  await page.locator('#question-note').fill('while signed out');
  await page.getByText(/Sign in to send/).waitFor();
  check(true, 'a session that has ended is told, and the edit is kept');
  await page.locator('dialog input[type="password"]').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await saved(page);
  check((await said(context, id)) === 'while signed out', 'signed in again on the spot, it is sent');
  await page.close();
}

/** Who leaves gives a task back on which nothing was done; a draft stays with its annotator. */
export async function left(context) {
  const id = await project(context, [note], [text]);
  const name = `waiting-${Date.now() % 100_000}`;
  const { user } = await call(context, 'POST', '/users', { name, role: 'annotator', kind: 'simulated' });
  const { secret } = await call(context, 'POST', '/keys', { name, userId: user.id });
  const other = async (method, path) => fetch(`${server}/api/v1${path}`, { method, headers: { Authorization: `Bearer ${secret}` } });
  const offered = async () => {
    for (let i = 0; i < 30; i++) {
      const answer = await other('POST', `/projects/${id}/assignments`);
      if (answer.status === 200) return (await answer.json()).id;
      await new Promise((done) => setTimeout(done, 100));
    }
    return null;
  };
  const page = await room(context, id);
  await page.locator('#question-note').waitFor();
  check((await other('POST', `/projects/${id}/assignments`)).status === 204, 'while it is at hand here, a task is nobody else’s');
  await page.getByRole('link', { name: 'Leave labeling' }).click();
  await page.getByText('Nothing was done on the task, so it has gone back').waitFor();
  let lease = await offered();
  check(lease !== null, 'who leaves without having done anything gives the task back at once');
  await other('DELETE', `/assignments/${lease}`);
  await room(context, id, page);
  await page.locator('#question-note').waitFor();
  await page.reload();
  await page.locator('#question-note').waitFor();
  await page.waitForTimeout(500);
  check((await other('POST', `/projects/${id}/assignments`)).status === 204, 'a reload gives it back and takes it again');
  await page.close({ runBeforeUnload: true });
  lease = await offered();
  check(lease !== null, 'so does who closes the tab');
  await other('DELETE', `/assignments/${lease}`);
  const again = await room(context, id);
  await again.locator('#question-note').fill('Half an answer');
  await saved(again);
  await again.getByRole('link', { name: 'Leave labeling' }).click();
  await again.getByText('Your draft stays with you').waitFor();
  await again.waitForTimeout(500);
  check((await other('POST', `/projects/${id}/assignments`)).status === 204, 'a task with a draft stays with who began it');
  await room(context, id, again);
  await again.waitForFunction(() => document.querySelector('#question-note')?.value === 'Half an answer');
  check(true, 'and is found again as it was left');
  await again.close();
}

export async function offline(context) {
  await network(context);
  await killed(context);
  await fullDisk(context);
  await twoTabs(context);
  await expired(context);
  await left(context);
}

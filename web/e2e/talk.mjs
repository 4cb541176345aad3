// Conversations, answered with the pointer and again by keyboard alone: of each message, in order with ties, rewritten.
import { faults, lines } from './axe.mjs';
import { check } from './browser.mjs';
import { call, saved, shots, start } from './hands.mjs';

const messages = [
  { role: 'user', content: 'How do I add a list in *Python*?' },
  { role: 'assistant', content: 'Use `sum`:\n\n```python\ntotal = sum([1, 2, 3])  # six\n```\n\nIt is $\\sum_i x_i$.\n\n| n | sum |\n|---|---|\n| 3 | 6 |' },
];
const each = { name: 'good', kind: 'rating', caption: 'Good?', low: 1, high: 3, asking: { each: 'message' } };
const steps = { name: 'right', kind: 'choice', caption: 'Right?', classes: [{ name: 'yes' }, { name: 'no' }], asking: { each: 'step' } };
const order = { name: 'order', kind: 'ranking', caption: 'Which is better?', ties: true };
const better = { name: 'better', kind: 'rewrite', caption: 'Write the answer better' };
const candidates = [{ content: 'Alpha answer.' }, { content: 'Beta answer.' }, { content: 'Gamma answer.' }];

const answers = async (context, id) => (await call(context, 'GET', `/projects/${id}/annotations`)).items[0].answers;
const same = (have, want, what) => check(JSON.stringify(have) === JSON.stringify(want), `${what}${JSON.stringify(have) === JSON.stringify(want) ? '' : `: ${JSON.stringify(have)}`}`);

async function ofEach(context) {
  const sample = { key: 'talk', messages };
  const done = [];
  for (const way of ['pointer', 'keyboard']) {
    const { id, page } = await start(context, [each, steps, better], [sample]);
    await page.locator('.rich pre .hljs-comment').first().waitFor();
    await page.locator('.rich math').first().waitFor();
    if (way === 'pointer') {
      await page.locator('[data-each="good-0"] input[value="2"]').click();
      await page.locator('[data-each="good-1"] input[value="3"]').click();
      for (const [place, value] of [[0, 'yes'], [1, 'no'], [2, 'yes'], [3, 'yes']]) await page.locator(`[data-each="right-${place}"] input[value="${value}"]`).click();
      await page.getByRole('button', { name: 'Begin from the text' }).click();
      await page.locator('#question-better').fill('Use `sum` or a loop.');
    } else {
      await page.locator('[data-each="good-0"] input:focus').waitFor();
      const to = async (selector) => {
        for (let i = 0; i < 30 && !(await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)); i++) await page.keyboard.press('Tab');
      };
      const choose = async (place, nth) => {
        await to(`[data-each="${place}"] input`);
        await page.keyboard.press('Space');
        for (let i = 0; i < nth; i++) await page.keyboard.press('ArrowDown');
      };
      for (const [place, nth] of [['good-0', 1], ['good-1', 2], ['right-0', 0], ['right-1', 1], ['right-2', 0], ['right-3', 0]]) await choose(place, nth);
      await to('#question-better');
      await page.keyboard.type('Use `sum` or a loop.');
    }
    await page.locator('.diff ins').first().waitFor();
    await saved(page);
    await page.reload();
    await page.locator('[data-each="good-1"] input[value="3"]:checked').waitFor();
    if (way === 'pointer') {
      const found = await faults(page, 'questions about each message');
      check(found.length === 0, `questions about each message and step: axe finds nothing, nothing scrolls sideways${lines(found)}`);
      if (process.env.SHOTS) await shots(page, 'each');
    }
    await page.keyboard.press('Control+Enter');
    await page.getByText('Nothing left to do here').waitFor();
    await saved(page);
    done.push(await answers(context, id));
    await page.close();
  }
  const want = { good: [2, 3], right: ['yes', 'no', 'yes', 'yes'], better: 'Use `sum` or a loop.' };
  const sorted = (one) => Object.fromEntries(Object.keys(want).map((name) => [name, one[name]]));
  same(sorted(done[0]), want, 'every message and step is judged, and the answer rewritten, with the pointer');
  same(sorted(done[1]), want, 'the same by keyboard alone');
}

/** Digits answer message after message, then step after step. */
export async function byDigits(context) {
  const { id, page } = await start(context, [each, steps], [{ key: 'talk', messages }]);
  await page.locator('[data-each="good-0"] input:focus').waitFor();
  check((await page.locator('[data-each="good-0"] kbd').count()) > 0 && (await page.locator('[data-each="good-1"] kbd').count()) === 0, 'the keys stand at the message that they answer for');
  for (const [key, next] of [['2', 'good-1'], ['3', 'right-0'], ['1', 'right-1'], ['2', 'right-2'], ['1', 'right-3']]) {
    await page.keyboard.press(key);
    await page.locator(`[data-each="${next}"] input:focus`).waitFor();
  }
  await page.keyboard.press('1');
  await page.locator('[data-each="right-3"] input[value="yes"]:checked').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Nothing left to do here').waitFor();
  await saved(page);
  const given = await answers(context, id);
  same({ good: given.good, right: given.right }, { good: [2, 3], right: ['yes', 'no', 'yes', 'yes'] }, 'message by message and step by step are answered by digits alone');
  await page.close();
}

async function inOrder(context) {
  for (const way of ['pointer', 'keyboard']) {
    const { id, page } = await start(context, [order], [{ key: 'three', messages: messages.slice(0, 1), candidates }]);
    const row = (name) => page.locator('li[data-candidate]', { hasText: name });
    await row('Gamma').waitFor();
    const names = () => page.locator('li[data-candidate] .text').allTextContents();
    if (way === 'pointer') {
      const dragTo = async (name, other, share) => {
        const [grip, to] = [await row(name).locator('.grip').boundingBox(), await row(other).boundingBox()];
        await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
        await page.mouse.down();
        await page.mouse.move(to.x + 20, to.y + to.height * share, { steps: 4 });
        await page.mouse.up();
      };
      const first = (await names())[0];
      if (first.startsWith('Gamma')) await page.getByRole('button', { name: 'Keep this order' }).click();
      else await dragTo('Gamma', first, 0.1);
      await dragTo('Alpha', 'Beta', 0.5);
    } else {
      const to = async (name) => {
        for (let i = 0; i < 30 && !(await page.evaluate((name) => document.activeElement?.matches('li[data-candidate]') && document.activeElement.textContent.includes(name), name)); i++) await page.keyboard.press('Tab');
      };
      if ((await names())[0].startsWith('Gamma')) {
        await to('Gamma');
        await page.keyboard.press('ArrowDown');
      }
      while (!(await names())[0].startsWith('Gamma')) {
        await to('Gamma');
        await page.keyboard.press('ArrowUp');
      }
      await page.evaluate(() => document.querySelectorAll('li[data-candidate]')[2].focus());
      await page.keyboard.press('t');
    }
    await saved(page);
    if (process.env.SHOTS && way === 'pointer') await shots(page, 'order');
    await page.keyboard.press('Control+Enter');
    await saved(page);
    await page.waitForTimeout(500);
    const { order: given } = await answers(context, id);
    same(given.map((group) => [...group].sort()), [[2], [0, 1]], `three answers are put in order, two of them tied, by ${way}`);
    await page.close();
  }
}

export async function talk(context) {
  await ofEach(context);
  await byDigits(context);
  await inOrder(context);
}

// Opens long texts with many spans in headless Chromium against a running server, and works on them:
// MASLIN_URL and MASLIN_LINK (a one-time link), as the browser tests of web/e2e. Prints one JSON object.
import { open, server, withBrowser } from '../web/e2e/browser.mjs';
import { call, project, signIn } from '../web/e2e/hands.mjs';

const words = 'the miller grinds rye and 👍 wheat before „בטוח“ dawn while e\u0301te\u0301 passes over Görlitz'.split(' ');
function prose(bytes, lineBreaks) {
  let [text, i] = ['', 0];
  while (text.length < bytes) text += words[i++ % words.length] + (lineBreaks && i % 60 === 0 ? '\n' : ' ');
  return text;
}

function spans(text, n) {
  const points = [...text].length;
  return Array.from({ length: n }, (_, i) => {
    const start = Math.floor((i * (points - 40)) / n);
    return { id: `s${i}`, label: `c${i % 12}`, span: { start, end: start + 4 + (i % 29) } };
  });
}

const question = { name: 'names', kind: 'regions', caption: 'Mark', shapes: ['span', 'spans'], classes: Array.from({ length: 2000 }, (_, i) => ({ name: `c${i}` })) };

async function measure(context, name, text, n) {
  const regions = spans(text, n);
  const sample = { key: 'long', text, predictions: [{ model: 'm', modelVersion: '1', answers: { names: { regions } } }] };
  const id = await project(context, [question], [sample]);
  await call(context, 'PATCH', `/projects/${id}`, { prefill: true });
  const page = await context.newPage();
  await page.goto(`${server}/projects/${id}`);
  await page.waitForLoadState('networkidle');
  // From the moment when the task has come to the first frame in which its text and its marks are drawn.
  await page.addInitScript(() => {
    const fetched = window.fetch;
    window.fetch = async (...given) => {
      const answer = await fetched(...given);
      if (/assignments(\?|$)/.test(String(given[0]?.url ?? given[0]))) {
        const whole = await answer.clone().text();
        if (whole.length > 1000 && window.came === undefined) {
          window.came = performance.now();
          const look = () => (document.querySelector('.mark') ? requestAnimationFrame(() => setTimeout(() => (window.drawn = performance.now()))) : requestAnimationFrame(look));
          look();
        }
      }
      return answer;
    };
  });
  await page.goto(`${server}/projects/${id}/label`);
  await page.waitForFunction(() => window.drawn !== undefined, null, { timeout: 20_000 }).catch(async (error) => { await page.screenshot({ path: '/tmp/words-shots/fail.png' }); throw error; });
  const opened = await page.evaluate(() => ({ openMillis: Math.round(window.drawn - window.came), wholePageMillis: Math.round(window.drawn) }));
  const toPaint = async (key) => {
    const times = [];
    for (let i = 0; i < 20; i++) {
      await page.evaluate(() => {
        window.painted = new Promise((done) => addEventListener('keydown', (event) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - event.timeStamp))), { once: true, capture: true }));
      });
      await page.keyboard.press(key);
      times.push(await page.evaluate(() => window.painted));
      if (key === '1') await page.keyboard.press('Tab');
    }
    return Math.round(times.sort((a, b) => a - b)[18]);
  };
  await page.locator('[data-marking]').focus();
  const walk = await toPaint('ArrowRight');
  await page.keyboard.press('Tab');
  const add = await toPaint('1');
  const scroll = await page.evaluate(async () => {
    const frame = document.querySelector('[data-marking]');
    const times = [];
    let before = performance.now();
    for (let i = 0; i < 60; i++) {
      frame.scrollTop += 300;
      await new Promise((done) => requestAnimationFrame(done));
      times.push(performance.now() - before);
      before = performance.now();
    }
    return Math.round(60_000 / times.reduce((sum, one) => sum + one, 0));
  });
  await page.close();
  return { name, bytes: new TextEncoder().encode(text).length, spans: n, ...opened, walkP95Millis: walk, addP95Millis: add, scrollFramesPerSecond: scroll };
}

await withBrowser(async (browser) => {
  const { context, page } = await open(browser);
  await signIn(page);
  const results = [];
  for (const [name, text, n] of [['1 MB, 5,000 spans', prose(930_000, true), 5000], ['one line of 5 MB', prose(4_700_000, false), 100], ['one word of 1 MB', 'x'.repeat(1_000_000), 10]]) {
    results.push(await measure(context, name, text, n));
    console.error(JSON.stringify(results.at(-1)));
  }
  console.log(JSON.stringify(results, null, 1));
});

// Nothing that a sample, a label or a file name holds can run, and nothing is fetched from elsewhere.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, server } from './browser.mjs';
import { byItself, call, project, saved, shots, upload } from './hands.mjs';
import { pdf } from './pdf.mjs';
import { faults, lines } from './axe.mjs';

const attacks = [
  '<script>window.ran = 1</script>',
  '<img src=x onerror="window.ran = 2">',
  '<svg onload="window.ran = 3"><script>window.ran = 3</script><a xlink:href="javascript:window.ran = 3"><text>x</text></a></svg>',
  '<iframe srcdoc="<script>parent.ran = 4</script>"></iframe>',
  '[link](javascript:window.ran=5) <a href="javascript:window.ran=5">x</a> ![image](https://elsewhere.example/beacon.png)',
  '$\\href{javascript:window.ran=6}{x}$ $$\\includegraphics{https://elsewhere.example/a.png}$$ $\\htmlData{onclick=window.ran=6}{x}$ $\\def\\a{\\a\\a}\\a$',
  '```html\n<script>window.ran = 7</script>\n```',
  '<style>@import url(https://elsewhere.example/a.css); body { display: none }</style>',
  '<math><mtext><table><mglyph><style><img src=x onerror="window.ran = 8">',
  '<form action="https://elsewhere.example/"><button autofocus onfocus="window.ran = 9">x</button></form>',
];
const all = attacks.join('\n\n');
const label = '<img src=x onerror="window.ran = 10">';
const choice = { name: 'kind', kind: 'choice', caption: label, classes: [{ name: label, caption: attacks[0] }, { name: 'b' }] };
const spans = { name: 'names', kind: 'regions', caption: attacks[2], shapes: ['span'], classes: [{ name: label }] };

async function watched(context) {
  const page = await context.newPage();
  const away = [];
  page.on('request', (request) => !request.url().startsWith(server) && !/^(data|blob|about):/.test(request.url()) && away.push(request.url()));
  page.on('dialog', (dialog) => { away.push(`a dialog: ${dialog.message()}`); void dialog.dismiss(); });
  return { page, away };
}

async function quiet(page, away, what) {
  await page.waitForTimeout(600);
  for (const link of await page.locator('main a[href^="javascript"]').all()) await link.click();
  const ran = await page.evaluate(() => [window.ran, ...[...document.querySelectorAll('main [onerror], main [onload], main [onclick], main script')].map((one) => one.outerHTML)].filter((one) => one !== undefined));
  check(ran.length === 0 && away.length === 0, `nothing in ${what} runs or is fetched${lines([...ran, ...away])}`);
}

async function shown(context, questions, sample, what, ready, more = async () => {}) {
  const id = await project(context, questions, [sample]);
  const { page, away } = await watched(context);
  await page.goto(`${server}/projects/${id}/label`);
  await page.locator(ready).first().waitFor();
  await more(page);
  await quiet(page, away, what);
  await page.close();
}

async function mark(page) {
  await page.locator('[data-marking]:focus').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('1');
  await page.getByText('one region').first().waitFor();
}

export async function hostile(context) {
  await shown(context, [choice], { key: label, messages: [{ role: 'user', content: all }, { role: 'assistant', content: all, toolCalls: [{ name: label, arguments: { a: all } }] }] }, 'a conversation', '.rich', async (page) => {
    check(await page.getByText('window.ran = 1</script>').first().isVisible(), 'markup in a message is shown as it was written');
  });
  await shown(context, [{ name: 'best', kind: 'pairwise', caption: 'Better?' }], { key: 'pair', messages: [{ role: 'user', content: 'x' }], candidates: [{ content: all }, { content: `${all} other` }] }, 'a pair of answers', '.rich');
  await shown(context, [spans], { key: 'text', text: `${all} \ud83d` }, 'a text to mark and its labels', '[data-chunk]', async (page) => {
    await mark(page);
  }).catch(async (error) => {
    // A lone surrogate may be refused where it comes in; then without it.
    if (!/samples/.test(error.message)) throw error;
    console.log(`  told: ${error.message.slice(0, 200)}`);
    await shown(context, [spans], { key: 'text', text: all }, 'a text to mark and its labels', '[data-chunk]', async (page) => {
      await mark(page);
    });
  });
  await file(context);
  await document(context);
}

async function file(context) {
  const folder = mkdtempSync(join(tmpdir(), 'maslin-'));
  const name = "'><img src=x onerror=window.ran=11>.html";
  writeFileSync(join(folder, name), `<!doctype html><title>Page</title><body onload="parent.ran = 12"><h1>A page to read</h1>${all}</body>`);
  const made = await call(context, 'POST', '/projects', { name: `Files ${Date.now()}`, overlap: 1, ontology: { questions: [choice] } });
  const { page, away } = await watched(context);
  await page.goto(`${server}/projects/${made.id}`);
  await page.locator('button:not([disabled])', { hasText: 'Import samples' }).first().click();
  await page.locator('#file').setInputFiles(join(folder, name));
  await page.locator('dialog').getByText('Take files of other kinds too; annotators may save them').click();
  await page.locator('dialog button[type="submit"]').click();
  await page.locator('dialog').getByText(/samples? taken/).first().waitFor();
  await page.goto(`${server}/projects/${made.id}/label`);
  const frame = page.frameLocator('iframe');
  await frame.getByText('A page to read').waitFor();
  check((await page.locator('iframe').getAttribute('sandbox')) === '', 'a page of HTML is shown in a frame that may do nothing');
  await quiet(page, away, 'a page of HTML and its name');
  await page.close();
}

/** A PDF with scripts and links in it: its pages are shown, turned by pointer and keys, answered about; nothing of it runs. */
async function document(context) {
  const { id } = await call(context, 'POST', '/projects', { name: `Papers ${Date.now()}`, overlap: 1, ontology: { questions: [choice] } });
  const given = { 'papers.pdf': pdf([{ colour: [1, 0, 0], words: 'The first page' }, { colour: [0, 0, 1], words: 'The second page' }]), 'broken.pdf': Buffer.from('%PDF-1.7 nothing') };
  for (const [name, bytes] of Object.entries(given)) {
    const { blob } = await upload(context, id, name, bytes);
    await call(context, 'POST', `/projects/${id}/samples?tasks=true`, JSON.stringify({ key: name, file: { blob, name } }), 'application/x-ndjson');
  }
  const { page, away } = await watched(context);
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`${server}/projects/${id}/label`);
  const colour = () => page.evaluate(() => {
    const canvas = globalThis.document.querySelector('.pdf canvas');
    return [...canvas.getContext('2d').getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data].slice(0, 3).join();
  });
  const seen = async (words, wanted, what) => {
    await page.locator('.pdf .sr', { hasText: words }).waitFor({ state: 'attached' });
    check((await colour()) === wanted, what);
  };
  for (let i = 0; i < 2; i++) {
    await page.locator('.pdf, .file [role="alert"]').first().waitFor();
    const isBroken = await page.locator('.file', { hasText: 'broken.pdf' }).count();
    if (isBroken) {
      await page.getByText('This document cannot be shown').waitFor();
      check(true, 'a document that is broken is told, with a way out');
    } else {
      await seen('The first page', '255,0,0', 'the first page of a PDF is shown, with its words for who hears them');
      const found = await faults(page, 'a PDF');
      check(found.length === 0, `a PDF: axe finds nothing, nothing scrolls sideways${lines(found)}`);
      if (process.env.SHOTS) await shots(page, 'pdf');
      await page.getByRole('button', { name: 'Next page' }).click();
      await seen('The second page', '0,0,255', 'its pages are turned with the pointer');
      await page.locator('.pdf .place').focus();
      await page.keyboard.press('PageUp');
      await seen('The first page', '255,0,0', 'and by keys');
      await page.locator('.pdf .place').click();
      await quiet(page, away, 'a PDF with scripts and links');
    }
    await page.locator('main .question input').first().focus();
    await page.keyboard.press('2');
    await page.keyboard.press('Control+Enter');
    await saved(page);
  }
  check(errors.length === 0, `no error of script or of the content policy${lines(errors)}`);
  await page.close();
}

await byItself(import.meta.filename, (_, context) => hostile(context));

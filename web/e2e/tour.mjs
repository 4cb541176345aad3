// A tour of every room in every state there is: full, empty, while it is read, when the server fails, what one may not see, long names
// and names from right to left, dialogs, and what each role sees. In light and dark at 390, 1280 and 1920 a picture is taken and axe
// runs; nothing scrolls sideways; Tab reaches everything and shows where it is.
//   MASLIN_URL=… MASLIN_LINK=… node e2e/tour.mjs FOLDER [WORD…]     a server of one's own, best one of `maslin serve --demo`;
//                                                                     with words, only the stops whose names have one of them
// A browser that has looked at so many pages grows slow, and in the end gives up: after some stops comes a new one, and a stop at which
// one gave up is made again. A tour that was ended goes on where it was, if it is started again with its folder and the same server.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from './axe.mjs';
import { server, withBrowser } from './browser.mjs';
import { call, signIn } from './hands.mjs';
import { rings } from './rings.mjs';
import { browserOf, world } from './world.mjs';

const widths = [390, 1280, 1920];
const [, , folder, ...words] = process.argv;
const options = { viewport: { width: 1280, height: 844 }, locale: 'en-GB', reducedMotion: 'reduce' };
const quick = process.env.MASLIN_QUICK === 'pictures';

/** What every room is at, with something in it. */
async function rooms(context, ids) {
  const get = async (path) => (await context.request.get(`${server}/api/v1${path}`)).json();
  const [version] = (await get('/versions')).items;
  const [model] = (await get('/models')).items;
  const [chain] = (await get('/chains')).items;
  const links = chain ? (await get(`/chains/${chain.id}`)).links : [];
  const of = (reference) => links.find((link) => link.references[reference])?.references[reference];
  const p = `/projects/${ids.letters}`;
  return {
    'projects': '/projects', 'new-project': '/projects/new', 'project': p, 'task': `/tasks/${ids.task}`, 'label': `${p}/label`, 'review': `${p}/review`, 'guideline': `${p}/guideline`, 'questions': `${p}/questions`,
    'batches': `${p}/batches`, 'gold': `${p}/gold`, 'quality': `${p}/quality`, 'work': `${p}/workforce`, 'chains': '/chains', 'chain': chain && `/chains/${chain.id}`, 'job': of('jobId') && `/jobs/${of('jobId')}`,
    'versions': '/versions', 'version': version && `/versions/${version.id}`, 'models': '/models', 'model': model && `/models/${model.id}`, 'evaluation': of('evaluationId') && `/evaluations/${of('evaluationId')}`,
    'lineage': version && `/records/${version.id}?direction=up`, 'audit': '/audit', 'people': '/people', 'webhooks': '/webhooks',
  };
}

const hang = (page) => page.route(/\/api\/v1\/(?!session)/, () => {});
const fail = (page) => page.route(/\/api\/v1\/(?!session)/, (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'The database is not there.', status: 503, code: 'not-ready', detail: 'It did not answer within 5 seconds.', hint: 'Try again in a minute; nothing was lost.' }) }));
const press = (...keys) => async (page) => { await page.waitForLoadState('networkidle'); for (const key of keys) await page.keyboard.press(key); await page.waitForTimeout(300); };

/** The stops of the tour: name, whose look, where, and what is done there first. */
async function stops(owner, ids) {
  const all = [];
  const stop = (name, role, path, more = {}) => path && all.push({ name, role, path, ...more });
  const found = await rooms(owner, ids);
  for (const [name, path] of Object.entries(found)) {
    if (!path) { console.log(`  left out: ${name}, the server has nothing to show on it`); continue; }
    stop(name, 'owner', path, name === 'chain' ? { then: openLinks } : {});
    stop(`${name}-slow`, 'owner', path, { before: hang, until: null, then: (page) => page.waitForTimeout(400) });
    stop(`${name}-failed`, 'owner', path, { before: fail, until: null, then: (page) => page.waitForTimeout(400) });
  }
  const at = (key, room = '') => `/projects/${ids[key]}${room}`;
  for (const room of ['', '/label', '/review', '/guideline', '/questions', '/batches', '/gold', '/quality', '/workforce']) stop(`project-empty${room.replace('/', '-')}`, 'owner', at('empty', room));
  for (const key of ['long', 'rtl']) for (const room of ['', '/label', '/guideline', '/batches', '/gold', '/quality', '/workforce']) stop(`project-${key}${room.replace('/', '-')}`, 'owner', at(key, room));
  for (const key of ['archived', 'paused']) { stop(`project-${key}`, 'owner', at(key)); stop(`project-${key}-label`, 'owner', at(key, '/label')); }
  stop('projects-archived', 'owner', '/projects', { then: async (page) => { await page.locator('select').first().selectOption('archived'); await page.waitForTimeout(500); } });
  stop('projects-none-found', 'owner', '/projects', { then: async (page) => { await page.locator('#filter').fill('nowhere'); } });
  for (const [key, name] of [['objects', 'image'], ['pairs', 'pairs'], ['ranked', 'ranking'], ['spans', 'spans'], ['rewrite', 'rewrite']]) stop(`label-${name}`, 'owner', at(key, '/label'), { then: (page) => page.waitForTimeout(600) });
  for (const key of ['objects', 'pairs']) stop(`review-${key}`, 'owner', at(key, '/review'), { then: (page) => page.waitForTimeout(800) });
  stop('task-image', 'owner', `/tasks/${ids.objectTask}`, { then: (page) => page.waitForTimeout(600) });
  stop('new-project-template', 'owner', '/projects/new', { then: async (page) => { await page.getByText('Objects in images', { exact: true }).click(); await page.waitForTimeout(800); } });
  stop('new-project-wrong', 'owner', '/projects/new', { then: async (page) => { await page.locator('form button[type="submit"]').click(); await page.waitForTimeout(200); } });
  for (const [name, key] of [['import', 'i'], ['settings', 'e'], ['state', 's'], ['export', 'x'], ['bulk', 'm'], ['publish', 'f']]) stop(`dialog-${name}`, 'owner', at('letters'), { then: press(key) });
  stop('palette', 'owner', '/projects', { then: press('Control+k') });
  stop('sheet', 'owner', '/projects', { then: press('?') });
  stop('sheet-of-label', 'owner', at('objects', '/label'), { then: press('?') });
  stop('skip', 'owner', at('spans', '/label'), { then: press('s') });
  stop('nowhere', 'owner', '/nowhere');
  stop('unknown-project', 'owner', '/projects/00000000-0000-7000-8000-000000000000');
  for (const role of ['manager', 'reviewer', 'annotator', 'viewer']) {
    stop(`as-${role}-projects`, role, '/projects');
    stop(`as-${role}-project`, role, at('letters'));
    stop(`as-${role}-task`, role, `/tasks/${ids.task}`);
  }
  for (const room of ['/label', '/guideline', '/questions']) stop(`as-annotator${room.replace('/', '-')}`, 'annotator', at('letters', room));
  for (const room of ['/review', '/workforce', '/quality', '/batches', '/gold']) stop(`denied-annotator${room.replace('/', '-')}`, 'annotator', at('letters', room));
  for (const path of ['/people', '/audit', '/webhooks', '/chains', '/versions', '/models', '/projects/new']) stop(`denied-annotator${path.replaceAll('/', '-')}`, 'annotator', path);
  stop('as-reviewer-review', 'reviewer', at('objects', '/review'), { then: (page) => page.waitForTimeout(600) });
  stop('sign-in', 'visitor', '/sign-in');
  stop('sign-in-wrong', 'visitor', '/sign-in', { then: async (page) => { await page.locator('#email').fill('nobody@example.org'); await page.locator('#password').fill('not the password at all'); await page.keyboard.press('Enter'); await page.getByRole('alert').waitFor(); } });
  stop('welcome', 'visitor', '/welcome?token=unknown');
  stop('welcome-without', 'visitor', '/welcome');
  return all.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
}

async function openLinks(page) {
  await page.locator('summary.link-row').first().waitFor();
  for (const link of await page.locator('summary.link-row').all()) await link.press('Enter');
}

async function visit(context, { name, path, before, then, until = 'networkidle' }) {
  const page = await context.newPage();
  const found = [];
  page.on('pageerror', (error) => found.push(`${name}: ${error}`));
  page.on('console', (message) => message.type() === 'error' && !/status of (4\d\d|503)/.test(message.text()) && found.push(`${name}: ${message.text()}`));
  try {
    await before?.(page);
    await page.goto(server + path);
    await page.locator('h1').first().waitFor();
    if (until !== null) await page.waitForLoadState(until);
    await then?.(page);
    const shot = async (width, colour) => { await page.waitForTimeout(60); await page.screenshot({ path: join(folder, `${name}-${width}-${colour}.png`), fullPage: true }); };
    if (quick) for (const width of widths) {
      await page.setViewportSize({ width, height: width > 1500 ? 1080 : 844 });
      await page.waitForTimeout(150);
      await shot(width, 'light');
    } else {
      found.push(...(await faults(page, name, { widths, until, shot })));
      found.push(...(await rings(page, name)));
    }
  } catch (error) {
    found.push(`${name}: ${error.message.split('\n')[0]}`);
  }
  await page.close().catch(() => {});
  return found;
}

const perBrowser = 20;
const roles = ['manager', 'reviewer', 'annotator', 'viewer'];
const log = () => join(folder, 'tour.json');

/** The tour as far as it has come: its world, who is signed in, and what was found at each stop. */
async function begun() {
  const known = existsSync(log()) ? JSON.parse(readFileSync(log(), 'utf8')) : null;
  if (known?.server === server) return known;
  return withBrowser(async (browser) => {
    const owner = await browser.newContext(options);
    const first = await owner.newPage();
    await signIn(first);
    await first.close();
    const ids = await world(owner);
    const who = { owner, visitor: await browser.newContext(options) };
    for (const role of roles) who[role] = await browserOf(browser, owner, role, options);
    const states = {};
    for (const [role, context] of Object.entries(who)) states[role] = await context.storageState();
    return { server, ids, states, found: {} };
  });
}

/** Goes on with a browser of its own; as far as it carries. */
async function stretch(tour, all, tried) {
  await withBrowser(async (browser) => {
    const who = {};
    for (const [role, storageState] of Object.entries(tour.states)) who[role] = await browser.newContext({ ...options, storageState });
    for (let n = 0; n < perBrowser; n++) {
      const i = all.findIndex((one) => tour.found[one.name] === undefined);
      if (i < 0) return;
      const { name } = all[i];
      const here = await visit(who[all[i].role], all[i]);
      const gaveUp = !browser.isConnected() || here.some((one) => /crashed|has been closed/.test(one));
      if (gaveUp && !tried.has(name)) {
        tried.add(name);
        console.log(`  ${i + 1}/${all.length} ${name}: the browser gave up; again with a new one`);
        return;
      }
      tour.found[name] = here;
      writeFileSync(log(), JSON.stringify(tour));
      console.log(`  ${i + 1}/${all.length} ${name}${here.length > 0 ? `: ${here.length} faults` : ''}`);
      for (const one of here) console.log(`    ${one}`);
      if (gaveUp) return;
    }
  });
}

async function goRound() {
  if (folder === undefined) throw new Error('A folder for the pictures must be named: node e2e/tour.mjs FOLDER');
  mkdirSync(folder, { recursive: true });
  const tour = await begun();
  const all = await withBrowser(async (browser) => stops(await browser.newContext({ ...options, storageState: tour.states.owner }), tour.ids));
  const tried = new Set();
  while (all.some((one) => tour.found[one.name] === undefined)) await stretch(tour, all, tried);
  const found = all.flatMap((one) => tour.found[one.name]);
  writeFileSync(join(folder, 'faults.txt'), found.join('\n'));
  if (found.length > 0) throw new Error(`${found.length} faults at ${all.length} stops`);
  console.log(`  holds: ${all.length} stops in light and dark at ${widths.join(', ')}: axe finds nothing, nothing scrolls sideways, Tab reaches everything and shows where it is`);
}

await goRound().catch((error) => {
  console.error(`does not hold: ${error.message}`);
  process.exit(1);
});

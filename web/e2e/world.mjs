// An organisation in which every page has something to show, and the accounts that look at it.
import { server } from './browser.mjs';
import { call } from './hands.mjs';
import { png } from './png.mjs';

const password = 'three loaves on the sill';
const mark = () => Math.random().toString(36).slice(2, 7);
const long = 'Every parcel that leaves the second belt of the northern hall between the early and the late shift, by what it holds, how it is wrapped and whether its label can still be read by a machine';

/** Somebody who answers by the interface. */
export async function someone(context, name, role = 'annotator') {
  const { user } = await call(context, 'POST', '/users', { name, role, kind: 'simulated' });
  const { secret } = await call(context, 'POST', '/keys', { name, userId: user.id });
  const post = async (path, body, method = 'POST') => {
    const answer = await fetch(`${server}/api/v1${path}`, { method, headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  };
  return { id: user.id, post };
}

/** Somebody with a browser. */
export async function browserOf(browser, context, role, options) {
  const name = `${role[0].toUpperCase()}${role.slice(1)} ${mark()}`;
  const { link } = await call(context, 'POST', '/users', { name, email: `${mark()}${mark()}@example.org`, role });
  const own = await browser.newContext(options);
  const page = await own.newPage();
  await page.goto(`${server}/welcome?token=${new URL(link, server).searchParams.get('token')}`);
  await page.locator('#name').fill(name);
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/projects/);
  await page.close();
  return own;
}

const choice = { name: 'topic', kind: 'choice', caption: 'What does the letter ask about?', classes: [{ name: 'bread', caption: 'Bread' }, { name: 'delivery', caption: 'Delivery' }, { name: 'price', caption: 'Price' }] };
const guideline = '# What to look at\n\nRead the letter to its end. **The last question counts.**\n\n## Bread\n\nLoaves, buns and cakes.\n\n| Word | Means |\n|---|---|\n| stale | bread |\n| late | delivery |\n\n## Delivery\n\nWhen, where and by whom.\n';

async function answerAll(people, id, answers, rounds) {
  for (const [k, one] of people.entries()) for (let i = 0; i < rounds; i++) {
    const lease = await one.post(`/projects/${id}/assignments`);
    if (lease === null) break;
    await one.post(`/assignments/${lease.id}/annotation`, { answers: answers(k, i), secondsActive: 4 + k + (i % 5) });
  }
}

export async function world(context) {
  const make = async (name, questions, samples, more = {}) => {
    const { id } = await call(context, 'POST', '/projects', { name, overlap: 1, ontology: { questions }, ...more });
    if (samples.length > 0) {
      const report = await call(context, 'POST', `/projects/${id}/samples?tasks=true`, samples.map((one) => JSON.stringify(one)).join('\n'), 'application/x-ndjson');
      if (report.rejected.length > 0) throw new Error(JSON.stringify(report.rejected[0]));
    }
    return id;
  };
  const picture = async (id, name, w = 640, h = 480) => (await call(context, 'POST', `/projects/${id}/files?name=${encodeURIComponent(name)}`, png(w, h, (x, y) => (x > w * 0.1 && x < w * 0.35 && y > h * 0.15 && y < h * 0.4 ? [190, 150, 100] : [84 + Math.round((x / w) * 30), 96, 100])), 'application/octet-stream')).blob;
  const put = (id, samples) => call(context, 'POST', `/projects/${id}/samples?tasks=true`, samples.map((one) => JSON.stringify(one)).join('\n'), 'application/x-ndjson');
  const people = [];
  for (const name of ['Ada Miller', 'Bela', 'مريم الطحّان', 'Wilhelmina Anastasia von Hohenstein-Mühlenbach zu Obergurgl']) people.push(await someone(context, `${name} ${mark()}`));
  const ids = {};
  ids.empty = await make('Nothing in it yet', [choice], []);
  ids.letters = await make('Letters to the bakery', [choice, { name: 'why', kind: 'text', caption: 'Why do you think so?', required: false }], Array.from({ length: 40 }, (_, i) => ({ key: `letter-${String(i).padStart(3, '0')}`, text: `Letter ${i}: my bun was ${['stale', 'late', 'dear'][i % 3]}, and I should like to know why. Please write to me before Friday, for I bake on Saturdays.` })), { overlap: 3, guideline });
  await call(context, 'PATCH', `/projects/${ids.letters}`, { review: { levels: 1, rate: 1 }, price: { per: 'task', amount: 0.25, currency: 'EUR' } });
  await answerAll(people, ids.letters, (k, i) => ({ topic: k === 3 ? 'bread' : ['bread', 'delivery', 'price'][(i + (k === 2 && i % 4 === 0 ? 1 : 0)) % 3], why: 'It says so.' }), 26);
  const [, , , { id: task }] = (await call(context, 'GET', `/projects/${ids.letters}/tasks`)).items;
  ids.task = task;
  await call(context, 'POST', `/projects/${ids.letters}/batches`, { name: 'Second belt', state: 'in-progress', priority: 3 });
  await call(context, 'POST', `/projects/${ids.letters}/batches`, { name: long.slice(0, 150) });
  const gold = ['gold-a', 'gold-b'];
  await call(context, 'POST', `/projects/${ids.letters}/samples?tasks=false`, gold.map((key) => JSON.stringify({ key, text: 'How dear is a bun?' })).join('\n'), 'application/x-ndjson');
  for (const key of gold) await call(context, 'POST', `/projects/${ids.letters}/known-tasks`, { purpose: 'gold', tasks: [{ sampleKey: key, expected: { topic: 'price' }, explanation: 'It is dear.' }] });
  await call(context, 'PUT', `/projects/${ids.letters}/gold/rule`, { rate: 0.1, minimumAccuracy: 0.8 });
  await call(context, 'POST', `/projects/${ids.letters}/qualifications`, { name: 'Reads letters', passMark: 0.8, attempts: 2 });
  const thread = await people[0].post(`/projects/${ids.letters}/threads`, { text: 'Does a late cake count as bread, or as delivery?', taskId: task });
  await call(context, 'POST', `/threads/${thread.thread?.id ?? thread.id}/messages`, { text: 'As delivery: the last question counts.' });
  await people[1].post(`/projects/${ids.letters}/threads`, { text: `${long}?`, section: 'bread' }).catch(() => people[1].post(`/projects/${ids.letters}/threads`, { text: `${long}?`, taskId: task }));
  ids.long = await make(long, [{ ...choice, caption: `${long}?`, classes: Array.from({ length: 14 }, (_, i) => ({ name: `class-${i}-with-quite-a-long-name-that-goes-on`, caption: `Class ${i} with quite a long name that goes on and on ${'Donaudampfschifffahrtsgesellschaft'.repeat(i === 3 ? 3 : 0)}` })) }], [{ key: `${'a-key-without-any-place-to-break'.repeat(4)}`, text: `${'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(4)} ${long}` }]);
  ids.rtl = await make('رسائل إلى المخبز: ماذا يسأل الناس؟', [{ ...choice, caption: 'عمّ تسأل الرسالة؟', classes: [{ name: 'bread', caption: 'خبز' }, { name: 'delivery', caption: 'توصيل' }, { name: 'other', caption: 'אחר' }] }], [{ key: 'رسالة-١', text: 'كعكتي كانت قديمة. لماذا؟ Please answer in English, שלום, 123.' }, { key: 'letter-2', text: 'שלום, הלחם שלי איחר.' }], { guideline: '# اقرأ أولاً\n\nاقرأ الرسالة حتى نهايتها.' });
  await answerAll(people.slice(2, 3), ids.rtl, () => ({ topic: 'delivery' }), 1);
  const things = { name: 'things', kind: 'regions', caption: 'What is on the belt?', shapes: ['box', 'polygon', 'ellipse', 'point'], least: 0, classes: [{ name: 'parcel', caption: 'Parcel' }, { name: 'tube', caption: 'Tube' }] };
  ids.objects = await make('Parcels on belts', [things, { name: 'light', kind: 'choice', caption: 'How is the light?', classes: [{ name: 'good', caption: 'Good' }, { name: 'poor', caption: 'Poor' }] }], [], { overlap: 2 });
  await put(ids.objects, await Promise.all([0, 1, 2].map(async (i) => ({ key: `belt-${i}`, image: { blob: await picture(ids.objects, `belt-${i}.png`, 640 + i * 20), name: `belt-${i}.png` } }))));
  await call(context, 'PATCH', `/projects/${ids.objects}`, { review: { levels: 1, rate: 1 } });
  const box = (id, label, x, y, width, height) => ({ id, label, box: { x, y, width, height }, origin: 'human' });
  await answerAll(people.slice(0, 2), ids.objects, (k) => ({ things: { regions: [box('a', 'parcel', 62 + k, 70, 160, 120), ...(k ? [box('b', 'tube', 300, 100, 80, 40)] : [])] }, light: k ? 'poor' : 'good' }), 2);
  const [belt] = (await call(context, 'GET', `/projects/${ids.objects}/tasks`)).items;
  ids.objectTask = belt.id;
  const talk = (i) => ({ key: `talk-${i}`, messages: [{ role: 'user', content: `How much are ${i} buns, and **why**?` }], candidates: [{ content: `They are ${2 * i} coins.\n\n\`\`\`python\nprice = 2 * ${i}\n\`\`\`\n\n$p = 2n$` }, { content: 'Some coins. '.repeat(20) }, { content: 'I do not sell buns.' }] });
  ids.pairs = await make('Which answer is better?', [{ name: 'better', kind: 'pairwise', caption: 'Which answer would you rather get?', ties: true }], [0, 1, 2].map((i) => ({ ...talk(i), candidates: talk(i).candidates.slice(0, 2) })), { overlap: 2 });
  await call(context, 'PATCH', `/projects/${ids.pairs}`, { review: { levels: 1, rate: 1 } });
  await answerAll(people.slice(0, 2), ids.pairs, (k) => ({ better: k ? 'second' : 'first' }), 2);
  ids.ranked = await make('Order the answers', [{ name: 'order', kind: 'ranking', caption: 'Order them, the best first.', ties: true }], [0, 1].map(talk));
  ids.spans = await make('Names in letters', [{ name: 'names', kind: 'regions', caption: 'Mark the names.', shapes: ['span'], least: 0, classes: [{ name: 'person', caption: 'Person' }, { name: 'place', caption: 'Place' }] }], [{ key: 'a', text: 'Ada and Bela met in Ghent, where Ada bakes for the king. '.repeat(8) }]);
  ids.rewrite = await make('Write it better', [{ name: 'better', kind: 'rewrite', caption: 'Write a better answer.' }], [{ key: 'a', messages: [{ role: 'user', content: 'How much is a bun?' }, { role: 'assistant', content: 'It are two coin.' }] }]);
  for (const [name, state] of [['Put away for good', 'archived'], ['Waits for flour', 'paused']]) {
    ids[state] = await make(name, [choice], [{ key: 'a', text: 'Whatever it was.' }]);
    await call(context, 'PUT', `/projects/${ids[state]}/state`, { state });
  }
  await call(context, 'POST', `/projects/${ids.letters}/versions`, { name: `letters-${mark()}`, minProbability: 0 }).catch((error) => console.log(`  version: ${error.message}`));
  await call(context, 'POST', '/webhooks', { url: 'https://example.org/told', events: ['annotation.submitted'] }).catch((error) => console.log(`  webhook: ${error.message}`));
  await call(context, 'PUT', `/users/${people[0].id}/abilities`, { groups: ['bakers', 'millers'], skills: ['rye'], languages: ['de'] }).catch((error) => console.log(`  groups: ${error.message}`));
  return ids;
}

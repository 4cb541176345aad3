import { withBrowser, open, server } from './browser.mjs';
import { team } from './team.mjs';
await withBrowser(async (browser) => {
  const { page, context } = await open(browser, { storageState: '/tmp/owner.json' });
  try { await team(browser, context); } catch (e) { let i=0; for (const c of browser.contexts()) for (const p of c.pages()) await p.screenshot({ path: `/tmp/fail${i++}.png` }).catch(()=>{}); throw e; }
}).catch(e => { console.error('FAILS', e.message.slice(0, 800)); process.exit(1); });

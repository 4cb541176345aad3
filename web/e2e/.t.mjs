import { withBrowser, open } from './browser.mjs';
await withBrowser(async (browser) => {
  const { page } = await open(browser, { storageState: '/tmp/owner.json' });
  await page.goto('http://localhost:8290/people');
  await page.fill('#invite-name','x1'); await page.fill('#invite-email','x1'+Date.now()+'@example.org'); await page.click('section:has(#invite-name) button[type="submit"]'); await page.waitForTimeout(1500);
  console.log(await page.locator('section:has(#invite-name)').innerText());
});

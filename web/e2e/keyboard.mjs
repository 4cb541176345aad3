// What a hand on the keyboard does.

export const titled = (page, name) => page.getByRole('heading', { level: 1, name });

/** Types into the focused field, and goes on to the next control. */
export async function type(page, text) {
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

export async function replace(page, text) {
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

export async function focus(page, selector) {
  for (let i = 0; i < 120; i++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} cannot be reached by Tab from ${page.url()}`);
}

export const usable = (page, caption) => page.locator('button:not([disabled])', { hasText: caption }).first().waitFor();

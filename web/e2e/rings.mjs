// Whether Tab reaches everything that can be used, and whether one sees where it is.

/** What Tab should reach, as far as it is in sight of anybody: one of each set of radio buttons stands for all. */
function mark() {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable="true"]')];
  const top = document.querySelector('dialog[open]') ?? document;
  window.ringsWanted = new Map();
  for (const one of all) {
    if (!top.contains(one) || one.tabIndex < 0 || one.disabled || one.closest('[inert], fieldset[disabled]') || (one.tagName === 'INPUT' && one.type === 'hidden')) continue;
    if (!one.checkVisibility({ visibilityProperty: true }) || one.getClientRects().length === 0) continue;
    window.ringsWanted.set(one, one.type === 'radio' ? `radio ${one.name} of ${one.form?.id ?? ''}` : null);
  }
  return window.ringsWanted.size;
}

/** What is wrong with what has the focus; null if it has been there before or is the page itself. */
function look() {
  const here = document.activeElement;
  if (here === null || here === document.body) return { end: true };
  const group = window.ringsWanted.get(here);
  const known = window.ringsWanted.delete(here);
  if (group) for (const [one, other] of [...window.ringsWanted]) if (other === group) window.ringsWanted.delete(one);
  if (!known) return { again: true };
  const named = `${here.tagName.toLowerCase()}${here.id ? `#${here.id}` : ''} “${(here.getAttribute('aria-label') ?? here.innerText ?? here.value ?? '').trim().replace(/\s+/g, ' ').slice(0, 50)}”`;
  const shows = (one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || (one.matches(':focus-visible') && boxShadow !== 'none');
  };
  const [parent, box] = [here.parentElement, here.getBoundingClientRect()];
  const ring = [here, parent, parent?.parentElement, here.nextElementSibling].some((one) => one && shows(one)) || here.tagName === 'IFRAME';
  const faults = [];
  if (!ring) faults.push(`no ring around ${named}`);
  if (box.width > 2 && box.height > 2) {
    const [x, y] = [Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1), Math.min(Math.max(box.y + Math.min(box.height / 2, innerHeight / 2), 0), innerHeight - 1)];
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) faults.push(`out of sight: ${named}`);
    else {
      const over = document.elementFromPoint(x, y);
      const own = over && (here.contains(over) || over.contains(here) || (here.labels && [...here.labels].some((one) => one.contains(over))));
      if (over && !own && ['sticky', 'fixed'].some((one) => { for (let e = over; e; e = e.parentElement) if (getComputedStyle(e).position === one) return !e.contains(here); return false; })) faults.push(`covered: ${named}`);
    }
  }
  return { faults };
}

/** Goes through the page by Tab, from its beginning; a line for each fault. */
export async function rings(page, name) {
  const wanted = await page.evaluate(mark);
  await page.evaluate(() => { if (!document.querySelector('dialog[open]')) { document.activeElement?.blur(); scrollTo(0, 0); getSelection()?.removeAllRanges(); } });
  const found = [];
  let repeats = 0;
  for (let i = 0; i < wanted * 2 + 40 && repeats < 40; i++) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(look);
    if (seen.end || seen.again) repeats++;
    else repeats = 0;
    for (const one of seen.faults ?? []) found.push(`${name}: ${one}`);
    if ((await page.evaluate(() => window.ringsWanted.size)) === 0) break;
  }
  const missed = await page.evaluate(() => [...window.ringsWanted].filter(([one, group]) => one.isConnected && one.checkVisibility() && !group?.startsWith('radio')).map(([one]) => `${one.tagName.toLowerCase()}${one.id ? `#${one.id}` : ''} “${(one.getAttribute('aria-label') ?? one.innerText ?? '').trim().slice(0, 50)}”`));
  return [...found, ...missed.map((one) => `${name}: Tab never reaches ${one}`)];
}

/** What a drawing needs of the page's look to look the same on its own. */
const looks = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'stroke-linecap', 'opacity', 'fill-opacity', 'font-size', 'font-family', 'font-weight', 'text-anchor'] as const;
const room = { side: 16, top: 40, bottom: 12 };

/** A plot as a file of its own: its title above it, its colours written out, light ground. */
export function svgOf(drawing: SVGSVGElement, title: string, note: string): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [from, to] = [[...drawing.querySelectorAll('*')], [...copy.querySelectorAll('*')]];
  from.forEach((one, i) => {
    const look = getComputedStyle(one);
    for (const name of looks) if (look.getPropertyValue(name) !== '') to[i]?.setAttribute(name, look.getPropertyValue(name));
    to[i]?.removeAttribute('class');
  });
  const { width, height } = drawing.viewBox.baseVal;
  const own = getComputedStyle(drawing);
  const [ground, ink] = [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color];
  const inner = new XMLSerializer().serializeToString(copy).replace(/^<svg[^>]*>/, '').replace(/<\/svg>$/, '');
  const [across, down] = [width + 2 * room.side, height + room.top + room.bottom];
  const text = (y: number, size: number, weight: number, words: string) => `<text x="${room.side}" y="${y}" fill="${ink}" font-family="${quoted(own.fontFamily)}" font-size="${size}" font-weight="${weight}">${escaped(words)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${across} ${down}" width="${across}" height="${down}" role="img"><title>${escaped(title)}</title><rect width="${across}" height="${down}" fill="${ground}"/>${text(18, 14, 650, title)}${text(32, 11, 400, note)}<g transform="translate(${room.side} ${room.top})">${inner}</g></svg>\n`;
}

export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const quoted = (families: string) => families.replaceAll('"', "'");

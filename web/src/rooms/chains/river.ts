import type { ChainLink } from '../../api';
import type { Colour, Strand } from '../../parts/Strands.svelte';

const origins = ['human', 'synthetic', 'machine'] as const;
const widest = 64;
const gap = 1.5;

type Bed = Partial<Record<Colour, readonly [x: number, width: number]>>;

/**
 * The reaches of the river, one for each link: a strand for each origin, as wide as the root of its records.
 * A new origin comes in from the side it will run on; what a link leaves out branches off in grey.
 */
export function river(links: readonly ChainLink[]): Strand[][] {
  const most = Math.max(1, ...links.map((link) => origins.reduce((sum, origin) => sum + Math.sqrt(link.origins?.[origin] ?? 0), 0)));
  const beds = links.map((link) => bed(link, widest / most));
  return beds.map((to, i) => {
    const from = i === 0 ? to : (beds[i - 1] as Bed);
    const reach = origins.flatMap((origin) => strandsOf(origin, from[origin], to[origin]));
    return reach;
  });
}

/** Where the strands lie at the lower edge of a link: side by side, in the middle of the gutter. */
function bed(link: ChainLink, scale: number): Bed {
  const widths = origins.map((origin) => ({ origin, width: Math.sqrt(link.origins?.[origin] ?? 0) * scale })).filter(({ width }) => width > 0);
  const total = widths.reduce((sum, { width }) => sum + width, 0) + gap * Math.max(0, widths.length - 1);
  const found: Bed = {};
  let x = 50 - total / 2;
  for (const { origin, width } of widths) {
    found[origin] = [x, Math.max(1, width)];
    x += width + gap;
  }
  return found;
}

function strandsOf(origin: Colour, from: Bed[Colour], to: Bed[Colour]): Strand[] {
  if (to === undefined) return from === undefined ? [] : [{ colour: 'spent', from, to: [sideOf(origin), 1], bottom: 70 }];
  if (from === undefined) return [{ colour: origin, from: [sideOf(origin), to[1] * 0.6], to, top: 8 }];
  const lost = from[1] - to[1];
  const branch: Strand[] = lost > 2 ? [{ colour: 'spent', from: [origin === 'machine' ? from[0] + from[1] - lost : from[0], lost], to: [sideOf(origin), lost / 2], top: 10, bottom: 72 }] : [];
  return [...branch, { colour: origin, from, to }];
}

function sideOf(origin: Colour): number {
  return origin === 'human' ? -8 : 104;
}

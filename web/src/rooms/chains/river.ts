import type { ChainLink } from '../../api';
import type { Colour, Strand } from '../../parts/Strands.svelte';

const origins = ['human', 'synthetic', 'machine'] as const;
const widest = 64;
const gap = 1.5;
const branchFrom = 2;

type Records = NonNullable<ChainLink['origins']>;
type Bed = Partial<Record<Colour, readonly [x: number, width: number]>>;

/**
 * The reaches of the river, one for each link that has begun: a strand for each origin, as wide as the root of its
 * records. What a link says nothing of flows on. What it adds comes in from the side, what it leaves out branches off.
 */
export function river(links: readonly ChainLink[]): Strand[][] {
  let flowing: Records = {};
  const waters = links.map((link) => (flowing = { ...flowing, ...link.origins }));
  const most = Math.max(1, ...waters.map((water) => origins.reduce((sum, origin) => sum + rootOf(water, origin), 0)));
  const beds = waters.map((water) => bed(water, widest / most));
  return links.map((link, i) => {
    if (link.state === 'waiting') return [];
    const to = beds[i] as Bed;
    const from = i === 0 ? to : (beds[i - 1] as Bed);
    return origins.flatMap((origin) => strandsOf(origin, from[origin], to[origin]));
  });
}

const rootOf = (water: Records, origin: keyof Records) => Math.sqrt(water[origin] ?? 0);

/** Where the strands lie at the lower edge of a link: side by side, in the middle of the gutter. */
function bed(water: Records, scale: number): Bed {
  const widths = origins.map((origin) => ({ origin, width: rootOf(water, origin) * scale })).filter(({ width }) => width > 0);
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
  if (to === undefined) return [];
  if (from === undefined) return [{ colour: origin, from: [sideOf(origin), to[1] * 0.6], to, top: 8 }];
  const lost = from[1] - to[1];
  const own: Strand = { colour: origin, from, to };
  if (lost > branchFrom) {
    const start = origin === 'human' ? from[0] : from[0] + from[1] - lost;
    return [{ colour: 'spent', from: [start, lost], to: [sideOf(origin), lost / 2], top: 10, bottom: 72 }, own];
  }
  if (lost < -branchFrom) {
    const start = origin === 'human' ? to[0] : to[0] + from[1];
    return [{ colour: origin, from: [sideOf(origin), -lost * 0.6], to: [start, -lost], top: 8 }, { ...own, to: [origin === 'human' ? to[0] - lost : to[0], from[1]] }];
  }
  return [own];
}

function sideOf(origin: Colour): number {
  return origin === 'human' ? -40 : 104;
}

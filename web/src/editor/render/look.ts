/** How regions look on an image: a line over a dark casing, in one of twelve colours, each with its dash. Lengths are CSS pixels. */
export const line = 2.5;
export const casing = 4.5;
export const casingShade = 0.78;
export const dot = 4.5;
export const maskShade = 0.38;

/** On, off, on, off; nothing is a line without gaps. Colours of the same dash differ most. */
const patterns = [[], [9, 4], [3, 3], [12, 3, 3, 3], [16, 5], [6, 3]] as const;

export const dashOf = (colour: number): readonly number[] => patterns[colour % patterns.length] as readonly number[];

/** The twelve colours as the page's style has them on dark ground, each red, green, blue from 0 to 1. */
export function coloursOf(probe: HTMLElement): number[][] {
  const colours = Array.from({ length: 12 }, (_, i) => {
    probe.style.color = `var(--cat-${i + 1})`;
    return (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).slice(0, 3).map((one) => Number(one) / 255);
  });
  probe.style.color = '';
  return colours.map((one) => (one.length === 3 ? one : [1, 1, 1]));
}

export const css = ([red = 1, green = 1, blue = 1]: readonly number[], opacity = 1): string =>
  `rgb(${Math.round(red * 255)} ${Math.round(green * 255)} ${Math.round(blue * 255)} / ${opacity})`;

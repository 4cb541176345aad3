import { expect, test } from 'vitest';
import { tokens } from './tokens-text.js';

/*
 * The colours, computed. What others see who have one kind of cone less is told by the matrices of Machado, Oliveira and Fernandes
 * (IEEE Transactions on Visualization 15, 2009, severity 1) on linear sRGB; how far two colours are apart by their distance in OKLab
 * (Ottosson, 2020); contrast by WCAG 2.2.
 */
type Triple = readonly [number, number, number];
const themes = ['light', 'dark'] as const;

function colour(name: string, theme: (typeof themes)[number]): Triple {
  const found = tokens.match(new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`));
  if (!found) throw new Error(`There is no colour --${name}.`);
  const hex = (theme === 'light' ? found[1] : found[2]) as string;
  return [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255)) as unknown as Triple;
}
const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const times = (m: readonly Triple[], [r, g, b]: Triple) => m.map(([x, y, z]) => Math.min(1, Math.max(0, x * r + y * g + z * b))) as unknown as Triple;

const eyes: Readonly<Record<string, readonly Triple[]>> = {
  usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

function oklab([r, g, b]: Triple): Triple {
  const [l, m, s] = [0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b, 0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b, 0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b].map(Math.cbrt) as unknown as Triple;
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s];
}
const apart = (one: Triple, other: Triple) => 100 * Math.hypot(...oklab(one).map((v, i) => v - (oklab(other)[i] as number)));
const luminance = ([r, g, b]: Triple) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
function contrast(one: Triple, other: Triple): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const least = { usual: 11, protan: 8, deutan: 8, tritan: 7 } as Readonly<Record<string, number>>;
test.each(themes.flatMap((theme) => Object.keys(eyes).map((eye) => [theme, eye] as const)))('labels_inThe%sTheme_areFarApartFor%sEyes', (theme, eye) => {
  const seen = Array.from({ length: 12 }, (_, i) => times(eyes[eye] as readonly Triple[], colour(`cat-${i + 1}`, theme)));
  const near = seen.flatMap((one, i) => seen.slice(i + 1).map((other, k) => [apart(one, other), `cat-${i + 1} and cat-${i + k + 2}`] as const)).sort((a, b) => a[0] - b[0]);
  expect(near.filter(([distance]) => distance < (least[eye] as number))).toEqual([]);
});

test.each(themes)('words_inThe%sTheme_standOutFromEveryGround', (theme) => {
  for (const ground of ['bg', 'surface', 'sunken']) {
    for (const word of ['ink', 'ink-2', 'ink-3', 'human', 'synthetic', 'machine', 'good', 'watch', 'bad', 'focus']) expect([word, ground, contrast(colour(word, theme), colour(ground, theme)) >= 4.5]).toEqual([word, ground, true]);
    expect(contrast(colour('edge', theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  }
  for (let i = 1; i <= 12; i++) expect([`cat-${i}`, contrast(colour(`cat-${i}`, theme), colour('surface', theme)) >= 3]).toEqual([`cat-${i}`, true]);
});

test.each(themes.flatMap((theme) => Object.keys(eyes).map((eye) => [theme, eye] as const)))('states_andOrigins_inThe%sTheme_areToldApartBy%sEyes', (theme, eye) => {
  const see = (name: string) => times(eyes[eye] as readonly Triple[], colour(name, theme));
  for (const names of [['good', 'watch', 'bad'], ['human', 'synthetic', 'machine'], ['human-area', 'synthetic-area', 'machine-area']]) {
    for (const [i, one] of names.entries()) for (const other of names.slice(i + 1)) expect([one, other, apart(see(one), see(other)) > 2]).toEqual([one, other, true]);
  }
});

import type { ChainLink, Figure } from '../../api';
import { named, t } from '../../messages';
import { inOrder } from '../../parts/in-order';
import { count, figureText, percent } from '../../parts/numbers';

type Name = ChainLink['name'];

/** Which of a link's numbers says most about it. What is not there falls back to the first that is. */
const headlines: Readonly<Record<Name, { readonly figure?: string; readonly count?: string }>> = {
  prompts: { count: 'generated' },
  curation: { count: 'kept' },
  'base-model': { figure: 'perplexity', count: 'parameters' },
  completions: { count: 'completions' },
  tasks: { count: 'tasks' },
  answers: { count: 'answers' },
  consensus: { figure: 'agreement', count: 'decided' },
  'dataset-version': { count: 'rows' },
  'reward-model': { figure: 'accuracy', count: 'steps' },
  policy: { figure: 'loss', count: 'steps' },
  evaluation: { figure: 'win-rate', count: 'answers' },
  gate: {},
};

export interface Headline {
  readonly figure?: Figure;
  readonly name: string;
  readonly count?: number;
}

/** The one number of a row: a figure where the link has one, else a count, else nothing. */
export function headlineOf(link: ChainLink): Headline | null {
  const wanted = headlines[link.name];
  const figures = link.figures ?? {};
  const figureName = wanted.figure !== undefined && figures[wanted.figure] ? wanted.figure : link.name === 'gate' ? undefined : Object.keys(figures)[0];
  const figure = figureName === undefined ? undefined : figures[figureName];
  if (figureName !== undefined && figure !== undefined) return { figure, name: figureName };
  const countName = wanted.count !== undefined && link.counts[wanted.count] !== undefined ? wanted.count : Object.keys(link.counts)[0];
  return countName === undefined ? null : { name: countName, count: link.counts[countName] as number };
}

/** Everything else that the link says, in one line. */
export function restOf(link: ChainLink, headline: Headline | null): string {
  const counts = inOrder(link.counts).filter(([name]) => name !== headline?.name).map(([name, n]) => `${count(n)} ${named('count', name)}`);
  const figures = inOrder(link.figures).filter(([name]) => name !== headline?.name).map(([name, figure]) => {
    const text = figureText(figure);
    return `${named('figure', name)} ${text.estimate}${text.interval ? ` ${text.interval}` : ''}`;
  });
  return [...counts, ...figures].slice(0, 4).join(', ');
}

export function progressOf(link: ChainLink): string {
  if (link.total !== undefined && link.total > 0 && link.state !== 'done') return `${percent(link.done ?? 0, link.total)} · ${count(link.done ?? 0)}`;
  return link.round !== undefined ? t('chain.round', { n: link.round }) : '';
}

/** The floor that a figure must hold against, where the chain has one. */
export function floorOf(name: string): number | undefined {
  return name === 'win-rate' || name === 'accuracy' ? 0.5 : undefined;
}

/** In which order counts and figures are told; the others follow. */
const told = [
  'kept', 'generated', 'passed', 'exact-duplicates', 'near-duplicates', 'quality', 'gopher-quality', 'completions', 'prompts', 'pairs', 'identical', 'finished', 'tasks', 'overlap',
  'answers', 'decided', 'annotators', 'rows', 'train', 'held-out', 'steps', 'hold', 'checks',
  'win-rate', 'length-matched-win-rate', 'first-preferred', 'accuracy', 'reward-accuracy', 'kl', 'perplexity', 'perplexity-base', 'greedy-correct', 'greedy-correct-base', 'correct', 'correct-base', 'well-formed', 'well-formed-base', 'words', 'words-base', 'distinct-2', 'distinct-2-base',
];

export function inOrder<T>(named: Readonly<Record<string, T>> | undefined): [name: string, value: T][] {
  const rank = (name: string) => (told.includes(name) ? told.indexOf(name) : told.length);
  return Object.entries(named ?? {}).sort(([a], [b]) => rank(a) - rank(b));
}

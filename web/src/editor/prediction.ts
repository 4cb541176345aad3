type Answers = Readonly<Record<string, unknown>>;

/** What a model predicted, as a start: its regions are a machine's until somebody has looked at them. */
export function begunWith(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, marked(answer)]));
}

function marked(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('regions' in answer) || !Array.isArray(answer.regions)) return answer;
  return { ...answer, regions: answer.regions.map((region: object) => ({ ...region, origin: 'machine' })) };
}

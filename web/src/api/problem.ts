import type { components } from './contract';

export type ProblemBody = components['schemas']['Problem'];

/** What went wrong, with a stable code and what to do about it. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly errors: NonNullable<ProblemBody['errors']>;

  constructor(body: ProblemBody) {
    super(body.title);
    this.name = 'Problem';
    this.code = body.code;
    this.status = body.status;
    this.detail = body.detail;
    this.hint = body.hint;
    this.errors = body.errors ?? [];
  }

  /** Did the answer not come from our server at all? */
  get offline(): boolean {
    return this.status === 0;
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as Partial<ProblemBody>;
    if (typeof body.code === 'string' && typeof body.title === 'string') {
      return new Problem({ ...body, code: body.code, title: body.title, status: response.status });
    }
  } catch {
    // Not JSON: something between us and the server answered.
  }
  const busy = [502, 503, 504].includes(response.status);
  return new Problem({
    code: busy ? 'unreachable' : `http-${response.status}`,
    title: `The server answered ${response.status} ${response.statusText}.`.replace(' .', '.'),
    status: busy ? 0 : response.status,
    hint: busy ? 'It may be starting. The page tries again by itself.' : 'Load the page again; if it stays, look into the log of the server.',
  });
}

export function unreachable(cause: unknown): Problem {
  return new Problem({
    code: 'unreachable',
    title: 'The server cannot be reached.',
    status: 0,
    detail: cause instanceof Error ? cause.message : String(cause),
    hint: 'Look whether it runs and whether the network is there. Nothing you entered is lost.',
  });
}

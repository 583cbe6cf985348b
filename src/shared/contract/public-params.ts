import type { Problem } from './status';

/** Params that may quote a phone number, an answer of SENS or a setting. */
const PRIVATE_PARAMS: ReadonlySet<string> = new Set(['to', 'detail', 'sentence']);

/** Params without those that may quote a number, an answer of SENS or a setting. */
export function publicParams(problem: Pick<Problem, 'code' | 'params'>): Problem['params'] {
  return Object.fromEntries(Object.entries(problem.params).filter(([name]) => !isPrivate(problem.code, name)));
}

/** A problem whose private params read `…`, for a sentence that leaves this machine. */
export function publicProblem(problem: Problem): Problem {
  const names = Object.keys(problem.params).filter((name) => isPrivate(problem.code, name));
  return { ...problem, params: { ...problem.params, ...Object.fromEntries(names.map((name) => [name, '…'])) } };
}

function isPrivate(code: Problem['code'], name: string): boolean {
  return PRIVATE_PARAMS.has(name) || (code === 'text-refused' && name === 'reason');
}

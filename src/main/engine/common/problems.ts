import type { Problem, ProblemCode } from '../../../shared/contract/status';

/** Values a problem's sentence names. Never a number, key or log line. */
export type ProblemParams = Readonly<Record<string, string | number>>;

/** Where a stage says that something is wrong, or right again. Saying the same twice changes nothing. */
export interface ProblemReporter {
  /** Raises the problem, or updates its values when it stands already. */
  raise(code: ProblemCode, subject: string, params?: ProblemParams): void;
  /** Tells and keeps something that happened once and asks for nothing: it never stands. */
  note(code: ProblemCode, subject: string, params?: ProblemParams): void;
  /** Takes it down; does nothing when it does not stand. */
  clear(code: ProblemCode, subject: string): void;
  /** Takes down every problem with this code whose subject is not in `subjects`. */
  keepOnly(code: ProblemCode, subjects: ReadonlySet<string>): void;
  /** The problems that stand, oldest first. */
  standing(): readonly Problem[];
}

import type { Problem, ProblemCode } from '../../../shared/contract/status';

/** Values for the text of a problem. Never a phone number, key or log line. */
export type ProblemParams = Readonly<Record<string, string | number>>;

/** Through it a stage raises and clears problems. Calls are idempotent. */
export interface ProblemReporter {
  /** Raises a problem, or updates its values if it is already raised. */
  raise(code: ProblemCode, subject: string, params?: ProblemParams): void;
  /** Records a one-time event that needs no action and never counts as raised. */
  note(code: ProblemCode, subject: string, params?: ProblemParams): void;
  /** Clears a problem; does nothing if it is not raised. */
  clear(code: ProblemCode, subject: string): void;
  /** Clears every problem with this code whose subject is not in `subjects`. */
  keepOnly(code: ProblemCode, subjects: ReadonlySet<string>): void;
  /** The raised problems, oldest first. */
  standing(): readonly Problem[];
}

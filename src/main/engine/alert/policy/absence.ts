import type { Rule } from '../../../../shared/settings/schema';
import type { Found } from '../../match/regex/types';
import { groupKey } from './keys';
import { type Visibility, observedSince, observedThroughout, type ObservedTime, observedTimeAt } from './observed-time';

/** A rule that expects lines. */
export type AbsenceRule = Rule & { readonly absence: NonNullable<Rule['absence']> };

/** Whether a rule's lines are expected: what is told of is that none comes. */
export function expectsLines(rule: Rule): rule is AbsenceRule {
  return rule.absence !== undefined;
}

/** What is remembered of lines that are expected: for a rule or a file while it is told that they are missing, for a key always. */
export interface AbsenceState {
  /** When the last came, ms since 1970. */
  readonly seenAt: number;
  /** When it was told that they are missing, ms since 1970; null when it is not. */
  readonly toldAt: number | null;
}

/** Cases that one text names; of more it says how many. */
const NAMED_CASES = 5;

/** Which of the things that have to show lines has done so: the rule as a whole (empty), a file (its path), or a key. */
export function caseOf({ absence, key }: Pick<AbsenceRule, 'absence' | 'key'>, path: string, found: Found): string {
  switch (absence.by) {
    case 'rule':
      return '';
    case 'file':
      return path;
    case 'key':
      return groupKey(key === undefined ? {} : { key }, found);
  }
}

/** The key under which a case is remembered, so that what was remembered in another way is not taken for it. */
export function absenceKey({ absence }: Pick<AbsenceRule, 'absence'>, name: string): string {
  return absence.by === 'rule' ? '' : `${absence.by} ${name}`;
}

/** The case that is remembered under a key; null for what was remembered when the rule expected in another way. */
export function caseAt(rule: Pick<AbsenceRule, 'absence'>, key: string): string | null {
  const name = key.slice(key.indexOf(' ') + 1);
  return absenceKey(rule, name) === key ? name : null;
}

/** Cases as a text names them: the first few, and how many more. */
export function caseNames(names: readonly string[]): string {
  const rest = names.length - NAMED_CASES;
  return names.slice(0, NAMED_CASES).join(', ') + (rest > 0 ? ` +${rest}` : '');
}

/** Cases of one rule that are expected; those that have been silent for longest are given up first. */
const CASES_KEPT = 1_000;

/** One thing that has to show lines. */
interface ExpectedCase {
  /** What its clock showed when the last line came, or when the watching began, ms. */
  seenAtMs: number;
  /** When that was, ms since 1970. */
  seenAt: number;
  /** Whether it has been told that its lines are missing. */
  told: boolean;
}

/** What is known of the lines a rule expects: of all its files together, or of each file or key by itself. */
export class Expectation {
  readonly #of: string;
  readonly #byFile: boolean;
  /** By path where each file has to show lines; else one. */
  readonly #clocks = new Map<string, ObservedTime>();
  /** In the order in which they were seen last. */
  readonly #cases = new Map<string, ExpectedCase>();

  /** `remembered`: the cases that are known from before. Each has a whole window to show a line in. */
  constructor(rule: AbsenceRule, now: number, remembered: ReadonlyMap<string, AbsenceState>) {
    this.#of = essence(rule);
    this.#byFile = rule.absence.by === 'file';
    for (const [name, { seenAt, toldAt }] of remembered) {
      this.#cases.set(name, { seenAtMs: 0, seenAt, told: toldAt !== null });
    }
    if (rule.absence.by === 'rule' && !this.#cases.has('')) {
      this.#cases.set('', { seenAtMs: 0, seenAt: now, told: false });
    }
    if (!this.#byFile) {
      this.#clocks.set('', observedSince(now));
    }
  }

  /** Whether the rule still expects the same. */
  isOf(rule: AbsenceRule): boolean {
    return this.#of === essence(rule);
  }

  /** Time goes by for all cases alike. */
  look(now: number, sight: Visibility): void {
    this.#clocks.forEach((time, name) => this.#clocks.set(name, observedTimeAt(time, now, sight)));
  }

  /** Time goes by file by file; one that was there before and is not any more cannot be seen. */
  lookAtFiles(sights: ReadonlyMap<string, Visibility>, now: number): void {
    for (const path of sights.keys()) {
      this.beginFile(path, now);
    }
    for (const [path, time] of this.#clocks) {
      this.#clocks.set(path, observedTimeAt(time, now, sights.get(path) ?? 'blind'));
    }
  }

  /** Lines of a file are expected from now on, unless they were before. */
  beginFile(path: string, now: number): void {
    if (!this.#clocks.has(path)) {
      this.#clocks.set(path, observedSince(now));
    }
    if (!this.#cases.has(path)) {
      this.#keep(path, { seenAtMs: 0, seenAt: now, told: false });
    }
  }

  /** All time until `now` was watched; where each file has to show lines, for this one alone when it is named. */
  watchThrough(now: number, path: string | null = null): void {
    const only = this.#byFile ? path : null;
    for (const [name, time] of only === null ? this.#clocks : [[only, this.#clockOf(only)] as const]) {
      this.#clocks.set(name, observedThroughout(time, now));
    }
  }

  /** A line of this case has come. */
  seen(name: string, now: number): void {
    const told = this.isMissing(name);
    this.#cases.delete(name);
    this.#keep(name, { seenAtMs: this.#clockOf(name).watchedMs, seenAt: now, told });
  }

  isMissing(name: string): boolean {
    return this.#cases.get(name)?.told === true;
  }

  /** Whether files could not be read for so long, ms. */
  isBlind(windowMs: number): boolean {
    return Array.from(this.#clocks.values()).some(({ blindMs }) => blindMs >= windowMs);
  }

  /** Cases without a line for so long while they were watched, ms, that nobody has been told of. */
  silentFor(windowMs: number): string[] {
    return this.#names(({ told, seenAtMs }, name) => !told && this.#clockOf(name).watchedMs - seenAtMs >= windowMs);
  }

  /**
   * When at the earliest a case will have been silent for `windowMs`, or one that has been told of not been seen for `forgetMs` (null:
   * never), if all time is watched; ms since 1970.
   */
  nextAt(windowMs: number, forgetMs: number | null): number {
    let first = Infinity;
    for (const [name, { told, seenAtMs, seenAt }] of this.#cases) {
      const { watchedMs, lookedAt } = this.#clockOf(name);
      first = Math.min(first, told ? seenAt + (forgetMs ?? Infinity) : lookedAt + windowMs - (watchedMs - seenAtMs));
    }
    return first;
  }

  /** Cases that have been told of and not been seen since `at`, ms since 1970. */
  missingSince(at: number): string[] {
    return this.#names(({ told, seenAt }) => told && seenAt <= at);
  }

  /** It has been told that lines of these cases are missing, or that they are back. */
  told(names: readonly string[], missing: boolean): void {
    for (const name of names) {
      const known = this.#cases.get(name);
      if (known) {
        known.told = missing;
      }
    }
  }

  forget(names: readonly string[]): void {
    names.forEach((name) => this.#cases.delete(name));
  }

  #names(wanted: (one: ExpectedCase, name: string) => boolean): string[] {
    return Array.from(this.#cases).flatMap(([name, one]) => (wanted(one, name) ? [name] : []));
  }

  #clockOf(name: string): ObservedTime {
    return this.#clocks.get(this.#byFile ? name : '') ?? observedSince(0);
  }

  #keep(name: string, one: ExpectedCase): void {
    this.#cases.set(name, one);
    const [oldest] = this.#cases.keys();
    if (this.#cases.size > CASES_KEPT && oldest !== undefined) {
      this.#cases.delete(oldest);
    }
  }
}

/** What a rule expects, told apart from how it tells of it. */
function essence({ match, butNot, files, key, absence: { by } }: AbsenceRule): string {
  return JSON.stringify([match, butNot, files, key, by]);
}

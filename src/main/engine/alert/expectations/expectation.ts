import type { AbsenceRule, AbsenceState } from '../policy/absence-state';
import {
  type Visibility,
  observedSince,
  observedThroughout,
  type ObservedTime,
  observedTimeAt,
} from '../time/observed-time';

/** Most cases of one rule; the longest silent are dropped first. */
const MAX_CASES = 1_000;

/** A case that has to show lines. */
interface ExpectedCase {
  /** The watched time of the last line, or of the start of watching, ms. */
  seenAtMs: number;
  /** The wall time of the same moment, ms since 1970. */
  seenAt: number;
  /** True if it was reported as missing. */
  isReported: boolean;
}

/** The lines that a rule expects: of all its files together, or of each file or key. */
export class Expectation {
  readonly #identity: string;
  readonly #byFile: boolean;
  /** By path if each file has to show lines; otherwise one. */
  readonly #clocks = new Map<string, ObservedTime>();
  /** In the order in which they were last seen. */
  readonly #cases = new Map<string, ExpectedCase>();

  /** `remembered`: cases known from before. Each has a whole window to show a line in. */
  constructor(rule: AbsenceRule, now: number, remembered: ReadonlyMap<string, AbsenceState>) {
    this.#identity = identityOf(rule);
    this.#byFile = rule.absence.by === 'file';
    for (const [name, { seenAt, toldAt }] of remembered) {
      this.#cases.set(name, { seenAtMs: 0, seenAt, isReported: toldAt !== null });
    }
    if (rule.absence.by === 'rule' && !this.#cases.has('')) {
      this.#cases.set('', { seenAtMs: 0, seenAt: now, isReported: false });
    }
    if (!this.#byFile) {
      this.#clocks.set('', observedSince(now));
    }
  }

  /** True if the rule still expects the same. */
  isFor(rule: AbsenceRule): boolean {
    return this.#identity === identityOf(rule);
  }

  /** Advances the time of all cases. */
  advance(now: number, visibility: Visibility): void {
    this.#clocks.forEach((time, name) => this.#clocks.set(name, observedTimeAt(time, now, visibility)));
  }

  /** Advances the time of each file; a file that is not listed any more counts as blind. */
  advanceFiles(visibilities: ReadonlyMap<string, Visibility>, now: number): void {
    for (const path of visibilities.keys()) {
      this.beginFile(path, now);
    }
    for (const [path, time] of this.#clocks) {
      this.#clocks.set(path, observedTimeAt(time, now, visibilities.get(path) ?? 'blind'));
    }
  }

  /** Expects lines of a file from now on, unless it did before. */
  beginFile(path: string, now: number): void {
    if (!this.#clocks.has(path)) {
      this.#clocks.set(path, observedSince(now));
    }
    if (!this.#cases.has(path)) {
      this.#keep(path, { seenAtMs: 0, seenAt: now, isReported: false });
    }
  }

  /** Counts all time until `now` as watched; for a rule by file only that of `path`, if it is given. */
  watchThrough(now: number, path: string | null = null): void {
    const only = this.#byFile ? path : null;
    for (const [name, time] of only === null ? this.#clocks : [[only, this.#clockOf(only)] as const]) {
      this.#clocks.set(name, observedThroughout(time, now));
    }
  }

  /** Notes a line of this case. */
  seen(name: string, now: number): void {
    const wasReported = this.isMissing(name);
    this.#cases.delete(name);
    this.#keep(name, { seenAtMs: this.#clockOf(name).watchedMs, seenAt: now, isReported: wasReported });
  }

  isMissing(name: string): boolean {
    return this.#cases.get(name)?.isReported === true;
  }

  /** True if files could not be read for `windowMs`. */
  isBlind(windowMs: number): boolean {
    return Array.from(this.#clocks.values()).some(({ blindMs }) => blindMs >= windowMs);
  }

  /** Lists the unreported cases without a line for `windowMs` of watched time. */
  silentFor(windowMs: number): string[] {
    return this.#names(
      ({ isReported, seenAtMs }, name) => !isReported && this.#clockOf(name).watchedMs - seenAtMs >= windowMs,
    );
  }

  /**
   * Returns the earliest time at which a case will have been silent for `windowMs`, or a missing one unseen for
   * `forgetMs` (null: never), if all time is watched; ms since 1970.
   */
  nextAt(windowMs: number, forgetMs: number | null): number {
    let first = Infinity;
    for (const [name, { isReported, seenAtMs, seenAt }] of this.#cases) {
      const { watchedMs, updatedAt } = this.#clockOf(name);
      first = Math.min(
        first,
        isReported ? seenAt + (forgetMs ?? Infinity) : updatedAt + windowMs - (watchedMs - seenAtMs),
      );
    }
    return first;
  }

  /** Lists the missing cases not seen since `at`, ms since 1970. */
  missingSince(at: number): string[] {
    return this.#names(({ isReported, seenAt }) => isReported && seenAt <= at);
  }

  /** Notes that these cases were reported as missing, or as back. */
  markReported(names: readonly string[], missing: boolean): void {
    for (const name of names) {
      const known = this.#cases.get(name);
      if (known) {
        known.isReported = missing;
      }
    }
  }

  forget(names: readonly string[]): void {
    names.forEach((name) => this.#cases.delete(name));
  }

  #names(wanted: (expected: ExpectedCase, name: string) => boolean): string[] {
    return Array.from(this.#cases).flatMap(([name, expected]) => (wanted(expected, name) ? [name] : []));
  }

  #clockOf(name: string): ObservedTime {
    return this.#clocks.get(this.#byFile ? name : '') ?? observedSince(0);
  }

  #keep(name: string, expected: ExpectedCase): void {
    this.#cases.set(name, expected);
    const [oldest] = this.#cases.keys();
    if (this.#cases.size > MAX_CASES && oldest !== undefined) {
      this.#cases.delete(oldest);
    }
  }
}

/** Identifies the lines that a rule expects, whatever message it sends. */
function identityOf({ match, butNot, files, key, absence: { by } }: AbsenceRule): string {
  return JSON.stringify([match, butNot, files, key, by]);
}

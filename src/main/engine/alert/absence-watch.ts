import { parseDuration } from '../../../shared/duration';
import type { Rule } from '../../../shared/settings';
import type { Clock } from '../clock';
import { LOOK_EVERY_MS, noSilence, silenceAt, type Sight, type Silence } from './policy/absence';

/** A rule that expects lines. */
export type AbsenceRule = Rule & { readonly absence: NonNullable<Rule['absence']> };

/** What the watch is given. */
export interface AbsenceWatchParts {
  readonly clock: Clock;
  /** The rules at work. */
  readonly rules: () => readonly Rule[];
  readonly sightOf: (rule: Rule) => Sight;
  /** Shows whether a rule cannot notice anything since its files cannot be read. */
  readonly showBlind: (rule: Rule, blind: boolean) => void;
  /** Whether the absence of the rule's lines has been told of, and their return has not. */
  readonly wasTold: (rule: Rule) => boolean;
  /** Tells that lines are missing, or that they are back; false when the ledger could not take it. */
  readonly tell: (rule: AbsenceRule, missing: boolean) => boolean;
}

/** Notices when lines that a rule expects stay away, and when they are back. */
export class AbsenceWatch {
  readonly #parts: AbsenceWatchParts;
  readonly #silences = new Map<string, Silence>();
  #cancel: (() => void) | null = null;
  #stopped = false;

  constructor(parts: AbsenceWatchParts) {
    this.#parts = parts;
  }

  /** The rules have changed: those new here are watched for a whole window first. */
  apply(): void {
    const ids = new Set(this.#expecting().map(({ id }) => id));
    for (const id of Array.from(this.#silences.keys())) {
      if (!ids.has(id)) {
        this.#silences.delete(id);
      }
    }
    this.#look();
  }

  /** Lines that these rules expect have come. */
  seen(ruleIds: ReadonlySet<string>): void {
    for (const rule of this.#expecting()) {
      if (ruleIds.has(rule.id)) {
        this.#silences.set(rule.id, noSilence(this.#parts.clock.now()));
        if (this.#parts.wasTold(rule)) {
          this.#parts.tell(rule, false);
        }
      }
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  #look(): void {
    this.#cancel?.();
    const expecting = this.#expecting();
    expecting.forEach((rule) => this.#lookAt(rule));
    if (expecting.length > 0 && !this.#stopped) {
      this.#cancel = this.#parts.clock.after(LOOK_EVERY_MS, () => this.#look());
    }
  }

  #lookAt(rule: AbsenceRule): void {
    const { clock, sightOf, showBlind, wasTold, tell } = this.#parts;
    const now = clock.now();
    const silence = silenceAt(this.#silences.get(rule.id) ?? noSilence(now), now, sightOf(rule));
    this.#silences.set(rule.id, silence);
    const windowMs = parseDuration(rule.absence.after) ?? Infinity;
    showBlind(rule, silence.blindMs >= windowMs);
    if (silence.silentMs >= windowMs && !wasTold(rule)) {
      tell(rule, true);
    }
  }

  #expecting(): AbsenceRule[] {
    return this.#parts.rules().filter((rule): rule is AbsenceRule => rule.enabled && rule.absence !== undefined);
  }
}

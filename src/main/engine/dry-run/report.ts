import type {
  DryRunDay,
  DryRunMatch,
  DryRunResult,
  DryRunText,
  DryRunWarning,
  FirstAndLast,
} from '../../../shared/contract/dry-run';
import type { Decision, DecisionWhy } from '../../../shared/contract/history';
import { textBytes } from '../../../shared/sms/fit-text';
import { localTime } from '../alert/time/local-time';
import type { ProblemReporter } from '../common/problems';
import type { NewAlert } from '../ledger/tables/types';
import { isNearlyAll } from '../viewer/match-rate';

/** Collects the result of a dry run in bounded memory. */
export class DryRunReport {
  readonly #matches = new HeadAndTail<DryRunMatch>();
  readonly #texts = new HeadAndTail<DryRunText>();
  readonly #held: Partial<Record<DecisionWhy, number>> = {};
  readonly #days: DayCounts;
  #sent = 0;
  #won = 0;
  #span: DryRunResult['span'] = null;

  /** `zone`: time zone of the days. */
  constructor(zone: string) {
    this.#days = new DayCounts(zone);
  }

  addMatch(match: DryRunMatch): void {
    const { at, decision } = match;
    this.#matches.add(match);
    this.#days.add(at, { matches: 1 });
    this.#span = { from: this.#span?.from ?? at, to: at };
    this.addHeld(decision);
  }

  /** Counts the decision if it holds the match. */
  addHeld(decision: Decision | null): void {
    if (decision?.outcome === 'held') {
      this.#held[decision.why] = (this.#held[decision.why] ?? 0) + 1;
    }
  }

  addAlert(alert: NewAlert): void {
    const { at, type, subject, content, recipients, prices, copies = [] } = alert;
    const won = recipients.reduce((sum, { ownText }) => sum + prices[ownText?.type ?? type], 0);
    const names = recipients.map(({ id, name }) => (name === '' ? id : name));
    const channels = copies.map(({ title }) => title);
    this.#texts.add({ at, type, subject, content, bytes: textBytes(content), won, recipients: names, channels });
    this.#days.add(at, { texts: recipients.length, won });
    this.#sent += recipients.length;
    this.#won += won;
  }

  /** Texts so far, one per recipient. */
  get sent(): number {
    return this.#sent;
  }

  get matches(): number {
    return this.#matches.all.total;
  }

  get all(): Pick<DryRunResult, 'span' | 'matches' | 'texts' | 'sent' | 'won' | 'held' | 'days'> {
    return {
      span: this.#span,
      matches: this.#matches.all,
      texts: this.#texts.all,
      sent: this.#sent,
      won: this.#won,
      held: this.#held,
      days: this.#days.all,
    };
  }
}

const MINUTE_MS = 60_000;

type Counts = { -readonly [Name in keyof Omit<DryRunDay, 'date'>]: number };

/** Sums counts per day of a time zone. */
export class DayCounts {
  readonly #zone: string;
  readonly #days = new Map<string, Counts>();
  #minute = NaN;
  #today: Counts = { matches: 0, texts: 0, won: 0 };

  constructor(zone: string) {
    this.#zone = zone;
  }

  /** Adds to the day of `at`, ms since 1970. */
  add(at: number, more: Partial<Counts>): void {
    const day = this.#dayOf(at);
    day.matches += more.matches ?? 0;
    day.texts += more.texts ?? 0;
    day.won += more.won ?? 0;
  }

  /** All days, oldest first. */
  get all(): readonly DryRunDay[] {
    return Array.from(this.#days, ([date, counts]) => ({ date, ...counts })).sort((one, other) =>
      one.date < other.date ? -1 : 1,
    );
  }

  /** Counts of the day of `at`; the wall time is computed once per minute, since it dominates the cost. */
  #dayOf(at: number): Counts {
    const minute = Math.floor(at / MINUTE_MS);
    if (minute !== this.#minute) {
      const { date } = localTime(at, this.#zone);
      this.#today = this.#days.get(date) ?? { matches: 0, texts: 0, won: 0 };
      this.#days.set(date, this.#today);
      this.#minute = minute;
    }
    return this.#today;
  }
}

/** Items kept at each end of a list. */
const KEPT_PER_END = 100;

/** Keeps the first and the last items of a list of any length. */
class HeadAndTail<Item> {
  #total = 0;
  readonly #first: Item[] = [];
  readonly #last: Item[] = [];

  add(item: Item): void {
    this.#total += 1;
    if (this.#first.length < KEPT_PER_END) {
      this.#first.push(item);
      return;
    }
    this.#last.push(item);
    if (this.#last.length > KEPT_PER_END) {
      this.#last.shift();
    }
  }

  get all(): FirstAndLast<Item> {
    return { total: this.#total, first: this.#first, last: this.#last };
  }
}

/** Texts per day above which a warning is due. */
const MANY_TEXTS_PER_DAY = 50;

const SLOW_PATTERNS = ['pattern-too-slow', 'exception-too-slow'] as const;

/** Inputs of the warnings besides the result. */
export interface WarningFacts {
  readonly slow: ReadonlySet<string>;
  readonly forgotKeys: boolean;
  readonly isCutShort: boolean;
  /** Matches whose time is estimated. */
  readonly estimated: number;
}

/** Warnings to read before saving the rule, the most serious first. */
export function runWarnings(result: Omit<DryRunResult, 'warnings'>, facts: WarningFacts): DryRunWarning[] {
  const { lines, matches, days, sent } = result;
  const worst = days.toSorted((one, other) => other.texts - one.texts)[0];
  const matchesAll = isNearlyAll(matches.total, lines);
  return [
    ...(matchesAll ? [{ code: 'matches-all', params: { matches: matches.total, lines } } as const] : []),
    ...(worst && worst.texts > MANY_TEXTS_PER_DAY
      ? [{ code: 'many-texts', params: { date: worst.date, texts: worst.texts } } as const]
      : []),
    ...(facts.isCutShort ? [{ code: 'cut-short', params: { matches: matches.total, texts: sent } } as const] : []),
    ...SLOW_PATTERNS.filter((code) => facts.slow.has(code)).map((code) => ({ code, params: {} })),
    ...(facts.forgotKeys ? [{ code: 'too-many-keys', params: {} } as const] : []),
    ...(facts.estimated > 0 ? [{ code: 'times-estimated', params: { matches: facts.estimated } } as const] : []),
  ];
}

/** Creates a problem reporter that only collects the codes raised. */
export function problemCollector(codes: Set<string>): ProblemReporter {
  return {
    raise: (code) => void codes.add(code),
    note: () => undefined,
    clear: () => undefined,
    keepOnly: () => undefined,
    standing: () => [],
  };
}

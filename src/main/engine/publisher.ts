import type { HistoryEntry } from '../../shared/contract/history';
import type { EngineStatus } from '../../shared/contract/status';
import type { Clock } from './common/clock';
import type { Emit } from './common/events';
import type { Ledger } from './ledger/ledger';
import type { HeldCount } from './ledger/tables/held-counts';
import type { HistoryReader } from './ledger/tables/history';

/** Interval in which held counts are combined, ms. */
const HELD_COUNT_INTERVAL_MS = 1_000;
/** Most matches of one commit that are published; after a flood the window reads the rest from the history. */
const MAX_PUBLISHED = 50;
/** Interval in which changes of the status are combined, ms. */
const STATUS_INTERVAL_MS = 100;

export interface TextPublisherDeps {
  readonly ledger: Ledger;
  readonly emit: Emit;
  readonly history: HistoryPublisher;
  readonly statusChanged: () => void;
}

/** Publishes changed texts: each text's new state, and the history entry it belongs to. */
export class TextPublisher {
  readonly #deps: TextPublisherDeps;

  constructor(deps: TextPublisherDeps) {
    this.#deps = deps;
  }

  /** Publishes texts whose state has changed. */
  changed(ids: readonly number[]): void {
    const { ledger, emit, history, statusChanged } = this.#deps;
    const alerts = new Set<number>();
    for (const id of ids) {
      const text = ledger.texts.find(id);
      if (text) {
        const { alertId: alert, to, channel, type, content, state, reason, practice, costWon } = text;
        const through = channel === '' ? {} : { channel };
        alerts.add(alert);
        emit({ event: 'text', id, alert, to, ...through, type, content, state, reason, practice, costWon });
      }
    }
    alerts.forEach((alert) => history.alert(alert));
    statusChanged();
  }
}

export interface HeldCountPublisherDeps {
  readonly clock: Clock;
  readonly emit: Emit;
  readonly history: HistoryPublisher;
}

/** Publishes how many matches were held, by rule and reason, about once a second during a flood. */
export class HeldCountPublisher {
  readonly #deps: HeldCountPublisherDeps;
  /** By rule and reason. */
  readonly #counts = new Map<string, HeldCount>();
  readonly #rows = new Set<number>();
  #cancel: (() => void) | null = null;

  constructor(deps: HeldCountPublisherDeps) {
    this.#deps = deps;
  }

  /** Adds counts; `rows` are their ids in the history. */
  counted(counts: readonly HeldCount[], rows: readonly number[]): void {
    if (counts.length === 0) {
      return;
    }
    for (const count of counts) {
      const name = `${count.decision.why} ${count.ruleId}`;
      this.#counts.set(name, sumOf(this.#counts.get(name), count));
    }
    rows.forEach((row) => this.#rows.add(row));
    this.#cancel ??= this.#deps.clock.after(HELD_COUNT_INTERVAL_MS, () => this.publish());
  }

  /** Publishes pending counts now. */
  publish(): void {
    this.#cancel?.();
    this.#cancel = null;
    const { emit, history } = this.#deps;
    const counts = Array.from(this.#counts.values());
    const rows = Array.from(this.#rows);
    this.#counts.clear();
    this.#rows.clear();
    for (const { ruleId, rule, decision, count, firstAt, lastAt } of counts) {
      emit({ event: 'held', rule: ruleId, title: rule, decision, count, from: firstAt, to: lastAt });
    }
    history.held(rows);
  }
}

function sumOf(one: HeldCount | undefined, other: HeldCount): HeldCount {
  return one
    ? {
        ...other,
        count: one.count + other.count,
        firstAt: Math.min(one.firstAt, other.firstAt),
        lastAt: Math.max(one.lastAt, other.lastAt),
      }
    : other;
}

/** Publishes new and changed history entries while a window shows them. */
export class HistoryPublisher {
  readonly #history: HistoryReader;
  readonly #emit: Emit | null;

  /** `emit`: null reads and publishes nothing. */
  constructor(history: HistoryReader, emit: Emit | null) {
    this.#history = history;
    this.#emit = emit;
  }

  /** Publishes new matches. */
  matches(ids: readonly number[]): void {
    if (this.#emit) {
      ids.slice(-MAX_PUBLISHED).forEach((id) => this.#publish(this.#history.match(id)));
    }
  }

  /** Publishes rows of held counts that are new or have grown. */
  held(ids: readonly number[]): void {
    if (this.#emit) {
      ids.slice(-MAX_PUBLISHED).forEach((id) => this.#publish(this.#history.held(id)));
    }
  }

  /** Publishes an alert whose texts have changed. */
  alert(id: number): void {
    if (this.#emit) {
      this.#publish(this.#history.ofAlert(id));
      this.#history.problemsOfAlert(id).forEach((problem) => this.#publish(problem));
    }
  }

  /** Publishes the matches of an alert, all of which now read differently. */
  matchesOfAlert(id: number): void {
    if (this.#emit) {
      this.#history.matchesOfAlert(id, MAX_PUBLISHED).forEach((match) => this.#publish(match));
    }
  }

  #publish(entry: HistoryEntry | null): void {
    if (entry) {
      this.#emit?.({ event: 'history', entry });
    }
  }
}

/** Publishes the engine's status when it changes and a window shows it, no more often than a person can see. */
export class StatusPublisher {
  readonly #clock: Clock;
  readonly #emit: Emit | null;
  readonly #read: () => EngineStatus;
  #published = '';
  #cancel: (() => void) | null = null;
  #stopped = false;

  /** `emit`: null reads and publishes nothing. */
  constructor(clock: Clock, emit: Emit | null, read: () => EngineStatus) {
    this.#clock = clock;
    this.#emit = emit;
    this.#read = read;
  }

  /** Publishes the status soon, as it may have changed. */
  changed(): void {
    if (this.#stopped || !this.#emit) {
      return;
    }
    this.#cancel ??= this.#clock.after(STATUS_INTERVAL_MS, () => {
      this.#cancel = null;
      this.publish();
    });
  }

  /** Publishes the status now, unless it is the one published last. */
  publish(): void {
    const status = this.#read();
    const written = JSON.stringify(status);
    if (written !== this.#published) {
      this.#published = written;
      this.#emit?.({ event: 'status', status });
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }
}

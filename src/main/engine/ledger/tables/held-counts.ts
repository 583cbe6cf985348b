import type { Decision, DecisionWhy } from '../../../../shared/contract/history';
import type { Connection } from '../file/connection';

const MINUTE_MS = 60_000;

/** Number of held matches of one rule, reason and incident within one minute, which are not stored one by one. */
export interface HeldCount {
  readonly ruleId: string;
  /** The rule's name. */
  readonly rule: string;
  /** Decision on each of them. */
  readonly decision: Decision;
  /** Id of their incident; 0 for none. */
  readonly incident: number;
  readonly count: number;
  /** Times of the first and the last match, ms since 1970. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** Minute of a time (ms since 1970), counted from 1970. */
export function minuteAt(at: number): number {
  return Math.floor(at / MINUTE_MS);
}

/** Stores the first few held matches of each minute one by one, and counts the others. */
export class HeldCountTable {
  readonly #insert;
  readonly #add;
  readonly #assignAlert;
  /** Matches stored in this minute, by rule and reason. */
  readonly #stored = new Map<string, Map<DecisionWhy, number>>();
  /** Rows of this minute that can still grow, by what their matches have in common. */
  readonly #open = new Map<string, number>();
  #minute = 0;

  constructor(connection: Connection) {
    this.#insert = connection.prepare(
      `INSERT INTO held_matches (at, last_at, rule_id, rule, decision_json, incident_id, count)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#add = connection.prepare('UPDATE held_matches SET count = count + ?, last_at = ? WHERE id = ?');
    this.#assignAlert = connection.prepare(
      `UPDATE held_matches SET alert_id = ? WHERE alert_id IS NULL AND rule_id = ? AND last_at >= ? AND at <= ?
         AND json_extract(decision_json, '$.why') IN (SELECT value FROM json_each(?))`,
    );
  }

  /** True if one more match of this rule and reason is stored by itself: at most `bound` per minute. */
  storesOne(ruleId: string, why: DecisionWhy, at: number, bound: number): boolean {
    this.#startMinute(minuteAt(at));
    const ofRule = this.#stored.get(ruleId) ?? new Map<DecisionWhy, number>();
    const stored = ofRule.get(why) ?? 0;
    if (stored >= bound) {
      return false;
    }
    this.#stored.set(ruleId, ofRule.set(why, stored + 1));
    return true;
  }

  /** Writes counts; returns the ids of their rows. */
  add(counts: readonly HeldCount[]): number[] {
    return counts.map(({ ruleId, rule, decision, incident, count, firstAt, lastAt }) => {
      const json = JSON.stringify(decision);
      const name = [ruleId, rule, json, incident].join('\0');
      // A commit over the turn of the minute counts matches of both, and those of the last one come late.
      const isLate = minuteAt(firstAt) < this.#minute;
      const known = isLate ? undefined : this.#openRow(name, minuteAt(firstAt));
      if (known !== undefined) {
        this.#add.run(count, lastAt, known);
        return known;
      }
      const row = this.#insert.run(firstAt, lastAt, ruleId, rule, json, incident === 0 ? null : incident, count);
      const id = Number(row.lastInsertRowid);
      if (!isLate) {
        this.#open.set(name, id);
      }
      return id;
    });
  }

  /**
   * Assigns an alert to the counted matches of a rule from `from` to `to` (ms since 1970) that were held for these
   * reasons.
   */
  assignMatches(alertId: number, ruleId: string, from: number, to: number, whys: readonly DecisionWhy[]): void {
    this.#assignAlert.run(alertId, ruleId, from, to, JSON.stringify(whys));
    // Later matches belong to another alert.
    this.#open.clear();
  }

  /** Id of the first row that may still change; Infinity for none. */
  get openFrom(): number {
    return Math.min(...this.#open.values());
  }

  /** Forgets the rows of this minute, as a rollback may have removed them. */
  reset(): void {
    this.#stored.clear();
    this.#open.clear();
  }

  #openRow(name: string, minute: number): number | undefined {
    this.#startMinute(minute);
    return this.#open.get(name);
  }

  #startMinute(minute: number): void {
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.reset();
    }
  }
}

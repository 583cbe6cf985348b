import type { Decision, DecisionWhy } from '../../../../shared/contract/history';
import type { Connection } from '../file/database';

const MINUTE_MS = 60_000;

/** Held matches of one rule, reason and incident that are counted rather than stored one by one; all of one minute. */
export interface HeldCount {
  readonly ruleId: string;
  /** The rule's name. */
  readonly rule: string;
  /** What was decided on each of them. */
  readonly decision: Decision;
  /** The number of their incident; 0 for none. */
  readonly incident: number;
  readonly count: number;
  /** When the first and the last came, ms since 1970. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** The minute that a time (ms since 1970) belongs to. */
export function minuteAt(at: number): number {
  return Math.floor(at / MINUTE_MS);
}

/** Counts held matches: minute by minute, the first few are stored one by one, and the others as a number. */
export class HeldCountTable {
  readonly #insert;
  readonly #add;
  readonly #tell;
  /** Matches stored in the present minute, by rule and reason. */
  readonly #stored = new Map<string, Map<DecisionWhy, number>>();
  /** Rows that more matches of the present minute are added to, by what these have in common. */
  readonly #open = new Map<string, number>();
  #minute = 0;

  constructor(connection: Connection) {
    this.#insert = connection.prepare(
      `INSERT INTO held_matches (at, last_at, rule_id, rule, decision_json, incident_id, count)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#add = connection.prepare('UPDATE held_matches SET count = count + ?, last_at = ? WHERE id = ?');
    this.#tell = connection.prepare(
      `UPDATE held_matches SET alert_id = ? WHERE alert_id IS NULL AND rule_id = ? AND last_at >= ? AND at <= ?
         AND json_extract(decision_json, '$.why') IN (SELECT value FROM json_each(?))`,
    );
  }

  /** Whether one more match of a rule that was held for this reason is stored by itself: at most `bound` a minute are. */
  storesOne(ruleId: string, why: DecisionWhy, at: number, bound: number): boolean {
    this.#beginMinute(minuteAt(at));
    const ofRule = this.#stored.get(ruleId) ?? new Map<DecisionWhy, number>();
    const stored = ofRule.get(why) ?? 0;
    if (stored >= bound) {
      return false;
    }
    this.#stored.set(ruleId, ofRule.set(why, stored + 1));
    return true;
  }

  /** Writes counts; gives the ids of the rows they are in by now. */
  add(counts: readonly HeldCount[]): number[] {
    return counts.map(({ ruleId, rule, decision, incident, count, firstAt, lastAt }) => {
      this.#beginMinute(minuteAt(firstAt));
      const json = JSON.stringify(decision);
      const name = [ruleId, rule, json, incident].join('\0');
      const known = this.#open.get(name);
      if (known !== undefined) {
        this.#add.run(count, lastAt, known);
        return known;
      }
      const row = this.#insert.run(firstAt, lastAt, ruleId, rule, json, incident === 0 ? null : incident, count);
      const id = Number(row.lastInsertRowid);
      this.#open.set(name, id);
      return id;
    });
  }

  /** Notes that an alert tells of what was counted of a rule from `from` to `to` (ms since 1970) and was held for these reasons. */
  tellOf(alertId: number, ruleId: string, from: number, to: number, whys: readonly DecisionWhy[]): void {
    this.#tell.run(alertId, ruleId, from, to, JSON.stringify(whys));
    // What comes from now on is told of by another.
    this.#open.clear();
  }

  /** The first row that may still change; all before it stay as they are. */
  get openFrom(): number {
    return Math.min(...this.#open.values());
  }

  /** What the ledger has may be less than what was written: after a rollback. */
  beginAnew(): void {
    this.#stored.clear();
    this.#open.clear();
  }

  #beginMinute(minute: number): void {
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.beginAnew();
    }
  }
}

import { changeStatement } from '../file/change-statement';
import type { Connection } from '../file/connection';

/** Record of a received alert. */
export interface KnownAlert {
  readonly id: number;
  /** Start of the alert, ms since 1970. */
  readonly startsAt: number;
  /** True while it fires. */
  readonly isFiring: boolean;
  /** Time at which it last began or ceased to fire here, ms since 1970. */
  readonly changedAt: number;
}

/** Values of labels by name. */
type Labels = Readonly<Record<string, string>>;

/** An alert that fires from now on. */
export interface FiringAlert {
  readonly fingerprint: string;
  readonly startsAt: number;
  readonly expiry: AlertExpiry | null;
  readonly labels: Labels;
}

/** When an alert ends by itself, and what is then said of it. */
export interface AlertExpiry {
  /** ms since 1970. */
  readonly at: number;
  readonly line: string;
  /** Variables of the alert. */
  readonly named: Readonly<Record<string, string>>;
  /** Ids of the entries of the settings that select it, and the title of the first. */
  readonly fileIds: readonly string[];
  readonly path: string;
}

/** The group of incidents that an alert belongs to: a rule, and the group value. */
export interface AlertCase {
  readonly ruleId: string;
  readonly key: string;
}

/** An alert whose time is over. */
export interface ExpiredAlert extends Omit<AlertExpiry, 'at'> {
  readonly id: number;
}

type KnownRow = [id: number, startsAt: number, endedAt: number | null, changedAt: number];

/** Alerts that other programs have sent, by fingerprint, so that a repetition is not new. */
export class ReceivedAlerts {
  readonly #find;
  readonly #fire;
  readonly #end;
  readonly #extend;
  readonly #addCase;
  readonly #removeCases;
  readonly #cases;
  readonly #isHeldOpen;
  readonly #firingLabels;
  readonly #expired;
  readonly #nextExpiry;

  constructor(connection: Connection) {
    this.#find = connection
      .prepare('SELECT id, starts_at, ended_at, changed_at FROM received_alerts WHERE fingerprint = ?')
      .raw();
    this.#fire = connection
      .prepare(
        `INSERT INTO received_alerts (fingerprint, starts_at, ended_at, changed_at, labels_json, expires_at, expiry_json)
         VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (fingerprint) DO UPDATE SET starts_at = excluded.starts_at, ended_at = excluded.ended_at,
           changed_at = excluded.changed_at, labels_json = excluded.labels_json, expires_at = excluded.expires_at, expiry_json = excluded.expiry_json
         RETURNING id`,
      )
      .raw();
    this.#end = changeStatement(
      connection,
      'UPDATE received_alerts SET ended_at = ?, changed_at = ?, expires_at = NULL, expiry_json = NULL WHERE id = ?',
    );
    this.#extend = changeStatement(
      connection,
      'UPDATE received_alerts SET expires_at = ?, expiry_json = ? WHERE id = ?',
    );
    this.#addCase = changeStatement(
      connection,
      'INSERT OR IGNORE INTO received_alert_cases (alert_id, rule_id, key) VALUES (?, ?, ?)',
    );
    this.#removeCases = changeStatement(connection, 'DELETE FROM received_alert_cases WHERE alert_id = ?');
    this.#cases = connection.prepare('SELECT rule_id, key FROM received_alert_cases WHERE alert_id = ?').raw();
    this.#isHeldOpen = connection
      .prepare('SELECT 1 FROM received_alert_cases WHERE rule_id = ? AND key = ? LIMIT 1')
      .raw();
    this.#firingLabels = connection
      .prepare(
        `SELECT a.labels_json FROM received_alert_cases c JOIN received_alerts a ON a.id = c.alert_id
         WHERE c.rule_id = ? AND c.key = ? AND a.labels_json IS NOT NULL ORDER BY a.id LIMIT ?`,
      )
      .raw();
    this.#expired = connection
      .prepare('SELECT id, expiry_json FROM received_alerts WHERE expires_at <= ? ORDER BY expires_at LIMIT ?')
      .raw();
    this.#nextExpiry = connection
      .prepare('SELECT MIN(expires_at) FROM received_alerts WHERE expires_at IS NOT NULL')
      .raw();
  }

  /** Finds what is known of an alert; null if it was never received, or long ago. */
  find(fingerprint: string): KnownAlert | null {
    const row = this.#find.get(fingerprint) as KnownRow | undefined;
    if (row === undefined) {
      return null;
    }
    const [id, startsAt, endedAt, changedAt] = row;
    return { id, startsAt, isFiring: endedAt === null, changedAt };
  }

  /** Notes that an alert fires; returns its id. The cases of an earlier start are forgotten. */
  fire({ fingerprint, startsAt, expiry, labels }: FiringAlert, now: number): number {
    const known = [fingerprint, startsAt, null, now, JSON.stringify(labels)] as const;
    const [id] = this.#fire.get(...known, ...expiryColumns(expiry)) as [number];
    this.#removeCases.run(id);
    return id;
  }

  /** Notes the end of an alert that was not known, so that a late copy of its start is not new. */
  addEnded(fingerprint: string, startsAt: number, endsAt: number, now: number): void {
    this.#fire.get(fingerprint, startsAt, endsAt, now, null, null, null);
  }

  /** Notes that an alert fires until a later time. */
  extend(id: number, expiry: AlertExpiry | null): void {
    this.#extend.run(...expiryColumns(expiry), id);
  }

  /** Notes that an alert has ended; returns its cases, which it no longer keeps open. */
  end(id: number, endsAt: number, now: number): readonly AlertCase[] {
    const cases = (this.#cases.all(id) as [string, string][]).map(([ruleId, key]) => ({ ruleId, key }));
    this.#end.run(endsAt, now, id);
    this.#removeCases.run(id);
    return cases;
  }

  /** Notes that a firing alert belongs to a case. */
  addCase(id: number, { ruleId, key }: AlertCase): void {
    this.#addCase.run(id, ruleId, key);
  }

  /** True if a firing alert belongs to a case. */
  isHeldOpen({ ruleId, key }: AlertCase): boolean {
    return this.#isHeldOpen.get(ruleId, key) !== undefined;
  }

  /** Labels of the alerts that belong to a case and fire, at most `most`; without those of an earlier version. */
  firingLabels({ ruleId, key }: AlertCase, most: number): readonly Labels[] {
    const rows = this.#firingLabels.all(ruleId, key, most) as [string][];
    return rows.map(([labels]) => JSON.parse(labels) as Labels);
  }

  /** Lists alerts whose time is over, at most `most`. */
  expired(now: number, most: number): readonly ExpiredAlert[] {
    const rows = this.#expired.all(now, most) as [number, string][];
    return rows.map(([id, expiryJson]) => ({ id, ...(JSON.parse(expiryJson) as Omit<ExpiredAlert, 'id'>) }));
  }

  /** The time at which the next alert ends by itself, ms since 1970; null for none. */
  nextExpiry(): number | null {
    const [at] = this.#nextExpiry.get() as [number | null];
    return at;
  }
}

function expiryColumns(expiry: AlertExpiry | null): [number | null, string | null] {
  if (expiry === null) {
    return [null, null];
  }
  const { at, ...said } = expiry;
  return [at, JSON.stringify(said)];
}

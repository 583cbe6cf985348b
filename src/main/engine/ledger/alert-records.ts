import { estimatedWon } from '../../../shared/text-price';
import type { NewAlert, NewMatch } from './ledger-types';
import type { Connection } from './open-database';

/** What a rule remembers between matches. */
export interface RuleState {
  /** When its last alert went out, ms since 1970; 0 for never. */
  readonly lastAlertAt: number;
  /** Matches held back since then. */
  readonly held: number;
}

/** An alert as written, with the ids of the texts it owes. */
export interface WrittenAlert {
  readonly id: number;
  readonly textIds: readonly number[];
}

/** Writes matches, alerts and what rules remember. */
export class AlertRecords {
  readonly #addMatch;
  readonly #addAlert;
  readonly #addText;
  readonly #addChange;
  readonly #ruleState;
  readonly #saveRuleState;

  constructor(connection: Connection) {
    this.#addMatch = connection.prepare(
      `INSERT INTO matches (at, rule_id, rule, file_id, path, line, decision_json, alert_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#addAlert = connection.prepare(
      'INSERT INTO alerts (at, kind, rule_id, rule, content, held) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#addText = connection.prepare(
      `INSERT INTO texts (alert_id, recipient_id, recipient, masked_to, type, subject, content, image, state,
         practice, attempts, created_at, changed_at, rule_id, cost_won)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'owed', ?, 0, ?, ?, ?, ?)`,
    );
    this.#addChange = connection.prepare("INSERT INTO text_changes (text_id, at, state) VALUES (?, ?, 'owed')");
    this.#ruleState = connection.prepare('SELECT last_alert_at, held FROM rule_states WHERE rule_id = ?');
    this.#saveRuleState = connection.prepare(
      `INSERT INTO rule_states (rule_id, last_alert_at, held) VALUES (?, ?, ?)
       ON CONFLICT (rule_id) DO UPDATE SET last_alert_at = excluded.last_alert_at, held = excluded.held`,
    );
  }

  /** Writes a match with its decision; gives its id. */
  addMatch(match: NewMatch, alertId: number | null): number {
    const { at, ruleId, rule, fileId, path, line, decision } = match;
    const written = this.#addMatch.run(at, ruleId, rule, fileId, path, line, JSON.stringify(decision), alertId);
    return Number(written.lastInsertRowid);
  }

  /** Writes an alert and the texts it owes, one a recipient. */
  addAlert(alert: NewAlert): WrittenAlert {
    const { at, kind, ruleId, rule, content, held, image = null } = alert;
    const id = Number(this.#addAlert.run(at, kind, ruleId, rule, content, held).lastInsertRowid);
    const practice = alert.practice ? 1 : 0;
    const textIds = alert.recipients.map((to) => {
      const { type, subject, content: own } = to.ownText ?? alert;
      const words = [to.id, to.name, to.to, type, subject, own] as const;
      const costWon = estimatedWon(type, alert.prices, alert.practice);
      const text = this.#addText.run(id, ...words, image, practice, at, at, ruleId, costWon);
      this.#addChange.run(text.lastInsertRowid, at);
      return Number(text.lastInsertRowid);
    });
    return { id, textIds };
  }

  ruleState(ruleId: string): RuleState {
    const row = this.#ruleState.get(ruleId) as { last_alert_at: number; held: number } | undefined;
    return { lastAlertAt: row?.last_alert_at ?? 0, held: row?.held ?? 0 };
  }

  saveRuleState(ruleId: string, state: RuleState): void {
    this.#saveRuleState.run(ruleId, state.lastAlertAt, state.held);
  }
}

import { join } from 'node:path';
import { Alerts } from '../../../src/main/engine/ledger/tables/alerts';
import type { OutboxText, TextChange } from '../../../src/main/engine/ledger/tables/outbox/types';
import type { Connection } from '../../../src/main/engine/ledger/file/connection';
import { openDatabase, type OpenedDatabase } from '../../../src/main/engine/ledger/file/database';
import { OutboxTable } from '../../../src/main/engine/ledger/tables/outbox/outbox';
import type { Reason, TextState } from '../../../src/shared/contract/history';
import { maskNumber } from '../../../src/shared/sms/phone-number';
import type { TextType } from '../../../src/shared/sms/fit-text';

/** A text for the outbox; omitted fields get defaults. */
export interface OwedText {
  readonly recipientId: string;
  readonly number: string;
  readonly alertId?: number;
  readonly type?: TextType;
  readonly subject?: string;
  readonly content?: string;
  readonly state?: TextState;
  readonly practice?: boolean;
  readonly requestId?: string;
  readonly changedAt?: number;
  readonly reserveAt?: number;
  /** Hash of the image of an MMS. */
  readonly image?: string;
}

/** A change that was committed. */
interface Change {
  readonly id: number;
  readonly state: TextState;
  readonly reason: Reason | null;
  readonly at: number;
}

/** Outbox of a ledger in a real file, with all its changes and a way to await the next ones. */
export class TestOutbox extends OutboxTable {
  /** Changes so far, in order. */
  readonly story: Change[] = [];
  readonly file: string;
  readonly #connection: Connection;
  readonly #lock: OpenedDatabase['lock'];
  readonly #waiting = new Set<() => void>();

  private constructor(connection: Connection, lock: OpenedDatabase['lock'], file: string) {
    super(connection, new Alerts(connection));
    this.#connection = connection;
    this.#lock = lock;
    this.file = file;
  }

  static open(dir: string): TestOutbox {
    const file = join(dir, 'ledger.db');
    const opened = openDatabase(file, Date.now());
    if (!opened.ok) {
      throw new Error(opened.error.reason);
    }
    const { connection, lock } = opened.value;
    return new TestOutbox(connection, lock, file);
  }

  /** The connection, for direct changes of the file by a test. */
  get connection(): Connection {
    return this.#connection;
  }

  close(): void {
    this.#connection.close();
    this.#lock.close();
  }

  /** Releases the ledger for another process. */
  releaseLock(): void {
    this.#lock.close();
  }

  owe(owed: OwedText): number {
    const at = owed.changedAt ?? Date.now();
    const { recipientId, number, alertId = 1, type = 'SMS', subject = '', content = 'An Event Occurred' } = owed;
    const { state = 'owed', practice = false, requestId = null } = owed;
    this.#connection
      .prepare(
        `INSERT OR IGNORE INTO alerts (id, at, kind, rule_id, rule, content, held) VALUES (?, ?, 'rule', 'r', 'r', ?, 0)`,
      )
      .run(alertId, at, content);
    const written = this.#connection
      .prepare(
        `INSERT INTO texts (alert_id, recipient_id, recipient, masked_to, type, subject, content, state, practice,
           attempts, request_id, created_at, changed_at, reserve_at, image) VALUES (?, ?, '', ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)`,
      )
      .run(
        alertId,
        recipientId,
        maskNumber(number),
        type,
        subject,
        content,
        state,
        practice ? 1 : 0,
        requestId,
        at,
        at,
        owed.reserveAt ?? null,
        owed.image ?? null,
      );
    return Number(written.lastInsertRowid);
  }

  text(id: number): OutboxText {
    const found = this.find(id);
    if (!found) {
      throw new Error('No such text.');
    }
    return found;
  }

  /** All texts, in the order in which they were queued. */
  all(): OutboxText[] {
    const ids = this.#connection.prepare('SELECT id FROM texts ORDER BY id').raw().all() as [number][];
    return ids.map(([id]) => this.text(id));
  }

  /** Resolves as soon as `holds` is true, checked after every change. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (holds()) {
          this.#waiting.delete(look);
          resolve();
        }
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Resolves when all texts are in one of these states. */
  allIn(...states: readonly TextState[]): Promise<void> {
    const marks = states.map(() => '?').join(', ');
    const others = this.#connection.prepare(`SELECT 1 FROM texts WHERE state NOT IN (${marks}) LIMIT 1`).raw();
    return this.until(() => others.get(...states) === undefined);
  }

  override changeTexts(changes: readonly TextChange[], at: number): OutboxText[] {
    const written = super.changeTexts(changes, at);
    this.story.push(...written.map(({ id, state, reason }) => ({ id, state, reason, at })));
    [...this.#waiting].forEach((look) => look());
    return written;
  }
}

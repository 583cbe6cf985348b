import { fail, ok, type Result } from '../../../../../shared/common/result';
import type { TextView } from '../../../../../shared/contract/history';
import { type ActionRefusal, dropRefusal, resendRefusal } from '../../../../../shared/contract/delivery/text-actions';
import type { Connection } from '../../file/connection';
import { durably } from '../../file/database';
import type { Alerts } from '../alerts';
import { OverdueTexts } from './overdue-texts';
import { type TextRow, textStatements, toOutboxText, toTextView } from './outbox-queries';
import type {
  ComposeDigest,
  OverdueLimits,
  UnconfirmedRecipient,
  NextText,
  OpenRequest,
  Outbox,
  OutboxText,
  RefusedText,
  TextChange,
} from './types';

/** An undelivered text, as `logbell outbox` lists it. */
export interface UnfinishedText extends TextView {
  readonly content: string;
  /** Time it was created, ms since 1970. */
  readonly owedAt: number;
  readonly attempts: number;
}

/** Texts and their state changes. */
export class OutboxTable implements Outbox {
  readonly #connection: Connection;
  readonly #statements;
  readonly #overdue: OverdueTexts;
  readonly #confirmPlace: () => void;

  /** Creates the table; `confirmPlace` throws if another process may send the same texts. */
  constructor(connection: Connection, alerts: Alerts, confirmPlace: () => void = () => undefined) {
    this.#connection = connection;
    this.#confirmPlace = confirmPlace;
    this.#statements = textStatements(connection);
    this.#overdue = new OverdueTexts(connection, alerts);
  }

  nextTexts(practice: boolean): NextText[] {
    const rows = this.#statements.nextTexts.all(practice ? 1 : 0) as [string, number][];
    return rows.map(([recipientId, id]) => ({ id, recipientId }));
  }

  newestToSend(practice: boolean): number {
    const row = this.#statements.newestToSend.get(practice ? 1 : 0) as [number] | undefined;
    return row?.[0] ?? 0;
  }

  find(id: number): OutboxText | null {
    const row = this.#statements.byId.get(id) as TextRow | undefined;
    return row ? toOutboxText(row) : null;
  }

  toSendOfAlert(alertId: number): OutboxText[] {
    return outboxTexts(this.#statements.toSendOfAlert.all(alertId));
  }

  toSendTo(recipientId: string, practice: boolean, limit: number): OutboxText[] {
    return outboxTexts(this.#statements.toSendTo.all(practice ? 1 : 0, recipientId, limit));
  }

  queuedWithoutReason(code: string, practice: boolean, limit: number): OutboxText[] {
    return outboxTexts(this.#statements.queuedWithoutReason.all(practice ? 1 : 0, code, limit));
  }

  inSending(): OutboxText[] {
    return outboxTexts(this.#statements.inSending.all());
  }

  toLookUp(): OutboxText[] {
    return outboxTexts(this.#statements.toLookUp.all());
  }

  unconfirmedRecipients(): UnconfirmedRecipient[] {
    const rows = this.#statements.unconfirmedRecipients.all() as [string, number][];
    return rows.map(([recipientId, since]) => ({ recipientId, since }));
  }

  openRequests(): OpenRequest[] {
    const rows = this.#statements.openRequests.all() as [string, number, number][];
    return rows.map(([requestId, acceptedAt, heldUntil]) => ({ requestId, acceptedAt, heldUntil }));
  }

  textsOfRequest(requestId: string): OutboxText[] {
    return outboxTexts(this.#statements.ofRequest.all(requestId));
  }

  knowsRequest(requestId: string): boolean {
    return this.#statements.knowsRequest.get(requestId) !== undefined;
  }

  refused(): RefusedText[] {
    const rows = this.#statements.refused.all() as [number, string, string][];
    return rows.map(([id, recipientId, refusedMark]) => ({ id, recipientId, refusedMark }));
  }

  release(ids: readonly number[]): void {
    this.#connection.transaction(() => ids.forEach((id) => this.#statements.release.run(id))).immediate();
  }

  releaseHeld(now: number): number | null {
    const [next] = this.#statements.nextHeld.get() as [number | null];
    if (next === null || next > now) {
      return next;
    }
    this.#connection.transaction(() => this.#statements.releaseHeld.run(now)).immediate();
    const [later] = this.#statements.nextHeld.get() as [number | null];
    return later;
  }

  reserved(): OutboxText[] {
    return outboxTexts(this.#statements.reserved.all());
  }

  toCancel(): OutboxText[] {
    return outboxTexts(this.#statements.toCancel.all());
  }

  expireOverdue(bounds: OverdueLimits, at: number): number[] {
    return this.#overdue.expireOverdue(bounds, at);
  }

  digestOverdue(
    bounds: OverdueLimits,
    at: number,
    compose: ComposeDigest,
  ): { digest: OutboxText; ids: number[] } | null {
    return this.#overdue.digestOverdue(bounds, at, compose);
  }

  requeueOverdue(before: number, now: number): number[] {
    return this.#overdue.requeueOverdue(before, now);
  }

  rewriteDigest(digest: OutboxText, compose: ComposeDigest): OutboxText {
    return this.#overdue.rewriteDigest(digest, compose);
  }

  changeTexts(changes: readonly TextChange[], at: number): OutboxText[] {
    const write = this.#connection.transaction(() => changes.flatMap((change) => this.#changeText(change, at)));
    if (changes.every(({ state }) => state !== 'sending')) {
      return write.immediate();
    }
    this.#confirmPlace();
    return durably(this.#connection, () => write.immediate());
  }

  pendingTexts(): number {
    const [count] = this.#statements.pending.get() as [number];
    return count;
  }

  queuedSince(practice: boolean): number | null {
    const oldest = this.#statements.oldestToSend.get(practice ? 1 : 0) as [number | null];
    return oldest[0];
  }

  /**
   * Queues a text again at a person's request; `sure` allows it even if the phone may get it twice. Returns the updated
   * text.
   */
  resend(id: number, at: number, sure = false): Result<OutboxText, ActionRefusal> {
    const reason = { code: 'asked-again', params: {} };
    return this.#act(id, (text) => {
      const refusal = resendRefusal(text);
      if (refusal !== null && !(refusal === 'may-repeat' && sure)) {
        return refusal;
      }
      this.#statements.resend.run(JSON.stringify(reason), at, at, id);
      this.#statements.addChange.run(id, at, 'owed', JSON.stringify(reason));
      return null;
    });
  }

  /** Cancels a text at a person's request, or marks it for cancellation if SENS holds it. Returns the updated text. */
  drop(id: number, at: number): Result<OutboxText, ActionRefusal> {
    return this.#act(id, (text) => {
      const refusal = dropRefusal(text);
      if (refusal === null) {
        const isHeld = text.state === 'accepted';
        const reason = { code: isHeld ? 'cancelling' : 'dropped', params: {} };
        this.#changeText({ text, state: isHeld ? 'accepted' : 'failed', reason }, at);
      }
      return refusal;
    });
  }

  /** Ids of texts that a person sent again or cancelled after the change with this id. */
  changedByPersonSince(changeId: number): number[] {
    return (this.#statements.changedByPerson.all(changeId) as [number][]).map(([id]) => id);
  }

  /** Id of the newest change of a text; 0 for none. */
  newestChange(): number {
    const [id] = this.#statements.newestChange.get() as [number];
    return id;
  }

  /** Texts that are queued, in flight or undelivered, newest first, without those ended by a person or a digest. */
  unfinished(limit: number): UnfinishedText[] {
    return (this.#statements.unfinished.all(limit) as TextRow[]).map((row) => {
      return { ...toTextView(row), content: row.content, owedAt: row.created_at, attempts: row.attempts };
    });
  }

  /** Texts of an alert as the history shows them. */
  ofAlert(alertId: number): TextView[] {
    return (this.#statements.byAlert.all(alertId) as TextRow[]).map(toTextView);
  }

  /** Runs an action in a transaction that blocks writes of other processes (SQLite, "BEGIN IMMEDIATE"). */
  #act(id: number, work: (text: OutboxText) => ActionRefusal | null): Result<OutboxText, ActionRefusal> {
    return this.#connection
      .transaction((): Result<OutboxText, ActionRefusal> => {
        const text = this.find(id);
        const refusal = text === null ? 'no-such-text' : work(text);
        const now = refusal === null ? this.find(id) : null;
        return now === null ? fail(refusal ?? 'no-such-text') : ok(now);
      })
      .immediate();
  }

  #changeText(textChange: TextChange, at: number): OutboxText[] {
    const { text, state, reason, attempts, to, requestId, refusedMark, heldUntil } = textChange;
    const reasonJson = reason ? JSON.stringify(reason) : null;
    const { change, addChange, addRequest } = this.#statements;
    const values = [attempts, to, requestId, refusedMark, heldUntil].map((value) => value ?? null);
    if (change.run(state, reasonJson, ...values, at, text.id, text.state, text.attempts).changes === 0) {
      return [];
    }
    addChange.run(text.id, at, state, reasonJson);
    if (requestId !== undefined) {
      addRequest.run(requestId, at);
    }
    const changed = { state, reason, changedAt: at, attempts: attempts ?? text.attempts, to: to ?? text.to };
    return [{ ...text, ...changed, requestId: requestId ?? text.requestId }];
  }
}

function outboxTexts(rows: unknown[]): OutboxText[] {
  return (rows as TextRow[]).map(toOutboxText);
}

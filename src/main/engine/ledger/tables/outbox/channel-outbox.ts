import type { Connection } from '../../file/connection';
import { NOT_COPIED } from './copied-texts';
import { type TextRow, toOutboxText } from './outbox-queries';
import type { ChannelOutbox, HeldChannel, NextText, Outbox, OutboxText, RefusedText, TextChange } from './types';

/** Index: channel_texts_to_send */
const TO_SEND = "state = 'owed' AND refused_mark IS NULL AND held_until IS NULL AND channel <> ''";

/** Index: channel_texts_held */
const HELD = "held_until IS NOT NULL AND channel <> ''";

/** Messages through channels and their state changes: rows of the same table as the texts through SENS. */
export class ChannelOutboxTable implements ChannelOutbox {
  readonly #connection: Connection;
  readonly #texts: Pick<Outbox, 'find' | 'changeTexts' | 'release'>;
  readonly #next;
  readonly #oldest;
  readonly #inSending;
  readonly #refused;
  readonly #releaseHeld;
  readonly #nextHeld;
  readonly #held;
  readonly #pending;

  constructor(connection: Connection, texts: Pick<Outbox, 'find' | 'changeTexts' | 'release'>) {
    this.#connection = connection;
    this.#texts = texts;
    // Skips from channel to channel, so that ten thousand messages to one cost as much as one.
    this.#next = connection
      .prepare(
        `WITH RECURSIVE channels(id) AS (
           SELECT MIN(channel) FROM texts WHERE ${TO_SEND} AND practice = ?1
           UNION ALL
           SELECT (SELECT MIN(channel) FROM texts WHERE ${TO_SEND} AND practice = ?1 AND channel > channels.id)
           FROM channels WHERE channels.id IS NOT NULL
         )
         SELECT channels.id,
           (SELECT MIN(texts.id) FROM texts WHERE ${TO_SEND} AND practice = ?1 AND channel = channels.id) AS next
         FROM channels WHERE channels.id IS NOT NULL ORDER BY next`,
      )
      .raw();
    this.#oldest = connection
      .prepare('SELECT COALESCE(resent_at, reserve_at, created_at) FROM texts WHERE id = ?')
      .raw();
    this.#inSending = connection.prepare("SELECT * FROM texts WHERE state = 'sending' AND channel <> '' ORDER BY id");
    this.#refused = connection
      .prepare(
        `SELECT id, recipient_id, refused_mark FROM texts INDEXED BY texts_refused
         WHERE refused_mark IS NOT NULL AND channel > '' AND ${NOT_COPIED} ORDER BY id`,
      )
      .raw();
    this.#releaseHeld = connection.prepare(`UPDATE texts SET held_until = NULL WHERE ${HELD} AND held_until <= ?`);
    this.#nextHeld = connection.prepare(`SELECT MIN(held_until) FROM texts WHERE ${HELD}`).raw();
    this.#pending = connection
      .prepare("SELECT COUNT(*) FROM texts WHERE state IN ('owed', 'sending') AND channel <> ''")
      .raw();
    this.#held = connection.prepare(`SELECT channel, MIN(held_until) FROM texts WHERE ${HELD} GROUP BY channel`).raw();
  }

  nextByChannel(practice: boolean): NextText[] {
    const rows = this.#next.all(practice ? 1 : 0) as [string, number][];
    return rows.map(([recipientId, id]) => ({ id, recipientId }));
  }

  find(id: number): OutboxText | null {
    return this.#texts.find(id);
  }

  pendingMessages(): number {
    const [count] = this.#pending.get() as [number];
    return count;
  }

  inSending(): OutboxText[] {
    return (this.#inSending.all() as TextRow[]).map(toOutboxText);
  }

  changeTexts(changes: readonly TextChange[], at: number): OutboxText[] {
    return this.#texts.changeTexts(changes, at);
  }

  refused(): RefusedText[] {
    const rows = this.#refused.all() as [number, string, string][];
    return rows.map(([id, recipientId, refusedMark]) => ({ id, recipientId, refusedMark }));
  }

  release(ids: readonly number[]): void {
    this.#texts.release(ids);
  }

  releaseHeld(now: number): number | null {
    const next = this.#nextRelease();
    if (next === null || next > now) {
      return next;
    }
    this.#connection.transaction(() => this.#releaseHeld.run(now)).immediate();
    return this.#nextRelease();
  }

  held(): HeldChannel[] {
    const rows = this.#held.all() as [string, number][];
    return rows.map(([channel, until]) => ({ channel, until }));
  }

  queuedSince(practice: boolean): number | null {
    const [first] = this.nextByChannel(practice);
    const row = first && (this.#oldest.get(first.id) as [number] | undefined);
    return row?.[0] ?? null;
  }

  #nextRelease(): number | null {
    const [next] = this.#nextHeld.get() as [number | null];
    return next;
  }
}

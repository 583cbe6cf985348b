import type { OutboxText } from '../ledger/tables/types';
import { plainReason, type PlainReason } from './reasons';
import { changeAll, failForGood, type SendContext } from './send-context';
import type { SensAccess } from './sender-types';

/** So many texts are written to in one go; the rest follows in the next. */
const AT_ONCE = 250;

/** Texts that wait for something else than their turn: each says so, once. */
export class WaitingTexts {
  readonly #context: SendContext;
  readonly #again: () => void;
  /** The newest text each word was given to. */
  readonly #seen = new Map<string, number>();

  /** `again` is called when there is more to do. */
  constructor(context: SendContext, again: () => void) {
    this.#context = context;
    this.#again = again;
  }

  /** Texts that were under way have come back, which may be older than those that were seen. */
  lookAgain(): void {
    this.#seen.clear();
  }

  /** Keys or settings are missing. */
  withoutAccess(): void {
    this.#settle('no-access', false);
    this.#settle('no-access', true);
  }

  /** Practice texts end in live mode; live ones wait while practice is on. */
  otherMode(access: SensAccess): void {
    if (access.practice) {
      this.#settle('waits-for-live', false);
    } else {
      this.#settle('practice-ended', true);
    }
  }

  #settle(code: PlainReason, practice: boolean): void {
    const { parts, writer } = this.#context;
    const key = `${code}/${practice}`;
    const newest = parts.outbox.newestToSend(practice);
    if (writer.isBehind || newest <= (this.#seen.get(key) ?? 0)) {
      return;
    }
    const texts = parts.outbox.owedNotSaying(code, practice, AT_ONCE);
    this.#write(code, texts);
    if (texts.length === AT_ONCE) {
      this.#context.clock.after(0, this.#again);
    } else {
      this.#seen.set(key, newest);
    }
  }

  #write(code: PlainReason, texts: readonly OutboxText[]): void {
    const reason = plainReason(code);
    if (code === 'practice-ended') {
      failForGood(this.#context, texts, reason);
    } else {
      this.#context.writer.settle(changeAll(texts, { state: 'owed', reason }));
    }
  }
}

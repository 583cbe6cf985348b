import { maskNumber } from '../../src/shared/phone-number';
import type { TextState } from '../../src/shared/history';
import type { TextType } from '../../src/shared/sms-text';
import type { Outbox, OutboxText, TextChange } from '../../src/main/engine/ledger/ledger-types';

/** A text to put into the outbox; what is left out is plain. */
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
}

/** The ledger's outbox, in memory, with its whole story and a way to await what must come. */
export interface MemoryOutbox extends Outbox {
  owe(text: OwedText): number;
  text(id: number): OutboxText;
  /** Every change so far, in order. */
  readonly story: readonly (TextChange & { readonly at: number })[];
  /** Resolves as soon as `holds` is true, looked at after every change. */
  until(holds: () => boolean): Promise<void>;
  /** Resolves when all texts are in one of these states. */
  allIn(...states: readonly TextState[]): Promise<void>;
}

export function createMemoryOutbox(): MemoryOutbox {
  const texts = new Map<number, OutboxText>();
  const story: (TextChange & { readonly at: number })[] = [];
  const waiting = new Set<() => void>();

  const text = (id: number): OutboxText => {
    const found = texts.get(id);
    if (!found) {
      throw new Error('No such text.');
    }
    return found;
  };
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (holds()) {
          waiting.delete(look);
          resolve();
        }
      };
      waiting.add(look);
      look();
    });
  return {
    story,
    text,
    until,
    allIn: (...states) => until(() => [...texts.values()].every(({ state }) => states.includes(state))),
    owe: (owed) => {
      const id = texts.size + 1;
      const at = owed.changedAt ?? Date.now();
      texts.set(id, {
        id,
        alertId: owed.alertId ?? 1,
        recipientId: owed.recipientId,
        to: maskNumber(owed.number),
        type: owed.type ?? 'SMS',
        subject: owed.subject ?? '',
        content: owed.content ?? 'An Event Occurred',
        image: null,
        state: owed.state ?? 'owed',
        reason: null,
        practice: owed.practice ?? false,
        attempts: 0,
        requestId: owed.requestId ?? null,
        createdAt: at,
        changedAt: at,
      });
      return id;
    },
    textsIn: (states, limit) => [...texts.values()].filter(({ state }) => states.includes(state)).slice(0, limit),
    textsOfRequest: (requestId) => [...texts.values()].filter((each) => each.requestId === requestId),
    changeTexts: (changes, at) => {
      for (const change of changes) {
        const { id, ...changed } = change;
        texts.set(id, { ...text(id), ...changed, changedAt: at });
        story.push({ ...change, at });
      }
      for (const look of [...waiting]) {
        look();
      }
    },
    pendingTexts: () =>
      [...texts.values()].filter(({ state }) => ['owed', 'sending', 'accepted'].includes(state)).length,
  };
}

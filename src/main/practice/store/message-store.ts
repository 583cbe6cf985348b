import { randomInt, randomUUID } from 'node:crypto';
import { LMS_BYTES, SMS_BYTES, SUBJECT_BYTES } from '../../../shared/sms/text';
import { charactersOf, type NamedFile, type SendRequest } from '../validation/check-send';
import { cutOff, hasUnsendable } from '../validation/korean-bytes';

/** Why a handset did not get a message. */
export interface Undelivered {
  readonly statusCode: string;
  readonly statusMessage: string;
}

/** One message to one handset, as the practice SENS keeps it. */
export interface PracticeMessage {
  readonly requestId: string;
  readonly messageId: string;
  readonly type: 'SMS' | 'LMS' | 'MMS';
  readonly contentType: string;
  readonly countryCode: string;
  readonly from: string;
  readonly to: string;
  /** As submitted. */
  readonly subject: string;
  readonly content: string;
  /** As they show on the handset: what was too long is cut off. */
  readonly arrivedSubject: string;
  readonly arrived: string;
  readonly files: readonly NamedFile[];
  /** When it was asked for, ms since 1970. */
  readonly requestedAt: number;
  /** When it went out: later than asked for when it was reserved. */
  readonly sentAt: number;
  readonly completesAt: number;
  readonly undelivered: Undelivered | null;
}

export type DeliveryStatus = 'READY' | 'PROCESSING' | 'COMPLETED';

/** What becomes of a request besides what it says itself. */
export interface Fate {
  /** Which handsets will not get it. */
  readonly failing: (to: string) => Undelivered | null;
  /** Follows the usual form of its ids. */
  readonly idTail: string;
}

/** How the store keeps time and how much it keeps. */
export interface StoreOptions {
  /** ms since 1970. */
  readonly now: () => number;
  /** From going out to the receipt, ms. */
  readonly deliveryMs: number;
  /** From going out to being found by lookups, ms. */
  readonly listedMs: number;
  /** Messages that are kept, the newest. */
  readonly kept: number;
}

/** Keeps what was sent; delivery happens by the passing of time alone. */
export interface MessageStore {
  /** Lets a request go out at `sentAt`, under an id that `newRequestId` gave before. */
  add(request: SendRequest, sending: Sending): void;
  /** All messages, oldest first. */
  all(): readonly PracticeMessage[];
  /** Those that lookups find: not at once, and for 90 days (SENS list page). */
  listed(): readonly PracticeMessage[];
  /** Those of one request that lookups find. */
  ofRequest(requestId: string): readonly PracticeMessage[];
  find(messageId: string): PracticeMessage | null;
  statusOf(message: PracticeMessage): DeliveryStatus;
}

/** How one request goes out; times in ms since 1970. */
interface Sending extends Fate {
  readonly requestId: string;
  readonly requestedAt: number;
  readonly sentAt: number;
}

const LOOKED_UP_MS = 90 * 86_400_000;
/** Of all messages that are kept; those of the newest request may be longer. */
const KEPT_CHARACTERS = 20_000_000;
const CONTENT_BYTES = { SMS: SMS_BYTES, LMS: LMS_BYTES, MMS: LMS_BYTES } as const;

/** Creates an empty store. */
export function createMessageStore({ now, deliveryMs, listedMs, kept }: StoreOptions): MessageStore {
  const messages: PracticeMessage[] = [];
  const byId = new Map<string, PracticeMessage>();
  const byRequest = new Map<string, PracticeMessage[]>();
  let characters = 0;
  const isListed = ({ sentAt }: PracticeMessage): boolean =>
    now() - sentAt >= listedMs && now() - sentAt <= LOOKED_UP_MS;
  const drop = (dropped: PracticeMessage): void => {
    const { messageId, requestId } = dropped;
    characters -= charactersOf({ messages: [dropped] });
    byId.delete(messageId);
    const left = byRequest.get(requestId)?.filter((message) => message.messageId !== messageId) ?? [];
    if (left.length === 0) {
      byRequest.delete(requestId);
    } else {
      byRequest.set(requestId, left);
    }
  };
  return {
    add: (request, sending) => {
      const added = request.messages.map((one) => messageOf(request, one, sending, deliveryMs));
      messages.push(...added);
      added.forEach((message) => byId.set(message.messageId, message));
      byRequest.set(sending.requestId, added);
      characters += charactersOf(request);
      messages.splice(0, Math.max(0, messages.length - kept)).forEach(drop);
      while (characters > KEPT_CHARACTERS && messages.length > added.length) {
        messages.splice(0, 1).forEach(drop);
      }
    },
    all: () => messages,
    listed: () => messages.filter(isListed),
    ofRequest: (requestId) => byRequest.get(requestId)?.filter(isListed) ?? [],
    find: (messageId) => {
      const message = byId.get(messageId);
      return message && isListed(message) ? message : null;
    },
    statusOf: (message) => {
      const left = message.completesAt - now();
      if (left <= 0) {
        return 'COMPLETED';
      }
      return left > deliveryMs / 2 ? 'READY' : 'PROCESSING';
    },
  };
}

function messageOf(
  request: SendRequest,
  { to, subject, content }: SendRequest['messages'][number],
  { requestId, requestedAt, sentAt, failing, idTail }: Sending,
  deliveryMs: number,
): PracticeMessage {
  const { type, contentType, countryCode, from, files } = request;
  return {
    requestId,
    messageId: randomUUID() + idTail,
    ...{ type, contentType, countryCode, from, to, subject, content, files },
    arrivedSubject: cutOff(subject, SUBJECT_BYTES),
    arrived: cutOff(content, CONTENT_BYTES[type]),
    ...{ requestedAt, sentAt },
    completesAt: sentAt + deliveryMs,
    undelivered: failing(to) ?? unsendable(content + subject),
  };
}

/** The real table of codes is not public; this one is the practice SENS's own. */
function unsendable(words: string): Undelivered | null {
  return hasUnsendable(words)
    ? { statusCode: '9001', statusMessage: 'Message contains characters that cannot be encoded in EUC-KR.' }
    : null;
}

/** `RSSA-<13 digits>-<4>-<8>-<8 letters>`, the form of the documented samples. */
export function newRequestId(at: number, count: number): string {
  const letters = Array.from({ length: 8 }, () => String.fromCharCode(97 + randomInt(26))).join('');
  const counted = String(count).padStart(4, '0').slice(-4);
  return `RSSA-${String(at).padStart(13, '0')}-${counted}-${String(randomInt(100_000_000)).padStart(8, '0')}-${letters}`;
}

import { randomInt, randomUUID } from 'node:crypto';
import { LMS_BYTES, SMS_BYTES, SUBJECT_BYTES } from '../../../shared/sms/fit-text';
import { charactersOf, type NamedFile, type SendRequest } from '../validation/check-send';
import { truncateToBytes, hasUnsendable } from '../validation/korean-bytes';

/** Reason why a message was not delivered. */
export interface Undelivered {
  readonly statusCode: string;
  readonly statusMessage: string;
}

/** A stored message to one handset. */
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
  /** As shown on the handset, truncated to the limit. */
  readonly arrivedSubject: string;
  readonly arrived: string;
  readonly files: readonly NamedFile[];
  /** Time of the request, ms since 1970. */
  readonly requestedAt: number;
  /** Time of sending, ms since 1970; later than `requestedAt` if it was scheduled. */
  readonly sentAt: number;
  readonly completesAt: number;
  readonly undelivered: Undelivered | null;
}

export type DeliveryStatus = 'READY' | 'PROCESSING' | 'COMPLETED';

/** Outcome of a request apart from its content. */
export interface DeliveryOutcome {
  /** Reason why it is not delivered to a number; null if it is. */
  readonly undeliveredTo: (to: string) => Undelivered | null;
  /** Appended to its ids. */
  readonly idTail: string;
}

export interface StoreOptions {
  /** ms since 1970. */
  readonly now: () => number;
  /** Time from sending to the delivery report, ms. */
  readonly deliveryMs: number;
  /** Time from sending until lookups find a message, ms. */
  readonly listedMs: number;
  /** Number of newest messages kept. */
  readonly kept: number;
}

/** Stores sent messages, whose delivery depends on the time only. */
export interface MessageStore {
  /** Sends a request at `sentAt` under an id from `newRequestId`. */
  add(request: SendRequest, submission: Submission): void;
  /** All messages, oldest first. */
  all(): readonly PracticeMessage[];
  /** Messages that lookups find: after `listedMs`, for 90 days (SENS list page). */
  listed(): readonly PracticeMessage[];
  /** Messages of one request that lookups find. */
  ofRequest(requestId: string): readonly PracticeMessage[];
  find(messageId: string): PracticeMessage | null;
  statusOf(message: PracticeMessage): DeliveryStatus;
}

/** Ids and times of one request; times in ms since 1970. */
interface Submission extends DeliveryOutcome {
  readonly requestId: string;
  readonly requestedAt: number;
  readonly sentAt: number;
}

const LISTED_FOR_MS = 90 * 86_400_000;
/** Most characters of all kept messages; the newest request may exceed it. */
const MAX_CHARACTERS = 20_000_000;
const CONTENT_BYTES = { SMS: SMS_BYTES, LMS: LMS_BYTES, MMS: LMS_BYTES } as const;

/** Creates an empty store. */
export function createMessageStore({ now, deliveryMs, listedMs, kept }: StoreOptions): MessageStore {
  const messages: PracticeMessage[] = [];
  const byId = new Map<string, PracticeMessage>();
  const byRequest = new Map<string, PracticeMessage[]>();
  let characters = 0;
  const isListed = ({ sentAt }: PracticeMessage): boolean =>
    now() - sentAt >= listedMs && now() - sentAt <= LISTED_FOR_MS;
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
    add: (request, submission) => {
      const added = request.messages.map((one) => messageOf(request, one, submission, deliveryMs));
      messages.push(...added);
      added.forEach((message) => byId.set(message.messageId, message));
      byRequest.set(submission.requestId, added);
      characters += charactersOf(request);
      messages.splice(0, Math.max(0, messages.length - kept)).forEach(drop);
      while (characters > MAX_CHARACTERS && messages.length > added.length) {
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
  { requestId, requestedAt, sentAt, undeliveredTo, idTail }: Submission,
  deliveryMs: number,
): PracticeMessage {
  const { type, contentType, countryCode, from, files } = request;
  return {
    requestId,
    messageId: randomUUID() + idTail,
    ...{ type, contentType, countryCode, from, to, subject, content, files },
    arrivedSubject: truncateToBytes(subject, SUBJECT_BYTES),
    arrived: truncateToBytes(content, CONTENT_BYTES[type]),
    ...{ requestedAt, sentAt },
    completesAt: sentAt + deliveryMs,
    undelivered: undeliveredTo(to) ?? unsendable(content + subject),
  };
}

/** Result for unsupported characters; the code is the practice SENS's own, as the real table is not public. */
function unsendable(words: string): Undelivered | null {
  return hasUnsendable(words)
    ? { statusCode: '9001', statusMessage: 'Message contains characters that cannot be encoded in EUC-KR.' }
    : null;
}

/** Creates an id of the form `RSSA-<13 digits>-<4>-<8>-<8 letters>`, like the documented samples. */
export function newRequestId(at: number, count: number): string {
  const letters = Array.from({ length: 8 }, () => String.fromCharCode(97 + randomInt(26))).join('');
  const counted = String(count).padStart(4, '0').slice(-4);
  const random = String(randomInt(100_000_000)).padStart(8, '0');
  return `RSSA-${String(at).padStart(13, '0')}-${counted}-${random}-${letters}`;
}

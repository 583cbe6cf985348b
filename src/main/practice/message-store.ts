import { randomInt, randomUUID } from 'node:crypto';
import { LMS_BYTES, SMS_BYTES } from '../../shared/sms-text';
import type { SendRequest } from './check-send';
import { cutOff, hasUnsendable } from './korean-bytes';

/** Why a handset did not get a message. */
export interface Undelivered {
  readonly statusCode: string;
  readonly statusMessage: string;
}

/** One message to one handset, as the practice SENS keeps it. */
export interface PracticeMessage {
  readonly requestId: string;
  readonly messageId: string;
  readonly type: 'SMS' | 'LMS';
  readonly contentType: string;
  readonly countryCode: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** As submitted. */
  readonly content: string;
  /** As it shows on the handset: what was too long is cut off. */
  readonly arrived: string;
  /** ms since 1970. */
  readonly requestedAt: number;
  readonly completesAt: number;
  readonly undelivered: Undelivered | null;
}

export type DeliveryStatus = 'READY' | 'PROCESSING' | 'COMPLETED';

/** Keeps what was sent; delivery happens by the passing of time alone. */
export interface MessageStore {
  /** Takes a request and gives its id. `failing` says which handsets will not get it. */
  take(request: SendRequest, failing: (to: string) => Undelivered | null): PracticeMessage[];
  /** All messages, oldest first. */
  all(): readonly PracticeMessage[];
  statusOf(message: PracticeMessage): DeliveryStatus;
}

/** More is not kept: a practice run that goes on for weeks must not eat the memory. */
const KEPT = 10_000;

export function createMessageStore(now: () => number, deliveryMs: number): MessageStore {
  const messages: PracticeMessage[] = [];
  let requests = 0;
  return {
    take: (request, failing) => {
      requests += 1;
      const at = now();
      const requestId = newRequestId(at, requests);
      const taken = request.messages.map(({ to, subject, content }): PracticeMessage => {
        return {
          requestId,
          messageId: randomUUID(),
          type: request.type,
          contentType: request.contentType,
          countryCode: request.countryCode,
          from: request.from,
          to,
          subject,
          content,
          arrived: cutOff(content, request.type === 'SMS' ? SMS_BYTES : LMS_BYTES),
          requestedAt: at,
          completesAt: at + deliveryMs,
          undelivered: failing(to) ?? unsendable(content + subject),
        };
      });
      messages.push(...taken);
      messages.splice(0, Math.max(0, messages.length - KEPT));
      return taken;
    },
    all: () => messages,
    statusOf: (message) => {
      const left = message.completesAt - now();
      if (left <= 0) {
        return 'COMPLETED';
      }
      return left > deliveryMs / 2 ? 'READY' : 'PROCESSING';
    },
  };
}

/** The real table of codes is not public; this one is the practice SENS's own. */
function unsendable(words: string): Undelivered | null {
  return hasUnsendable(words)
    ? { statusCode: '9001', statusMessage: 'Message contains characters that cannot be encoded in EUC-KR.' }
    : null;
}

/** `RSSA-<13 digits>-<4>-<8>-<8 letters>`, the form of the documented samples. */
function newRequestId(at: number, count: number): string {
  const letters = Array.from({ length: 8 }, () => String.fromCharCode(97 + randomInt(26))).join('');
  const counted = String(count).padStart(4, '0').slice(-4);
  return `RSSA-${String(at).padStart(13, '0')}-${counted}-${String(randomInt(100_000_000)).padStart(8, '0')}-${letters}`;
}

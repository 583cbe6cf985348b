import { cp949Bytes } from './cp949';
import { graphemes, LONGEST_READ, sendable, type Sendable } from './sanitize';

/**
 * Limits of SENS ("messages" page) in EUC-KR bytes for an SMS, an LMS and a subject; SENS cuts longer ones silently.
 */
export const SMS_BYTES = 90;
export const LMS_BYTES = 2_000;
export const SUBJECT_BYTES = 40;

export type TextType = 'SMS' | 'LMS' | 'MMS';

/** A text as it will be sent, and the changes that made it sendable. */
export interface FittedText extends Sendable {
  readonly type: TextType;
  /** Bytes in CP949. */
  readonly bytes: number;
  /** True if the end was cut off to fit. */
  readonly cut: boolean;
}

/** Options of `fitText`. */
export interface FitOptions {
  /** Cuts a long message to one SMS instead of sending an LMS. */
  readonly smsOnly: boolean;
}

const ELLIPSIS = '…';

/** Size of `text` in CP949 bytes; a character that CP949 lacks counts as the "?" that replaces it. */
export function textBytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    bytes += cp949Bytes(character.codePointAt(0) ?? 0) || 1;
  }
  return bytes;
}

/** Fits a message into an SMS, or else into an LMS unless `smsOnly`; cuts a longer one between graphemes. */
export function fitText(message: string, { smsOnly }: FitOptions = { smsOnly: false }): FittedText {
  const words = sendable(message);
  const unread = message.length > LONGEST_READ;
  const whole = unread ? `${words.content}${ELLIPSIS}` : words.content;
  const content = cutToBytes(whole, smsOnly ? SMS_BYTES : LMS_BYTES);
  const bytes = textBytes(content);
  const type = bytes <= SMS_BYTES ? 'SMS' : 'LMS';
  return { ...words, content, type, bytes, cut: unread || content !== whole };
}

/** Returns `text` if it fits into `maximum` CP949 bytes (2 or more), or else as many whole graphemes as fit and "…". */
export function cutToBytes(text: string, maximum: number): string {
  if (textBytes(text) <= maximum) {
    return text;
  }
  const room = maximum - textBytes(ELLIPSIS);
  let kept = '';
  let bytes = 0;
  for (const grapheme of graphemes(text)) {
    bytes += textBytes(grapheme);
    if (bytes > room) {
      break;
    }
    kept += grapheme;
  }
  return `${kept}${ELLIPSIS}`;
}

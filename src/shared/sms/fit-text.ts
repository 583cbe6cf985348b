import { cp949Bytes } from './cp949';
import { graphemes, MOST_UNITS, sanitize, type SanitizedText } from './sanitize';

/**
 * Limits of SENS ("messages" page) in EUC-KR bytes for an SMS, an LMS and a subject; SENS cuts longer ones silently.
 */
export const SMS_BYTES = 90;
export const LMS_BYTES = 2_000;
export const SUBJECT_BYTES = 40;

export type TextType = 'SMS' | 'LMS' | 'MMS';

/** A text as it will be sent, and the changes that made it sendable. */
export interface FittedText extends SanitizedText {
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
  const sanitized = sanitize(message);
  const isTruncated = message.length > MOST_UNITS;
  const whole = isTruncated ? `${sanitized.content}${ELLIPSIS}` : sanitized.content;
  const content = cutToBytes(whole, smsOnly ? SMS_BYTES : LMS_BYTES);
  const bytes = textBytes(content);
  const type = bytes <= SMS_BYTES ? 'SMS' : 'LMS';
  return { ...sanitized, content, type, bytes, cut: isTruncated || content !== whole };
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

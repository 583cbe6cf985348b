import { cp949Bytes } from './cp949';
import { graphemes, LONGEST_READ, sendable, type Sendable } from './sanitize';

/** SENS "messages" page: 90 bytes for an SMS, 2000 for an LMS, 40 for a subject, counted in EUC-KR; what is over is cut silently. */
export const SMS_BYTES = 90;
export const LMS_BYTES = 2_000;
export const SUBJECT_BYTES = 40;

export type TextType = 'SMS' | 'LMS' | 'MMS';

/** A text as it will be sent, and what had to be changed to make it sendable. */
export interface FittedText extends Sendable {
  readonly type: TextType;
  /** Bytes in CP949. */
  readonly bytes: number;
  /** True when the end was cut off because there was no room for it. */
  readonly cut: boolean;
}

/** How a message is fitted. */
export interface FitOptions {
  /** Cuts what an SMS does not hold, instead of making it an LMS. */
  readonly smsOnly: boolean;
}

const ELLIPSIS = '…';

/** The bytes `text` takes in CP949; a character it lacks counts as the "?" that will stand for it. */
export function textBytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    bytes += cp949Bytes(character.codePointAt(0) ?? 0) || 1;
  }
  return bytes;
}

/** Makes a message fit: an SMS when it can be one, else an LMS unless there are to be none, cut at a character where that is too short. */
export function fitText(message: string, { smsOnly }: FitOptions = { smsOnly: false }): FittedText {
  const words = sendable(message);
  const unread = message.length > LONGEST_READ;
  const whole = unread ? `${words.content}${ELLIPSIS}` : words.content;
  const content = cutToBytes(whole, smsOnly ? SMS_BYTES : LMS_BYTES);
  const bytes = textBytes(content);
  const type = bytes <= SMS_BYTES ? 'SMS' : 'LMS';
  return { ...words, content, type, bytes, cut: unread || content !== whole };
}

/** `text` if it fits in `maximum` bytes of CP949 (2 or more), else as many whole graphemes of it as fit, and "…". */
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

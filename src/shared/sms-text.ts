import { cp949Bytes } from './cp949';

/** SENS "messages" page: 90 bytes for an SMS, 2000 for an LMS, 40 for a subject, counted in EUC-KR; what is over is cut silently. */
export const SMS_BYTES = 90;
export const LMS_BYTES = 2_000;
export const SUBJECT_BYTES = 40;

export type TextType = 'SMS' | 'LMS' | 'MMS';

/** A text as it will be sent, and what had to be changed to make it sendable. */
export interface FittedText {
  readonly content: string;
  readonly type: TextType;
  /** Bytes in CP949. */
  readonly bytes: number;
  /** Characters that CP949 lacks and that a "?" stands for. */
  readonly replaced: number;
  /** True when the end was cut off because even an LMS does not hold it. */
  readonly cut: boolean;
}

/** Twins that CP949 has for characters it lacks; each means the same to a reader. */
const TWINS: Readonly<Record<string, string>> = {
  '₩': '￦',
  '–': '-',
  '—': '―',
  '‑': '-',
  '−': '-',
  '•': '·',
  '✓': 'v',
  '✔': 'v',
  '©': '(c)',
  µ: 'μ',
  '\u00a0': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '█': '■',
};

const ELLIPSIS = '…';

/** UTF-16 units of a message that are looked at: far more than an LMS holds, even when most of them are colours. */
const LONGEST_READ = 16_000;

const segmenter = new Intl.Segmenter('ko', { granularity: 'grapheme' });
const ASCII = /^[\n -~]*$/;
const TERMINAL_SEQUENCE = /\u001b(?:\[[\d;:?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
/** Zero-width and direction marks: nothing to see on a handset, and able to reorder what is seen elsewhere. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/g;

/** The bytes `text` takes in CP949; a character it lacks counts as the "?" that will stand for it. */
export function textBytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    bytes += cp949Bytes(character.codePointAt(0) ?? 0) || 1;
  }
  return bytes;
}

/** Text without colours, controls and invisible marks, composed (NFC), with sendable twins; and how many characters a "?" replaced. */
export function sendable(text: string): { content: string; replaced: number } {
  const plain = text
    .slice(0, LONGEST_READ)
    .replace(TERMINAL_SEQUENCE, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(CONTROL, '')
    .replace(INVISIBLE, '')
    .normalize('NFC');
  if (ASCII.test(plain)) {
    return { content: plain, replaced: 0 };
  }
  let replaced = 0;
  let content = '';
  for (const grapheme of graphemes(plain)) {
    const twin = TWINS[grapheme] ?? grapheme;
    if (Array.from(twin).every((character) => cp949Bytes(character.codePointAt(0) ?? 0) > 0)) {
      content += twin;
    } else {
      content += '?';
      replaced += 1;
    }
  }
  return { content, replaced };
}

/** Makes a message fit: an SMS when it can be one, else an LMS, cut at a character when even that is too short. */
export function fitText(message: string): FittedText {
  const { content, replaced } = sendable(message);
  const unread = message.length > LONGEST_READ;
  const bytes = textBytes(content);
  if (bytes <= SMS_BYTES) {
    return { content, type: 'SMS', bytes, replaced, cut: unread };
  }
  if (bytes <= LMS_BYTES) {
    return { content, type: 'LMS', bytes, replaced, cut: unread };
  }
  const short = cutToBytes(content, LMS_BYTES);
  return { content: short, type: 'LMS', bytes: textBytes(short), replaced, cut: true };
}

/** `text` if it fits in `maximum` bytes of CP949, else as many whole graphemes of it as fit, and "…". */
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

/** The graphemes of a text, one after the other: a long one is rarely needed to its end. */
function* graphemes(text: string): Generator<string> {
  for (const { segment } of segmenter.segment(text)) {
    yield segment;
  }
}

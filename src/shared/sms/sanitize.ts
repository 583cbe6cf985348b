import { isKoreanStandard } from './cp949';
import { substituteFor } from './transliteration';

/** Substitute for a character that CP949 lacks. */
export interface Replacement {
  readonly character: string;
  readonly by: string;
}

/** Text that SENS can send. */
export interface SanitizedText {
  readonly content: string;
  /** Number of characters with a substitute; another form of the same character (₩ as ￦) does not count. */
  readonly replaced: number;
  /** First distinct replacements, at most eight. */
  readonly replacements: readonly Replacement[];
  /** First distinct Hangul syllables that CP949 has but KS X 1001 lacks, at most eight; SENS may not accept them. */
  readonly rare: readonly string[];
}

/**
 * Most UTF-16 units of a message that are read: far more than an LMS holds, even if most of them are color sequences.
 */
export const MOST_UNITS = 16_000;

/** Most distinct replacements and rare syllables that are listed. */
const MOST_LISTED = 8;

/** Created for the first text that needs it: that takes several ms. */
let segmenter: Intl.Segmenter | undefined;

const ASCII = /^[\n -~]*$/;
const TERMINAL_SEQUENCE = /\u001b(?:\[[\d;:?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
const LINE_END = /\r\n?|[\u2028\u2029]/g;
const SPACE = /[\t\u00a0\u2000-\u200a\u202f\u205f]/g;
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
/** Zero-width and direction marks: invisible on a handset, and able to reorder what is shown elsewhere. */
const INVISIBLE = /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/g;
/** Joins several emoji into one, so it is removed only after the split into graphemes. */
const JOINER = /\u200d/g;

/** Removes color sequences, controls and invisible marks, and composes the text (NFC). */
export function plainText(text: string): string {
  return text
    .slice(0, MOST_UNITS)
    .replace(TERMINAL_SEQUENCE, '')
    .replace(LINE_END, '\n')
    .replace(SPACE, ' ')
    .replace(CONTROL, '')
    .replace(INVISIBLE, '')
    .normalize('NFC');
}

/**
 * Removes color sequences, controls and invisible marks, composes the text (NFC) and replaces characters that CP949
 * lacks.
 */
export function sanitize(text: string): SanitizedText {
  const plain = plainText(text);
  if (ASCII.test(plain)) {
    return { content: plain, replaced: 0, replacements: [], rare: [] };
  }
  let content = '';
  let replaced = 0;
  const replacements = new Map<string, string>();
  const rare = new Set<string>();
  for (const segment of graphemes(plain)) {
    const grapheme = segment.replace(JOINER, '').normalize('NFC');
    const { by, replaces } = substituteFor(grapheme);
    content += by;
    if (replaces) {
      replaced += 1;
      list(replacements, grapheme, by);
    }
    if (!isKoreanStandard(by) && rare.size < MOST_LISTED) {
      rare.add(by);
    }
  }
  return {
    content,
    replaced,
    replacements: Array.from(replacements, ([character, by]) => ({ character, by })),
    rare: Array.from(rare),
  };
}

function list(replacements: Map<string, string>, character: string, by: string): void {
  if (replacements.size < MOST_LISTED) {
    replacements.set(character, by);
  }
}

/** Yields graphemes lazily, since a long text is rarely needed to its end. */
export function* graphemes(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter('ko', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) {
    yield segment;
  }
}

import { isKoreanStandard } from './cp949';
import { substituteFor } from './transliteration';

/** What stands in a text for a character that CP949 lacks. */
export interface Replacement {
  readonly character: string;
  readonly by: string;
}

/** Words as they can be sent. */
export interface Sendable {
  readonly content: string;
  /** How many characters something else stands for; another shape of the same character (₩ as ￦) does not count. */
  readonly replaced: number;
  /** The first few different ones of these. */
  readonly replacements: readonly Replacement[];
  /** The first few Hangul syllables that CP949 has and KS X 1001 lacks: whether SENS takes them is not known. */
  readonly rare: readonly string[];
}

/** UTF-16 units of a message that are looked at: far more than an LMS holds, even when most of them are colours. */
export const LONGEST_READ = 16_000;

/** How many different replacements, and how many rare syllables, are named. */
const NAMED = 8;

const ASCII = /^[\n -~]*$/;
const TERMINAL_SEQUENCE = /\u001b(?:\[[\d;:?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
const LINE_END = /\r\n?|[\u2028\u2029]/g;
const SPACE = /[\t\u00a0\u2000-\u200a\u202f\u205f]/g;
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
/** Zero-width and direction marks: nothing to see on a handset, and able to reorder what is seen elsewhere. */
const INVISIBLE = /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/g;
/** Makes one emoji of several, so it goes only once they are told apart. */
const JOINER = /\u200d/g;

/** Text without colours, controls and invisible marks, composed (NFC), with what CP949 lacks replaced. */
export function sendable(text: string): Sendable {
  const plain = text
    .slice(0, LONGEST_READ)
    .replace(TERMINAL_SEQUENCE, '')
    .replace(LINE_END, '\n')
    .replace(SPACE, ' ')
    .replace(CONTROL, '')
    .replace(INVISIBLE, '')
    .normalize('NFC');
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
      note(replacements, grapheme, by);
    } else if (!isKoreanStandard(grapheme) && rare.size < NAMED) {
      rare.add(grapheme);
    }
  }
  return {
    content,
    replaced,
    replacements: Array.from(replacements, ([character, by]) => ({ character, by })),
    rare: Array.from(rare),
  };
}

function note(replacements: Map<string, string>, character: string, by: string): void {
  if (replacements.size < NAMED) {
    replacements.set(character, by);
  }
}
const segmenter = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** The graphemes of a text, one after the other: a long one is rarely needed to its end. */
export function* graphemes(text: string): Generator<string> {
  for (const { segment } of segmenter.segment(text)) {
    yield segment;
  }
}

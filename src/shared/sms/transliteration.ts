import { cp949Bytes } from './cp949';

/** Look-alikes in CP949 of characters that it lacks; a reader takes both for the same. */
const TWINS: Readonly<Record<string, string>> = {
  '₩': '￦',
  '£': '￡',
  '¥': '￥',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '―',
  '−': '-',
  '•': '·',
  '‣': '·',
  '⁃': '·',
  '◦': '·',
  '‧': '·',
  '∙': '·',
  '⋅': '·',
  '・': '·',
  '⋯': '…',
  '‹': '<',
  '›': '>',
  '«': '≪',
  '»': '≫',
  '‚': ',',
  '„': '"',
  '‛': "'",
  '‟': '"',
  '⁄': '/',
  '〜': '～',
  '≦': '≤',
  '≧': '≥',
  '➔': '→',
  '➜': '→',
  '➤': '→',
  '➡': '→',
  '⟶': '→',
  '⬅': '←',
  '⬆': '↑',
  '⬇': '↓',
  '►': '▶',
  '▸': '▶',
  '◄': '◀',
  '◂': '◀',
  '▪': '■',
  '▫': '□',
  '█': '■',
  '▓': '▒',
  '░': '▒',
  '═': '=',
  '║': '│',
  '✓': 'v',
  '✔': 'v',
  '✕': 'x',
  '✖': 'x',
  '✗': 'x',
  '✘': 'x',
  '☐': '□',
  '⭐': '★',
  '❤': '♥',
  '©': '(c)',
  µ: 'μ',
};

/** Substitutes for signs and emoji that are frequent in logs; docs/texts.md lists them. */
const SIGNS: Readonly<Record<string, string>> = {
  '✅': '[OK]',
  '☑': '[OK]',
  '❌': '[X]',
  '❎': '[X]',
  '☒': '[X]',
  '⛔': '[X]',
  '🚫': '[X]',
  '💀': '[X]',
  '⚠': '[!]',
  '❗': '[!]',
  '❕': '[!]',
  '🚨': '[!]',
  '🔥': '[!]',
  '💥': '[!]',
  '🔔': '[!]',
  '⚡': '[!]',
  '❓': '[?]',
  '❔': '[?]',
  ℹ: '[i]',
  '🛑': '[STOP]',
  '🐛': '[BUG]',
  '🔴': '[RED]',
  '🟠': '[ORANGE]',
  '🟡': '[YELLOW]',
  '🟢': '[GREEN]',
  '🔵': '[BLUE]',
  '📈': '[UP]',
  '📉': '[DOWN]',
  Đ: 'D',
};

/** Replaces a character that has neither a look-alike nor a listed substitute. */
const UNKNOWN = '?';

const SKIN_TONES = /[\u{1f3fb}-\u{1f3ff}]/gu;
const MARKS = /\p{M}/gu;

/** Sendable form of one grapheme (NFC); `replaces` is false for another form of the same character. */
export interface Substitute {
  readonly by: string;
  readonly replaces: boolean;
}

/** True if CP949 has every character of `text`. */
function inCp949(text: string): boolean {
  for (const character of text) {
    if (cp949Bytes(character.codePointAt(0) ?? 0) === 0) {
      return false;
    }
  }
  return true;
}

/** Sendable form of a grapheme: itself, its look-alike, a listed substitute, its base letters (é → e), or "?". */
export function substituteFor(grapheme: string): Substitute {
  if (inCp949(grapheme)) {
    return { by: grapheme, replaces: false };
  }
  const twin = TWINS[grapheme];
  if (twin !== undefined) {
    return { by: twin, replaces: false };
  }
  return { by: SIGNS[grapheme.replace(SKIN_TONES, '')] ?? plainLetters(grapheme) ?? UNKNOWN, replaces: true };
}

/** Strips accents and compatibility forms (Unicode Standard Annex 15, NFKD); null if CP949 lacks the result too. */
function plainLetters(grapheme: string): string | null {
  const letters = grapheme.normalize('NFKD').replace(MARKS, '').normalize('NFC');
  const plain = Array.from(letters, (letter) => TWINS[letter] ?? letter).join('');
  if (plain.trim() === '' || !inCp949(plain)) {
    return null;
  }
  // A raised or circled number must not run into the digits beside it.
  return /^\p{No}/u.test(grapheme) ? `(${plain})` : plain;
}

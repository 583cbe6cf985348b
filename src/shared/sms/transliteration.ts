import { cp949Bytes } from './cp949';

/** Look-alikes in CP949 of characters that it lacks; a reader takes both for the same. */
const LOOKALIKES: Readonly<Record<string, string>> = {
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

/** Substitutes for signs and emoji that are frequent in logs; docs/reference/messages.md lists them. */
const SUBSTITUTES: Readonly<Record<string, string>> = {
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

/** Sendable form of a grapheme: itself, its look-alike, a listed substitute, its base letters (é → e), or "?". */
export function substituteFor(grapheme: string): Substitute {
  if (isInCp949(grapheme)) {
    return { by: grapheme, replaces: false };
  }
  const lookalike = LOOKALIKES[grapheme];
  if (lookalike !== undefined) {
    return { by: lookalike, replaces: false };
  }
  return { by: SUBSTITUTES[grapheme.replace(SKIN_TONES, '')] ?? baseLetters(grapheme) ?? UNKNOWN, replaces: true };
}

/** True if CP949 has every character of `text`. */
function isInCp949(text: string): boolean {
  for (const character of text) {
    if (cp949Bytes(character.codePointAt(0) ?? 0) === 0) {
      return false;
    }
  }
  return true;
}

/** Strips accents and compatibility forms (Unicode Standard Annex 15, NFKD); null if CP949 lacks the result too. */
function baseLetters(grapheme: string): string | null {
  const letters = grapheme.normalize('NFKD').replace(MARKS, '').normalize('NFC');
  const plain = Array.from(letters, (letter) => LOOKALIKES[letter] ?? letter).join('');
  if (plain.trim() === '' || !isInCp949(plain)) {
    return null;
  }
  // A raised or circled number must not run into the digits beside it.
  return /^\p{No}/u.test(grapheme) ? `(${plain})` : plain;
}

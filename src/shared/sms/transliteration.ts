import { cp949Bytes } from './cp949';

/** Twins that CP949 has for characters it lacks; each means the same to a reader. */
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

/** What stands for signs and emoji that logs use often; docs/texts.md lists them. */
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

/** Stands for what has neither a twin nor a listed substitute. */
const UNKNOWN = '?';

const SKIN_TONES = /[\u{1f3fb}-\u{1f3ff}]/gu;
const MARKS = /\p{M}/gu;

/** What goes out for one grapheme (NFC), and whether that is more than another shape of the same character. */
export interface Substitute {
  readonly by: string;
  readonly replaces: boolean;
}

/** Whether CP949 has every character of `text`. */
function inCp949(text: string): boolean {
  for (const character of text) {
    if (cp949Bytes(character.codePointAt(0) ?? 0) === 0) {
      return false;
    }
  }
  return true;
}

/** The sendable form of one grapheme: itself, its twin, a listed sign, its plain letters (é → e), or "?". */
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

/** A grapheme without accents and in its plain shape (Unicode Standard Annex 15, NFKD); null when CP949 lacks that too. */
function plainLetters(grapheme: string): string | null {
  const letters = grapheme.normalize('NFKD').replace(MARKS, '').normalize('NFC');
  const plain = Array.from(letters, (letter) => TWINS[letter] ?? letter).join('');
  if (plain.trim() === '' || !inCp949(plain)) {
    return null;
  }
  // A raised or circled number must not run into the digits beside it.
  return /^\p{No}/u.test(grapheme) ? `(${plain})` : plain;
}

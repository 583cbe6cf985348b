/** Piece of a text that is safe to show: the text itself, or the name of an invisible character. */
export interface TextPiece {
  readonly text: string;
  readonly hidden: boolean;
  readonly marked: boolean;
}

/** Range of a text in UTF-16 units; the end is exclusive. */
interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * Control characters but the tab, characters without a shape (some reorder text: Unicode, UAX #9), line separators and
 * lone surrogates.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const JOINERS = /[\u200c\u200d]/;

/**
 * Splits a text into inert pieces: characters that control, reorder or hide text become their names, and `marks` are
 * kept.
 */
export function inertPieces(text: string, marks: readonly Part[] = []): readonly TextPiece[] {
  // Nearly all texts hide nothing, and a long list has many of them.
  if (marks.length === 0 && text !== '' && !HIDDEN.test(text)) {
    return [{ text, hidden: false, marked: false }];
  }
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const character of text) {
    const hidden = character !== '\t' && HIDDEN.test(character) && !JOINERS.test(character);
    const start = at;
    const marked = marks.some((mark) => mark.start <= start && start < mark.end);
    const last = pieces.at(-1);
    const shown = hidden ? nameOf(character) : character;
    if (last?.hidden === hidden && last.marked === marked) {
      pieces[pieces.length - 1] = { ...last, text: last.text + shown };
    } else {
      pieces.push({ text: shown, hidden, marked });
    }
    at += character.length;
  }
  return pieces;
}

/** Makes a text inert for places that take one string. */
export function inertText(text: string): string {
  return inertPieces(text)
    .map((piece) => piece.text)
    .join('');
}

/** Abbreviations of the control characters from U+0000 on (ECMA-48, annex A); fonts seldom contain their pictures. */
const CONTROLS = (
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 ' +
  'NAK SYN ETB CAN EM SUB ESC FS GS RS US'
).split(' ');

/** Abbreviation of a control character, or its code point. */
function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const name = code === 0x7f ? 'DEL' : CONTROLS[code];
  return `⟨${name ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`}⟩`;
}

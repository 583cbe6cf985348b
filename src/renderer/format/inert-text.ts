/** A piece of a text as it may be shown: as it is, or the name of a character that would not show itself. */
export interface TextPiece {
  readonly text: string;
  readonly hidden: boolean;
  readonly marked: boolean;
}

/** A part of a text: UTF-16 units, the end left out. */
interface Part {
  readonly start: number;
  readonly end: number;
}

/** Controls but the tab; characters without a shape, among them those that reorder text (Unicode, UAX #9); separators of lines; lone halves of characters. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const JOINERS = /[\u200c\u200d]/;

/** A text in pieces that change nothing around them: what would steer, reorder or hide text is named in its place, and `marks` are kept. */
export function inertPieces(text: string, marks: readonly Part[] = []): readonly TextPiece[] {
  // Nearly every text hides nothing, and a long list has many of them.
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

/** A text for places that take one string: names stand where characters would not show themselves. */
export function inertText(text: string): string {
  return inertPieces(text)
    .map((piece) => piece.text)
    .join('');
}

/** The abbreviations of the controls from U+0000 on (ECMA-48, annex A; fonts seldom have their pictures). */
const CONTROLS =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

/** The abbreviation where there is one, else the code point. */
function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const name = code === 0x7f ? 'DEL' : CONTROLS[code];
  return `⟨${name ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`}⟩`;
}

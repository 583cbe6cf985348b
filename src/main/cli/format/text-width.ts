/** Characters without a width of their own: combining marks, and vowels and finals of decomposed Hangul (UAX #11). */
const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]$/u;

/** Characters that take two columns: Hangul, Han, Kana, full-width forms and emoji (UAX #11, "W" and "F"). */
const WIDE =
  /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\u3200-\u33ff\uff01-\uff60\uffe0-\uffe6]$/u;

/** Halfwidth Katakana and Hangul (Unicode block "Halfwidth and Fullwidth Forms"). */
const HALF_WIDTH = /^[\uff61-\uffdc]$/u;

/** Printable ASCII, one column each. */
const ASCII = /^[\x20-\x7e]*$/;

/** Number of terminal columns that a line of inert text takes. */
export function textWidth(text: string): number {
  return ASCII.test(text) ? text.length : Array.from(text).reduce((sum, character) => sum + widthOf(character), 0);
}

/** Shortens text to at most this many columns; what is missing shows as `…`. */
export function fitWidth(text: string, columns: number): string {
  return textWidth(text) <= columns ? text : `${startOf(text, columns - 1).trimEnd()}…`;
}

/** Pads text with spaces to this many columns, by default on the right. */
export function padWidth(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, columns - textWidth(text)));
  return align === 'left' ? `${text}${space}` : `${space}${text}`;
}

/** Wraps text into lines of at most this many columns, at spaces where possible; at most `most` lines. */
export function wrapWidth(text: string, columns: number, most: number): readonly string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (textWidth(rest) > columns && lines.length < most - 1) {
    const start = startOf(rest, columns + 1);
    const space = start.lastIndexOf(' ');
    const line = space > 0 ? start.slice(0, space) : startOf(rest, columns);
    lines.push(line.trimEnd());
    rest = rest.slice(line.length).trimStart();
  }
  return [...lines, fitWidth(rest, columns)];
}

/** Longest start of text that fits into these columns. */
function startOf(text: string, columns: number): string {
  let start = '';
  let width = 0;
  for (const character of text) {
    width += widthOf(character);
    if (width > columns) {
      break;
    }
    start += character;
  }
  return start;
}

function widthOf(character: string): number {
  if (ZERO_WIDTH.test(character)) {
    return 0;
  }
  return WIDE.test(character) && !HALF_WIDTH.test(character) ? 2 : 1;
}

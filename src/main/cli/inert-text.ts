/** Controls, characters without a shape (some reorder text: UAX #9) and separators of lines: what a terminal could obey. */
const ACTIVE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** Nearly all text is this, and a test of one range is quick. */
const PLAIN = /^[\x20-\x7e]*$/;

/** Text as one line that a terminal only shows: line feeds become ⏎, whatever else it could obey a space. */
export function inertLine(text: string): string {
  return PLAIN.test(text) ? text : text.replace(/\n/g, ' ⏎ ').replace(ACTIVE, ' ');
}

/** A value as one line of JSON that a terminal only shows: what it could obey is written as `\u` and four digits, which parses to the same value. */
export function inertJson(value: object): string {
  const json = JSON.stringify(value);
  return PLAIN.test(json) ? json : json.replace(ACTIVE, escaped);
}

/** The UTF-16 units of a character as JSON escapes them (RFC 8259, section 7). */
function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

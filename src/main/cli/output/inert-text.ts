/** Control characters, format characters (some reorder text: UAX #9) and line separators. */
const ACTIVE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** Printable ASCII, which most text is and which is fast to test. */
const PLAIN = /^[\x20-\x7e]*$/;

/** Makes text one line that cannot control a terminal: line feeds become ⏎, other active characters become spaces. */
export function inertLine(text: string): string {
  return PLAIN.test(text) ? text : text.replace(/\n/g, ' ⏎ ').replace(ACTIVE, ' ');
}

/**
 * Formats a value as one line of JSON that cannot control a terminal; active characters are escaped, so it parses to
 * the same value.
 */
export function inertJson(value: object): string {
  const json = JSON.stringify(value);
  return PLAIN.test(json) ? json : json.replace(ACTIVE, escaped);
}

/** JSON escapes of a character's UTF-16 units (RFC 8259, section 7). */
function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

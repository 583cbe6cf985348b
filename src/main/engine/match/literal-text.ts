/** How a pattern compares letters: flags `i` and `u` of its regular expression. */
export interface Casing {
  readonly ignoreCase: boolean;
  readonly unicode: boolean;
}

/**
 * What the bytes of a line need not have though its text does: U+FFFD stands for bytes that cannot be read, the
 * ellipsis marks a cut line (block-lines.ts), and a newline ends it.
 */
const NOT_IN_BYTES = new Set(['\ufffd', '…', '\n']);

/** Letters of these scripts have one case. */
const ONE_CASE = /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/** With flags `iu` they equal U+212A and U+017F (Unicode CaseFolding.txt, status C); nothing else beyond ASCII folds into it. */
const FOLDED_FROM_AFAR = /^[ks]$/;

/** A character of a pattern as it is looked for (ASCII letters small when case is ignored); null when bytes cannot tell it. */
export function literalOf(character: string, casing: Casing): string | null {
  if (NOT_IN_BYTES.has(character)) {
    return null;
  }
  if (!casing.ignoreCase) {
    return character;
  }
  if (character.charCodeAt(0) > 0x7f) {
    return ONE_CASE.test(character) ? character : null;
  }
  const small = character.toLowerCase();
  return casing.unicode && FOLDED_FROM_AFAR.test(small) ? null : small;
}

const ELLIPSIS = '…';

/** Cuts a text to `max` characters (UTF-16 units, as the chat services count) without splitting one; marks the cut. */
export function fitCharacters(text: string, max: number): string {
  return fitBy(text, max, (character) => character.length);
}

/** Cuts a text to `max` bytes of UTF-8 without splitting a character; marks the cut. */
export function fitBytes(text: string, max: number): string {
  return fitBy(text, max, (character) => Buffer.byteLength(character));
}

/**
 * Cuts a text whose characters grow when they are escaped to `max` UTF-16 units of the result; `escape` gets pieces in
 * turn and never sees a part of one.
 */
export function fitEscaped(pieces: Iterable<string>, max: number, escape: (piece: string) => string): string {
  let fitted = '';
  let beforeEllipsis = '';
  for (const piece of pieces) {
    const escaped = escape(piece);
    if (fitted.length + escaped.length > max) {
      return beforeEllipsis + ELLIPSIS;
    }
    fitted += escaped;
    if (fitted.length <= max - ELLIPSIS.length) {
      beforeEllipsis = fitted;
    }
  }
  return fitted;
}

function fitBy(text: string, max: number, sizeOf: (character: string) => number): string {
  const limit = max - sizeOf(ELLIPSIS);
  let size = 0;
  let kept = 0;
  let keptWithEllipsis = 0;
  for (const character of text) {
    size += sizeOf(character);
    if (size > max) {
      return text.slice(0, keptWithEllipsis) + ELLIPSIS;
    }
    kept += character.length;
    if (size <= limit) {
      keptWithEllipsis = kept;
    }
  }
  return text;
}

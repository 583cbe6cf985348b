import iconv from 'iconv-lite';

/** Bytes of a text in CP949; a character it lacks counts 1. */
export function koreanBytes(text: string): number {
  return iconv.encode(text, 'cp949').length;
}

/** True when CP949 lacks a character of the text: SENS takes such a text, and the handset never gets it. */
export function hasUnsendable(text: string): boolean {
  return iconv.decode(iconv.encode(text, 'cp949'), 'cp949') !== text;
}

/** What arrives of a text on the handset: all that is over `maximum` bytes is cut off without a word (SENS "messages" page). */
export function cutOff(text: string, maximum: number): string {
  if (koreanBytes(text) <= maximum) {
    return text;
  }
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += koreanBytes(character);
    if (bytes > maximum) {
      break;
    }
    kept += character;
  }
  return kept;
}

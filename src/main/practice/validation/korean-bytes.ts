import iconv from 'iconv-lite';

/** Counts the bytes of a text in CP949; an unsupported character counts 1. */
export function koreanBytes(text: string): number {
  return iconv.encode(text, 'cp949').length;
}

/** True if CP949 lacks a character of the text, which SENS then accepts but does not deliver. */
export function hasUnsendable(text: string): boolean {
  return iconv.decode(iconv.encode(text, 'cp949'), 'cp949') !== text;
}

/** Truncates a text to `maximum` bytes without notice, as SENS does (SENS "messages" page). */
export function truncateToBytes(text: string, maximum: number): string {
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

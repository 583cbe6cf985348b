const KOREA_OFFSET_MS = 9 * 3_600_000;

/** `YYYY-MM-DD HH:mm:ss` in Korean time, as lists and results have it. */
export function listTime(at: number): string {
  return new Date(at + KOREA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** `YYYY-MM-DDTHH:mm:ss.SSS` in Korean time without a zone, as the reply to a send has it. */
export function replyTime(at: number): string {
  return new Date(at + KOREA_OFFSET_MS).toISOString().slice(0, 23);
}

/** ms since 1970 of a `YYYY-MM-DD HH:mm:ss` in Korean time; null for anything else. */
export function parseListTime(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) {
    return null;
  }
  const at = Date.parse(`${text.replace(' ', 'T')}+09:00`);
  return Number.isNaN(at) ? null : at;
}

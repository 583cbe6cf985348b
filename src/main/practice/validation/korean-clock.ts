const KOREA_OFFSET_MS = 9 * 3_600_000;

/** Formats ms since 1970 as `YYYY-MM-DD HH:mm:ss` in Korean time, as in lists and results. */
export function listTime(at: number): string {
  return new Date(at + KOREA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Formats ms since 1970 as `YYYY-MM-DDTHH:mm:ss.SSS` in Korean time, as in the reply to a send. */
export function replyTime(at: number): string {
  return new Date(at + KOREA_OFFSET_MS).toISOString().slice(0, 23);
}

/** Parses `YYYY-MM-DD HH:mm:ss` in Korean time to ms since 1970; null for anything else. */
export function parseListTime(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) {
    return null;
  }
  const at = Date.parse(`${text.replace(' ', 'T')}+09:00`);
  return Number.isNaN(at) ? null : at;
}

const KOREA_OFFSET_MS = 9 * 3_600_000;

/** `YYYY-MM-DD HH:mm:ss` in Korean time, as the SENS list page wants `requestStartTime` and `requestEndTime`. Seconds are rounded down. */
export function koreanTime(at: number): string {
  return new Date(at + KOREA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** How far this computer's clock (`receivedAt`, ms since 1970) is from a `Date` header, in ms; null without a readable header. */
export function clockSkewMs(dateHeader: string | undefined, receivedAt: number): number | null {
  const theirs = Date.parse(dateHeader ?? '');
  return Number.isNaN(theirs) ? null : receivedAt - theirs;
}

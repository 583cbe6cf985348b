import type { Translate } from '../../../shared/i18n/translator';
import { messageTime } from '../../../shared/sms/template';
import type { LateSummary } from '../ledger/tables/types';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The message that stands for late texts: how many, since when, how late, and what the first of them said. */
export function digestMessage({ count, oldestAt, contents }: LateSummary, now: number, words: Translate): string {
  const lateMs = Math.max(0, now - oldestAt);
  const head = words('digest.head', {
    count,
    time: messageTime(oldestAt),
    hours: Math.floor(lateMs / HOUR_MS),
    minutes: Math.floor((lateMs % HOUR_MS) / MINUTE_MS),
  });
  const lines = contents.map((content) => `- ${content}`);
  const more = count > contents.length ? [words('digest.more', { count: count - contents.length })] : [];
  return [head, ...lines, ...more].join('\n');
}

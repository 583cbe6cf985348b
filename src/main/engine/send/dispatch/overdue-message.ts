import { ageWords } from '../../../../shared/i18n/duration-words';
import type { Translate } from '../../../../shared/i18n/translator';
import { messageMinute } from '../../../../shared/sms/template';
import type { OverdueSummary } from '../../ledger/tables/outbox/types';

/** Message of a digest of overdue texts: their count, the time and delay of the first, and the first contents. */
export function overdueMessage({ count, oldestAt, contents }: OverdueSummary, now: number, words: Translate): string {
  const age = ageWords(now - oldestAt, words);
  const head = words('digest.head', { count, time: messageMinute(oldestAt), age });
  const lines = contents.map((content) => `- ${content}`);
  const more = count > contents.length ? [words('digest.more', { count: count - contents.length })] : [];
  return [head, ...lines, ...more].join('\n');
}

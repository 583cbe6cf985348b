import { accessMark } from './access-mark';
import type { SendContext } from './send-context';

/**
 * Lets refused texts be tried again: those that were refused with other settings than are at work now, or, given `mark`,
 * those that were refused with the access it stands for, as that has just proved good.
 */
export function releaseRefused({ parts }: SendContext, mark: string | null = null): void {
  const refused = parts.outbox.refused();
  const access = refused.length > 0 ? parts.access() : null;
  if (access === null) {
    return;
  }
  const kept = accessMark(access);
  const free = refused.filter(({ recipientId, refusedMark }) =>
    mark === null
      ? refusedMark !== kept &&
        refusedMark !== accessMark(access, `${parts.countryCodeOf(recipientId)} ${parts.numberOf(recipientId) ?? ''}`)
      : refusedMark === mark,
  );
  parts.outbox.release(free.map(({ id }) => id));
}

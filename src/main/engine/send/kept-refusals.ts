import type { OutboxText } from '../ledger/tables/types';
import { accessMark } from './access-mark';
import { refusalOf } from './reasons';
import { releaseRefused } from './release-refused';
import type { SendContext } from './send-context';

/**
 * Says again at a start what SENS refused in an earlier run, as the texts are kept until that is mended; those that were
 * refused with other settings than are at work now may go out instead.
 */
export function tellKeptRefusals(context: SendContext): void {
  const { parts, problems } = context;
  const access = parts.access();
  if (access === null) {
    return;
  }
  releaseRefused(context);
  const ofAll = accessMark(access);
  for (const { id, refusedMark } of parts.outbox.refused()) {
    const text = parts.outbox.find(id);
    const failure = text && refusalOf(text);
    if (text === null || failure === null) {
      continue;
    }
    if (refusedMark === ofAll) {
      problems.failed('send', failure);
    } else {
      problems.textLost('text-refused', text, detailOf(text));
    }
  }
}

function detailOf({ reason }: OutboxText): string {
  return String(reason?.params['detail'] ?? '');
}

import type { Recipient } from '../../../shared/settings/schema';
import type { EngineEvent } from '../common/events';
import type { AlertRecords, WrittenAlert } from '../ledger/tables/alerts';
import type { NewAlert } from '../ledger/tables/types';
import { addressees } from './addressees';
import type { ComposedText } from './compose';

/** An alert with the text that tells of it. */
export interface AlertToWrite extends Omit<NewAlert, 'content' | 'type' | 'subject' | 'recipients'> {
  readonly text: ComposedText;
  /** What the notification shows. */
  readonly line: string;
  readonly recipients: readonly Recipient[];
  /** The number of the incident it belongs to. */
  readonly incident?: number;
  /** Matches that the text tells of. */
  readonly count: number;
}

/** Writes an alert and owes its texts; gives their ids and what is to be told once that is committed. */
export function writeAlert(
  records: Pick<AlertRecords, 'addAlert'>,
  { text, line, recipients, incident, count, ...alert }: AlertToWrite,
): WrittenAlert & { readonly event: EngineEvent } {
  const { content, type, subject } = text;
  const written = records.addAlert({
    ...alert,
    content,
    type,
    subject,
    recipients: addressees(recipients, text),
  });
  const { at, ruleId, rule, held, practice } = alert;
  const event = {
    event: 'alert',
    id: written.id,
    at,
    rule: ruleId,
    title: rule,
    line,
    content,
    held,
    ...(incident === undefined ? {} : { incident }),
    count,
    practice,
  } as const;
  return { ...written, event };
}

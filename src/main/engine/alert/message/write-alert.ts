import type { Outlet } from '../../../../shared/settings/alertmanager/members';
import type { Recipient } from '../../../../shared/settings/schema';
import { KOREA, maskNumber } from '../../../../shared/sms/phone-number';
import { cutToBytes, SMS_BYTES } from '../../../../shared/sms/fit-text';
import type { EngineEvent } from '../../common/events';
import type { Alerts, WrittenAlert } from '../../ledger/tables/alerts';
import type { AlertRecipient, ChannelFacts, NewAlert } from '../../ledger/tables/types';
import { channelCopies } from './channel-copies';
import type { ComposedText } from './compose';

/** Facts of an alert that its other fields do not say. */
type AlertFacts = Pick<ChannelFacts, 'kind' | 'log' | 'line' | 'host' | 'severity' | 'fallback' | 'alert'>;

/** An alert with its text. */
export interface AlertToWrite extends Omit<NewAlert, 'content' | 'type' | 'subject' | 'recipients' | 'copies'> {
  readonly text: ComposedText;
  /** The line shown in the notification. */
  readonly line: string;
  readonly recipients: readonly Recipient[];
  readonly channels: readonly Outlet[];
  readonly facts: AlertFacts;
  /** The number of its incident. */
  readonly incident?: number;
  /** Number of matches reported. */
  readonly count: number;
}

/** Writes an alert and queues its texts and its messages through channels; returns their ids, and the event to emit once that is committed. */
export function writeAlert(
  records: Pick<Alerts, 'addAlert'>,
  { text, line, recipients, channels, facts, incident, count, ...alert }: AlertToWrite,
): WrittenAlert & { readonly event: EngineEvent } {
  const { content, type, subject } = text;
  const { at, ruleId, rule, held, practice } = alert;
  const about = { rule, ruleId, count, incident: incident ?? null, at, ...facts };
  const copies = channelCopies(channels, { subject: rule === '' ? 'Logbell' : rule, content: text.full, facts: about });
  const written = records.addAlert({
    ...alert,
    content,
    type,
    subject,
    recipients: addressees(recipients, text),
    ...(copies.length === 0 ? {} : { copies }),
  });
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

/**
 * Turns recipients into rows of the outbox. SENS sends only SMS abroad, so a longer text is cut for recipients there.
 */
export function addressees(
  recipients: readonly Recipient[],
  text: Pick<ComposedText, 'type' | 'content'>,
): AlertRecipient[] {
  return recipients.map(({ id, name, number, countryCode }) => {
    const to = maskNumber(number, countryCode);
    return countryCode === KOREA || text.type === 'SMS'
      ? { id, name, to }
      : { id, name, to, ownText: { type: 'SMS', subject: '', content: cutToBytes(text.content, SMS_BYTES) } };
  });
}

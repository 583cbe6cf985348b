import type { MatchEntry } from '../../../../shared/contract/history';
import type { ProblemCode } from '../../../../shared/contract/status';
import type { FallbackReason } from '../../../../shared/settings/channels/channel-kinds';
import type { Prices } from '../../../../shared/settings/schema';
import type { TextType } from '../../../../shared/sms/fit-text';
import type { LinePlace } from './file-positions';

/** Subject of a message through a channel. */
type ChannelFactsKind = 'alert' | 'recovery' | 'test' | 'problem';

/** Name and start of an incident's alert at Alertmanager. */
export interface ClusterAlert {
  /** Labels, which identify it as long as it is open. */
  readonly labels: Readonly<Record<string, string>>;
  /** ms since 1970. */
  readonly startsAt: number;
}

/** A silence at Alertmanager, or its end. */
export interface SilenceRequest {
  /** Text in the comment by which the silence is found again. */
  readonly mark: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdBy: string;
  readonly comment: string;
  /** End of the silence, ms since 1970. */
  readonly endsAt: number;
  /** True if the silence is to end now. */
  readonly isOver: boolean;
}

/** Facts about a message that channels add to its content: fields of a webhook's body, a mail's thread, a chat's title. */
export interface ChannelFacts {
  readonly kind: ChannelFactsKind;
  /** Name and id of the rule; empty if there is none. */
  readonly rule: string;
  readonly ruleId: string;
  /** Path of the log, or name of the journal entry in the settings; empty if there is none. */
  readonly log: string;
  /** The line that caused it; empty if none did. */
  readonly line: string;
  /** Name of this machine. */
  readonly host: string;
  /** Number of matches it reports. */
  readonly count: number;
  /** Number of the incident; null for none. */
  readonly incident: number | null;
  /** Time of what it reports, ms since 1970. */
  readonly at: number;
  /** Severity of the line, where its source has one. */
  readonly severity?: string;
  /** Reason for which it replaces a text; missing for a message of its own. */
  readonly fallback?: FallbackReason;
  /** Alert that a member of an Alertmanager cluster gets; missing for other channels. */
  readonly alert?: ClusterAlert;
  /** Silence that a cluster is asked for, or asked to end; missing for other channels. */
  readonly silence?: SilenceRequest;
}

/** A match to write. */
export interface NewMatch extends Omit<MatchEntry, 'kind' | 'id' | 'content' | 'texts' | 'offset'> {
  /** Place of its line; missing for a match found in no file. */
  readonly place?: LinePlace;
}

/** Recipient of an alert, with a text of its own if it differs from the alert's. */
export interface AlertRecipient {
  readonly id: string;
  readonly name: string;
  /** The number, masked. */
  readonly to: string;
  readonly ownText?: Pick<NewAlert, 'type' | 'subject' | 'content'>;
}

/** A message of an alert through a channel: in full, as only SENS limits its length. */
export interface ChannelCopy {
  /** Id of the channel. */
  readonly channel: string;
  /** Title of the channel, as the history shows it. */
  readonly title: string;
  readonly subject: string;
  readonly content: string;
  readonly facts: ChannelFacts;
}

/** An alert to write with its texts. */
export interface NewAlert {
  readonly at: number;
  /**
   * `rule`: one match; `collected`: several deferred matches; `digest`: overdue texts; `escalation`; `test`; `problem`:
   * Logbell's own problems; `silence`: one at Alertmanager, or its end.
   */
  readonly kind: 'rule' | 'collected' | 'digest' | 'escalation' | 'test' | 'problem' | 'silence';
  readonly ruleId: string;
  readonly rule: string;
  readonly content: string;
  readonly type: TextType;
  readonly subject: string;
  /** Current price of each type of text, won. */
  readonly prices: Prices;
  /** Number of matches held before it, which its content reports. */
  readonly held: number;
  readonly practice: boolean;
  readonly recipients: readonly AlertRecipient[];
  /** Its messages through channels; none if missing. */
  readonly copies?: readonly ChannelCopy[];
  /** Hash of an MMS's picture. */
  readonly image?: string;
  /** Id of the incident that it escalates or silences. */
  readonly escalates?: number;
  /** Scheduled time of its texts, ms since 1970; at once if missing. */
  readonly reserveAt?: number;
}

/** A problem to write. */
export interface NewProblem {
  readonly at: number;
  readonly code: ProblemCode;
  readonly subject: string;
  readonly params: Readonly<Record<string, string | number>>;
}

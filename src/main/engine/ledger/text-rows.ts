import type { Reason, TextState, TextView } from '../../../shared/contract/history';
import type { TextType } from '../../../shared/sms/text';
import type { OutboxText } from './ledger-types';

/** A row of the table `texts`. */
export interface TextRow {
  id: number;
  alert_id: number;
  recipient_id: string;
  recipient: string;
  masked_to: string;
  type: TextType;
  subject: string;
  content: string;
  image: string | null;
  state: TextState;
  reason_json: string | null;
  practice: number;
  attempts: number;
  request_id: string | null;
  created_at: number;
  changed_at: number;
  cost_won: number;
  resent_at: number | null;
  digest_id: number | null;
  reserve_at: number | null;
}

/** A row as the send stage works on it. */
export function toOutboxText(row: TextRow): OutboxText {
  return {
    id: row.id,
    alertId: row.alert_id,
    recipientId: row.recipient_id,
    to: row.masked_to,
    type: row.type,
    subject: row.subject,
    content: row.content,
    image: row.image,
    state: row.state,
    reason: reasonOf(row),
    practice: row.practice === 1,
    attempts: row.attempts,
    requestId: row.request_id,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    owedSince: row.resent_at ?? row.reserve_at ?? row.created_at,
    isDigest: row.digest_id === row.id,
    costWon: row.cost_won,
    reserveAt: row.reserve_at,
  };
}

/** A row as history shows it. */
export function toTextView(row: TextRow): TextView {
  return {
    id: row.id,
    recipient: row.recipient,
    to: row.masked_to,
    type: row.type,
    state: row.state,
    reason: reasonOf(row),
    at: row.changed_at,
    practice: row.practice === 1,
    costWon: row.cost_won,
  };
}

function reasonOf(row: TextRow): Reason | null {
  return row.reason_json === null ? null : (JSON.parse(row.reason_json) as Reason);
}

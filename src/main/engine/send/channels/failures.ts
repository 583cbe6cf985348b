import type { Exchange } from '../sens/http';
import { retryAfterMs } from '../sens/errors';
import { jsonObject, sanitizeErrorText, textOf } from '../sens/responses';
import type { ChannelFailure } from './types';

export type Answer = Extract<Exchange, { readonly kind: 'answer' }>;

/** Meaning of a service's answers. */
export interface AnswerRules {
  /** True if the service recognizes a repeated request by its key, so that a lost answer may be retried. */
  readonly repeatable: boolean;
  /** Error of the service in this answer, for people; empty if it has none. */
  readonly detail: (answer: Answer) => string;
  /** Meaning of an answer that the service documents apart from its status; null for none. */
  readonly documented?: (answer: Answer) => ChannelFailure | null;
  /** Delay that the body asks for, ms; null for none. */
  readonly delay?: (answer: Answer) => number | null;
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH/;

/** Statuses with which a server says that it did not take the request, and may later (RFC 9110, RFC 8470). */
const LATER = new Set([408, 425, 503]);

/** Statuses that concern the content of this one message. */
const ABOUT_CONTENT = new Set([400, 411, 413, 414, 415, 422, 431]);

/** Classifies an exchange that did not bring the expected answer. */
export function exchangeFailure(exchange: Exchange, rules: AnswerRules): ChannelFailure {
  const failure = exchange.kind === 'broken' ? connectionFailure(exchange) : answerFailure(exchange, rules);
  return failure.outcome === 'unknown' && rules.repeatable ? { ...failure, outcome: 'retry' } : failure;
}

/** Classifies a connection that broke or never stood, by Node's error code. */
export function connectionFailure({ code, mayBeWritten }: { code: string; mayBeWritten: boolean }): ChannelFailure {
  const outcome = mayBeWritten ? 'unknown' : 'retry';
  if (CERTIFICATE.test(code)) {
    return failureOf('channel-certificate', { reason: code }, outcome);
  }
  if (code.startsWith('HPE_')) {
    return failureOf('channel-odd-answer', { status: '?' }, outcome);
  }
  if (code.startsWith('ERR_INVALID') || code === 'ERR_UNESCAPED_CHARACTERS') {
    return failureOf('channel-incomplete', { context: 'invalid' }, 'refused');
  }
  return failureOf('channel-unreachable', { reason: code }, outcome);
}

/** A failure without a delay. */
export function failureOf(
  code: ChannelFailure['code'],
  params: ChannelFailure['params'],
  outcome: ChannelFailure['outcome'],
): ChannelFailure {
  return { code, params, outcome, retryAfterMs: null };
}

function answerFailure(answer: Answer, rules: AnswerRules): ChannelFailure {
  const documented = rules.documented?.(answer) ?? null;
  const failure = documented ?? byStatus(answer, rules);
  const askedMs = retryAfterMs(answer.retryAfter, answer.receivedAt) ?? rules.delay?.(answer) ?? null;
  return failure.outcome === 'retry' ? { ...failure, retryAfterMs: askedMs } : failure;
}

function byStatus(answer: Answer, rules: AnswerRules): ChannelFailure {
  const { status } = answer;
  if (status === 429) {
    return failureOf('channel-too-fast', {}, 'retry');
  }
  if (LATER.has(status)) {
    return failureOf('channel-server', { status }, 'retry');
  }
  if (status >= 500) {
    return failureOf('channel-server', { status }, 'unknown');
  }
  if (status < 300) {
    return answer.fault?.kind === 'broken-off'
      ? failureOf('channel-unreachable', { reason: answer.fault.code }, 'unknown')
      : failureOf('channel-odd-answer', { status }, 'unknown');
  }
  if (status < 400) {
    return failureOf('channel-redirected', { status }, 'refused');
  }
  if (status === 407) {
    return failureOf('channel-odd-answer', { status }, 'retry');
  }
  return failureOf(
    ABOUT_CONTENT.has(status) ? 'channel-bad-request' : 'channel-refused',
    { detail: detailOf(answer, rules) },
    'refused',
  );
}

/** Status and the service's own words, for people. */
export function detailOf(answer: Answer, rules: Pick<AnswerRules, 'detail'>): string {
  const words = sanitizeErrorText(rules.detail(answer).replace(/\bhttps?:\/\/\S+/gi, '***'));
  return words === '' ? `HTTP ${answer.status}` : `HTTP ${answer.status}: ${words}`;
}

/** The first of these fields in a JSON body that has words. */
export function jsonDetail(answer: Answer, ...fields: readonly string[]): string {
  const body = jsonObject(answer.text);
  return fields.map((field) => textOf(body?.[field])).find((words) => words !== '') ?? '';
}

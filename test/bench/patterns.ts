import type { PatternInput } from './logbell';

/** A pattern, and the text of a log line that matches it and no other. */
export interface SamplePattern {
  readonly pattern: PatternInput;
  readonly sample: string;
}

/** Services whose lines fill the log, so that their names alone match nothing. */
export const SERVICES = [
  'order-api',
  'payment-api',
  'cart-service',
  'user-service',
  'stock-sync',
  'coupon-worker',
  'delivery-tracker',
  'search-indexer',
  'review-api',
  'notice-sender',
  'settlement-batch',
  'point-ledger',
  'gateway',
  'auth-server',
  'image-resizer',
  'price-feed',
  'recommendation',
  'partner-bridge',
  'fraud-check',
  'invoice-maker',
  'session-store',
  'catalog-api',
  'event-relay',
  'mail-sender',
  'report-builder',
  'refund-worker',
  'tax-reporter',
  'label-printer',
  'route-planner',
  'audit-writer',
] as const;

const FIRST_TEN: readonly SamplePattern[] = [
  text('java.lang.OutOfMemoryError'),
  regex('(FATAL|CRITICAL) .*payment.*errno=[0-9]+', 'CRITICAL card payment aborted errno=104'),
  text('panic: runtime error'),
  regex(
    'upstream timed out \\(110: .*while connecting',
    'upstream timed out (110: Connection timed out) while connecting',
  ),
  text('결제 승인 실패'),
  regex('"level":"(error|fatal)","code":5[0-9][0-9]', '{"level":"fatal","code":503}'),
  text('Out of memory: Killed process'),
  regex('Failed password for root from [0-9.]+ port', 'Failed password for root from 10.0.7.31 port 50122'),
  text('No space left on device'),
  regex('HTTP/1\\.1" 50[234] [0-9]+ .*"checkout/', 'POST /pay HTTP/1.1" 502 157 "-" "checkout/4.1"'),
];

const KNOWN_FAULTS: readonly SamplePattern[] = [
  regex('ORA-0(0600|4031|1555): ', 'ORA-04031: unable to allocate shared memory'),
  text('E11000 duplicate key error'),
  text('SQLSTATE[40001]'),
  regex('too many connections for role "[a-z]+"', 'too many connections for role "shop"'),
  text('deadlock detected'),
  text('could not serialize access due to'),
  text('Disk quota exceeded'),
  regex('I/O error, dev (sd|nvme|vd)[a-z0-9]+', 'I/O error, dev nvme0n1'),
  text('EXT4-fs error'),
  text('Kernel panic - not syncing'),
  regex('segfault at [0-9a-f]+ ip', 'segfault at 7f10 ip 00007f31'),
  regex('soft lockup - CPU#[0-9]+ stuck', 'soft lockup - CPU#3 stuck for 23s'),
  text('Machine check events logged'),
  text('CrashLoopBackOff'),
  text('ImagePullBackOff'),
  text('certificate has expired'),
  text('signed by unknown authority'),
  regex('SSLHandshakeException: .*(closed|reset)', 'SSLHandshakeException: Remote host closed connection'),
  regex('ECONNREFUSED 10\\.[0-9]+\\.', 'connect ECONNREFUSED 10.20.0.4:6379'),
  text('NOAUTH Authentication required'),
  text('MISCONF Redis is configured'),
  text('LEADER_NOT_AVAILABLE'),
  text('OffsetOutOfRangeException'),
  text('java.lang.StackOverflowError'),
  text('GC overhead limit exceeded'),
  regex('[Tt]oo many open files', 'accept4: too many open files'),
  text('Cannot allocate memory'),
  text('디스크 용량 부족'),
  regex('정산 (배치|마감) .*오류', '정산 배치 일자 오류'),
  regex('watchdog: BUG: .*rcu', 'watchdog: BUG: stalled rcu'),
];

/**
 * Patterns; the first 1, 10 or 100 are the sets. Text and regular expressions mixed, equal in POSIX ERE, Rust and
 * ECMAScript.
 */
export const SAMPLE_PATTERNS: readonly SamplePattern[] = [
  ...FIRST_TEN,
  ...KNOWN_FAULTS,
  ...SERVICES.map((service) => text(`${service}: circuit breaker opened`)),
  ...SERVICES.map((service) =>
    regex(`${service}-[0-9]+ .*lost quorum`, `${service}-3 left the cluster and lost quorum`),
  ),
];

/** Converts a pattern for grep -E. A closing bracket stays bare, as GNU grep warns of needless backslashes. */
export function extendedRegex(pattern: PatternInput): string {
  return 'regex' in pattern ? pattern.regex : pattern.text.replace(/[\\.[(){*+?|^$]/g, '\\$&');
}

function text(words: string): SamplePattern {
  return { pattern: { text: words }, sample: words };
}

function regex(source: string, sample: string): SamplePattern {
  return { pattern: { regex: source }, sample };
}

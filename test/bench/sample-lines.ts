import { SERVICES } from './patterns';
import { pick, type Random } from './random';

const PATHS = ['/api/orders', '/api/carts/items', '/static/app.js', '/login', '/api/payments', '/healthz', '/products'];
const AGENTS = ['Mozilla/5.0 (X11; Linux x86_64)', 'okhttp/4.12.0', 'curl/7.88.1', 'checkout-probe/1.0'];
const HOSTS = ['web-01', 'web-02', 'db-01', 'batch-01'];
const CLASSES = ['OrderService', 'PaymentClient', 'CartController', 'StockRepository', 'SessionFilter'];

/** Lines that almost match a pattern. */
const NEAR_MISSES = [
  'payment errno=0 reported by the acquirer, nothing to do',
  'java.lang.OutOfMemory handler registered',
  'upstream timed out after 5000 ms, retrying (1 of 3)',
  'circuit breaker closed again',
  'quorum of 3 reached',
  'deadlock check passed',
  'certificate valid for 61 days',
  'Out of memory score adjusted',
  '결제 승인 완료, 실패 없음',
  '디스크 용량 확인',
  'open files: 812 of 20000',
];

const APP_MESSAGES = [
  (random: Random) => `order ${random(9_000_000)} accepted in ${random(900)} ms`,
  (random: Random) => `payment ${random(9_000_000)} approved, amount=${random(500_000)} KRW`,
  (random: Random) => `주문 ${random(9_000_000)} 접수 완료, 소요 ${random(900)}ms`,
  (random: Random) => `사용자 ${random(90_000)} 로그인 성공`,
  (random: Random) => `query took ${random(300)} ms, rows=${random(5_000)}`,
  (random: Random) => `cache hit ratio 0.${random(1_000)} over ${random(100_000)} keys`,
];

const SYSLOG_MESSAGES = [
  (random: Random) =>
    `sshd[${random(60_000)}]: Failed password for invalid user admin from 203.0.113.${random(256)} port ${random(60_000)} ssh2`,
  (random: Random) => `systemd[1]: Started session-${random(90_000)}.scope - Session ${random(90_000)} of User deploy.`,
  (random: Random) => `CRON[${random(60_000)}]: (root) CMD (/usr/local/bin/collect --quiet)`,
  (random: Random) => `kernel: [${random(900_000)}.${random(999_999)}] eth0: link up, 10000 Mbps, full duplex`,
];

/**
 * A line of a busy machine: nginx 33 %, applications 40 %, syslog 21 %, JSON 5 %, stack traces 1 %, without its
 * newline.
 */
export function sampleLine(random: Random): string {
  const kind = random(100);
  if (kind < 33) {
    return nginxLine(random);
  }
  if (kind < 73) {
    return appLine(random);
  }
  if (kind < 94) {
    return `Nov 22 ${clock(random)} ${pick(random, HOSTS)} ${oneOf(random, SYSLOG_MESSAGES)}`;
  }
  return kind < 99
    ? jsonLine(random)
    : `\tat kr.shop.${pick(random, CLASSES)}.handle(${pick(random, CLASSES)}.java:${random(900)})`;
}

/** A line of an application with this text. */
export function errorLine(random: Random, words: string): string {
  const service = pick(random, SERVICES);
  return `2026-11-22 ${clock(random)}.${millis(random)} ERROR 1 --- [${service}] [nio-8080-exec-${random(200)}] kr.shop.${pick(random, CLASSES)} : ${words}`;
}

function nginxLine(random: Random): string {
  const status = random(50) === 0 ? 500 : 200;
  const from = `10.${random(256)}.${random(256)}.${random(256)}`;
  const request = `"GET ${pick(random, PATHS)}?id=${random(9_000_000)} HTTP/1.1" ${status} ${random(50_000)}`;
  return `${from} - - [22/Nov/2026:${clock(random)} +0900] ${request} "-" "${pick(random, AGENTS)}"`;
}

function appLine(random: Random): string {
  if (random(40) === 0) {
    return errorLine(random, pick(random, NEAR_MISSES));
  }
  const service = pick(random, SERVICES);
  const at = `2026-11-22 ${clock(random)}.${millis(random)}`;
  return `${at}  INFO 1 --- [${service}] kr.shop.${pick(random, CLASSES)} : ${oneOf(random, APP_MESSAGES)}`;
}

function jsonLine(random: Random): string {
  return JSON.stringify({
    ts: `2026-11-22T${clock(random)}.${millis(random)}Z`,
    level: random(20) === 0 ? 'error' : 'info',
    service: pick(random, SERVICES),
    code: 200 + random(250),
    msg: oneOf(random, APP_MESSAGES),
  });
}

function oneOf(random: Random, messages: readonly ((random: Random) => string)[]): string {
  return messages[random(messages.length)]?.(random) ?? '';
}

function clock(random: Random): string {
  return [24, 60, 60].map((below) => String(random(below)).padStart(2, '0')).join(':');
}

function millis(random: Random): string {
  return String(random(1_000)).padStart(3, '0');
}

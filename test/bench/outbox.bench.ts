import { expect, it, onTestFinished } from 'vitest';
import { deliverySchema } from '../../src/shared/settings/schema';
import type { Fault } from '../../src/main/practice/faults/faults';
import { createSenderBench, requestsTaken } from '../support/sens/sender-bench';
import { threadBusyMs } from '../support/time/thread-time';
import { judge, type Verdict } from './bars';
import { seededRandom } from './random';
import { report } from './report';
import { scaled } from './run-size';

const RECIPIENTS = 100;
const ALERTS = scaled(1_000);
/** Recipients of each alert, so that a request has ten. */
const EACH = 10;
const TEXTS = ALERTS * EACH;

/** Share of requests with a fault: one in twenty. */
const ONE_IN = 20;
const FAULTS: readonly Fault[] = [
  { kind: 'reset', takes: true },
  { kind: 'reset', takes: false },
  { kind: 'server-error', takes: true },
  { kind: 'gateway-timeout' },
  { kind: 'too-fast', retryAfterSeconds: 0 },
  { kind: 'page', status: 502 },
];

it('ten thousand texts through faults: each arrives once', async () => {
  const bench = await createSenderBench({ deliveryMs: 0 });
  onTestFinished(() => bench.close());
  const random = seededRandom(7);
  // As many entries as there may be requests, most of them without a fault.
  for (let request = 0; request < 2 * ALERTS; request += 1) {
    const fault = random(ONE_IN) === 0 ? FAULTS[random(FAULTS.length)] : undefined;
    bench.practice.fail(fault ?? { kind: 'delay', ms: 0 });
  }
  // Far above the limit in the settings, which is not measured here.
  bench.delivery = { ...deliverySchema.parse({ atOnce: 10 }), perSecond: 100_000 };
  // Loading axios takes its time once, and is not part of the measurement.
  bench.oweTo(1, { alertId: ALERTS + 1 });
  const sender = bench.start();
  await bench.outbox.allIn('delivered', 'failed');
  bench.outbox.connection.transaction(() => oweAll(bench))();
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  let longest = 0;
  let last = threadBusyMs();
  const watch = setInterval(() => {
    const now = threadBusyMs();
    longest = Math.max(longest, now - last);
    last = now;
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 5);
  const from = performance.now();
  sender.wake();
  await bench.outbox.allIn('delivered', 'failed');
  const seconds = (performance.now() - from) / 1_000;
  clearInterval(watch);
  const received = bench.practice.received().filter(({ content }) => content.startsWith('alert '));
  const arrived = received.map(({ to, content }) => `${to} ${content}`);
  const wrong = Math.abs(TEXTS - new Set(arrived).size) + (arrived.length - new Set(arrived).size);
  const verdicts: Verdict[] = [
    judge('outbox wrong', wrong),
    judge('outbox rate', (seconds / TEXTS) * 1_000),
    judge('outbox memory', (peak - before) / 2 ** 20),
  ];
  report('outbox', {
    rows: [
      {
        texts: TEXTS,
        requests: requestsTaken(bench.practice),
        's to the last receipt': seconds,
        'texts/s': TEXTS / seconds,
        'memory MB': (peak - before) / 2 ** 20,
        'longest block ms': longest,
      },
    ],
    verdicts,
    notes: [
      'Sender, ledger and practice SENS share one process: its memory holds the texts that the practice SENS keeps, and its longest block may be that of either. A block is time on the processor: what other programs take of it does not count.',
      'Waits are those of the tests, and there is no limit a second: the work is measured, not the pauses.',
    ],
  });
  expect(wrong, 'texts lost or doubled').toBe(0);
}, 300_000);

function oweAll(bench: Awaited<ReturnType<typeof createSenderBench>>): void {
  for (let alert = 1; alert <= ALERTS; alert += 1) {
    for (let index = 0; index < EACH; index += 1) {
      const recipient = ((alert * EACH + index) % RECIPIENTS) + 1;
      const number = `0101234${String(recipient).padStart(4, '0')}`;
      bench.numbers.set(`r${recipient}`, number);
      bench.outbox.owe({ recipientId: `r${recipient}`, number, alertId: alert, content: `alert ${alert}` });
    }
  }
}

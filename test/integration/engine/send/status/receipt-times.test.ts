import { expect, onTestFinished, test } from 'vitest';
import { SENDER_DEFAULTS } from '../../../../../src/main/engine/send/outbox/sender-options';
import { createSenderBench } from '../../../../support/sens/sender-bench';
import { ManualClock } from '../../../../support/time/manual-clock';
import { until } from '../../../../support/time/until';

const SECOND_MS = 1_000;
const HOUR_SECONDS = 3_600;
/** Longest interval between two polls of a loop, ms. */
const LANE_MS = 30 * SECOND_MS;

/** Seconds between a question and the next, after `questions`. */
function gapAfter(questions: number): number {
  return [2, 5, 10, 30][questions] ?? 60;
}

/** Initial wait of the loop, ms. */
function waitAfter(questions: number): number {
  return Math.min(gapAfter(questions) * SECOND_MS, LANE_MS);
}

test('delivery reports are polled after 2, 5, 10 and 30 seconds, then each minute for an hour', async () => {
  const clock = new ManualClock(Date.now());
  const bench = await createSenderBench({ now: () => clock.now(), deliveryMs: 24 * HOUR_SECONDS * SECOND_MS });
  onTestFinished(() => bench.close());
  bench.clock = clock;
  const [id] = bench.oweTo(1) as [number];
  // Delays that no loop of the sender has, so that the one of the poller can be recognized.
  bench.start({ ...SENDER_DEFAULTS, timeouts: { connectMs: 9_001, answerMs: 9_002 } });
  await bench.outbox.until(() => bench.outbox.text(id).state === 'accepted');
  const accepted = clock.now();
  const asked = (): number[] => {
    const questions = bench.practice.asked().filter(({ method }) => method === 'GET');
    return questions.map(({ at }) => (at - accepted) / SECOND_MS);
  };
  const due: number[] = [];
  for (
    let at = gapAfter(0);
    at <= HOUR_SECONDS + 60 && bench.outbox.text(id).state === 'accepted';
    at += gapAfter(due.length)
  ) {
    due.push(at);
    for (let left = gapAfter(due.length - 1) * SECOND_MS; left > 0; left -= LANE_MS) {
      const step = Math.min(left, LANE_MS);
      await until(() => clock.pending().includes(step), `a look in ${step} ms was due`);
      clock.pass(step);
    }
    await until(() => asked().length === due.length, `question ${due.length} was asked`);
    await until(
      () => bench.outbox.text(id).state !== 'accepted' || clock.pending().includes(waitAfter(due.length)),
      'it was answered',
    );
  }
  expect(asked()).toEqual(due);
  expect(due.at(-1)).toBe(HOUR_SECONDS + 47);
  expect(bench.outbox.text(id)).toMatchObject({ state: 'unknown', reason: { code: 'no-receipt' } });
});

test('an unreadable delivery report is not waited for longer than any other', async () => {
  const bench = await createSenderBench();
  onTestFinished(() => bench.close());
  const [id] = bench.oweTo(1) as [number];
  bench.practice.fail({ kind: 'odd-answer', form: 'half-json', takes: true }, 100_000, 'list');
  bench.start({ receiptGiveUpMs: 200 });
  await bench.outbox.until(() => bench.outbox.text(id).state === 'unknown');
  expect(bench.outbox.text(id).reason?.code).toBe('no-receipt');
  expect(bench.board.standing().map(({ code }) => code)).toContain('sens-odd-answer');
});

import { expect, onTestFinished, test } from 'vitest';
import { testNumber } from '../../../../support/sens/quick-sender';
import { createSenderBench } from '../../../../support/sens/sender-bench';

test('keys changed in the middle of sending lose no text and send none twice', async () => {
  const bench = await createSenderBench();
  onTestFinished(() => bench.close());
  const rounds = 60;
  const ids = Array.from({ length: rounds }, (_, index) => bench.oweTo(1, { alertId: index + 1 })[0] ?? 0);
  const sender = bench.start();
  for (const [turn, count] of [10, 25, 40].entries()) {
    await bench.outbox.until(() => bench.outbox.story.filter(({ state }) => state === 'accepted').length >= count);
    const keys = { accessKey: `access-${turn}`, secretKey: `secret-${turn}` };
    bench.practice.changeKeys(keys);
    await bench.outbox.until(() => ids.some((id) => bench.outbox.text(id).reason?.code === 'sens-refused-key'));
    bench.current = { ...bench.access, ...keys };
    sender.wake();
  }
  await bench.outbox.allIn('delivered');
  expect(bench.practice.received()).toHaveLength(rounds);
  expect(new Set(bench.practice.received().map(({ to }) => to))).toEqual(new Set([testNumber(1)]));
  await expect.poll(() => bench.board.standing()).toEqual([]);
});

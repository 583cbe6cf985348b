import { appendFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { healthOf, LATE_TEXT_MS } from '../../../src/shared/contract/health';
import { TestOutbox } from '../../support/sens/test-outbox';
import { scratchDir } from '../../support/files/scratch-dir';
import { Watching } from '../../support/engine/watching';

it('a text that waits makes the status late after five minutes', async () => {
  const watching = await Watching.begin();
  expect(watching.engine.status().queuedSince).toBeNull();
  const before = Date.now();
  appendFileSync(watching.path(), 'one\n');
  await watching.sees('one');
  const status = watching.engine.status();
  const since = status.queuedSince ?? 0;
  expect(since).toBeGreaterThanOrEqual(before);
  const reasonsAt = (at: number): readonly string[] => healthOf(status, at).reasons.map(({ code }) => code);
  expect(reasonsAt(since + LATE_TEXT_MS)).not.toContain('texts-late');
  expect(reasonsAt(since + LATE_TEXT_MS + 1)).toContain('texts-late');
});

it('a text in a request, or unconfirmed, waits since its last attempt', () => {
  const outbox = TestOutbox.open(scratchDir());
  const id = outbox.owe({ recipientId: 'me', number: '010-1234-5678', changedAt: 1_000 });
  expect(outbox.queuedSince(false)).toBe(1_000);
  expect(outbox.queuedSince(true)).toBeNull();
  const change = (state: 'sending' | 'unknown' | 'delivered', at: number): void => {
    outbox.changeTexts([{ text: outbox.text(id), state, reason: null }], at);
  };
  change('sending', 2_000);
  expect(outbox.queuedSince(false)).toBe(2_000);
  change('unknown', 3_000);
  expect(outbox.queuedSince(false)).toBe(2_000);
  change('delivered', 4_000);
  expect(outbox.queuedSince(false)).toBeNull();
  outbox.close();
});

import { appendFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { healthOf, LATE_TEXT_MS } from '../../../src/shared/contract/health';
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

import { expect, test } from 'vitest';
import { createCircuitBreaker, type CircuitBreaker } from '../../../../../src/main/engine/send/outbox/circuit-breaker';
import { RETRY_BOUNDS } from '../../../../../src/main/engine/send/flow/backoff';
import type { SensFailure } from '../../../../../src/main/engine/send/sens/errors';
import { ManualClock } from '../../../../support/time/manual-clock';
import { accessTo } from '../../../../support/sens/sens-access';

const ACCESS = accessTo('http://127.0.0.1:9');
const START = 1_000_000;

function failure(retryAfterMs: number | null = null): SensFailure {
  return { code: 'sens-unreachable', params: {}, outcome: 'retry', retryAfterMs };
}

/** A circuit breaker without jitter, and the time until it lets requests through again, ms. */
function gateAt(clock: ManualClock): { readonly gate: CircuitBreaker; readonly closedFor: () => number } {
  const gate = createCircuitBreaker(
    clock,
    { random: () => 0.999_999, retry: RETRY_BOUNDS, refusedRetryMs: 600_000 },
    () => undefined,
  );
  return { gate, closedFor: () => gate.readyAt(ACCESS) - clock.now() };
}

test('requests that fail together count as one failure: the next try is soon', () => {
  const clock = new ManualClock(START);
  const { gate, closedFor } = gateAt(clock);
  for (let requests = 0; requests < 10; requests += 1) {
    gate.failed(failure());
    clock.pass(1);
  }
  expect(closedFor()).toBeLessThanOrEqual(2_000);
});

test('each failed retry makes the next delay longer, up to five minutes', () => {
  const clock = new ManualClock(START);
  const { gate, closedFor } = gateAt(clock);
  const waits: number[] = [];
  for (let tries = 0; tries < 10; tries += 1) {
    gate.failed(failure());
    waits.push(closedFor());
    clock.pass(closedFor());
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1_000));
});

test('of failures that come together, the longest delay requested by SENS applies', () => {
  const clock = new ManualClock(START);
  const { gate, closedFor } = gateAt(clock);
  gate.failed(failure(60_000));
  clock.pass(1_000);
  gate.failed(failure());
  expect(closedFor()).toBe(59_000);
  gate.failed(failure(90_000));
  expect(closedFor()).toBe(90_000);
});

import { afterEach, expect, test } from 'vitest';
import type { OutboxText, TextChange } from '../../../../src/main/engine/ledger/tables/outbox/types';
import { isCarriedOut, type Fault } from '../../../../src/main/practice/faults/faults';
import { createSenderBench, type SenderBench } from '../../../support/sens/sender-bench';

/**
 * Time of the fault from the view of the text; in all but the second, the sender is killed and another one continues.
 */
type Moment = 'before the request' | 'during the request' | 'after accepting' | 'before the commit';

const UNTOUCHED: Fault = { kind: 'delay', ms: 0 };

const FAULTS: readonly Fault[] = [
  UNTOUCHED,
  { kind: 'delay', ms: 3_000 },
  ...[true, false].flatMap((takes): Fault[] => [
    { kind: 'hang', takes },
    { kind: 'reset', takes },
    { kind: 'server-error', takes },
    { kind: 'unavailable', takes },
    { kind: 'page', status: 502, takes },
    { kind: 'odd-answer', form: 'half-json', takes },
    { kind: 'odd-answer', form: 'wrong-content-type', takes },
    { kind: 'odd-answer', form: 'stalled', takes },
  ]),
  { kind: 'gateway-timeout' },
  { kind: 'too-fast', retryAfterSeconds: null },
  { kind: 'bad-request' },
  { kind: 'refused-key' },
  { kind: 'no-right', by: 'gateway' },
  { kind: 'no-right', by: 'sens' },
  { kind: 'unknown-service' },
  { kind: 'wrong-clock', shiftMs: 900_000 },
  { kind: 'undelivered', to: null, statusCode: '3018', statusMessage: 'unreachable' },
];

const REFUSALS: ReadonlySet<Fault['kind']> = new Set(['bad-request', 'refused-key', 'no-right', 'unknown-service']);

const benches: SenderBench[] = [];

afterEach(async () => {
  await Promise.all(benches.splice(0).map((bench) => bench.close()));
});

async function benchWith(fault: Fault): Promise<SenderBench> {
  const bench = await createSenderBench({}, [fault]);
  benches.push(bench);
  return bench;
}

/** Stops the sender like a crash: uncommitted changes are lost. */
async function crash(bench: SenderBench, holds: () => boolean): Promise<void> {
  const sender = bench.start();
  await expect.poll(holds, { interval: 2 }).toBe(true);
  await sender.stop(0);
}

/** Fills the disk of the ledger when a response is to be written; returns a function that frees it. */
function fullDisk(bench: SenderBench): () => void {
  const { outbox } = bench;
  const write = outbox.changeTexts.bind(outbox);
  let refused = 0;
  outbox.changeTexts = (changes: readonly TextChange[], at: number): OutboxText[] => {
    if (changes.some(({ state }) => state !== 'sending')) {
      refused += 1;
      throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    }
    return write(changes, at);
  };
  return () => {
    expect(refused).toBeGreaterThan(0);
    outbox.changeTexts = write;
  };
}

async function strike(bench: SenderBench, id: number, fault: Fault, moment: Moment): Promise<void> {
  const { outbox, practice } = bench;
  switch (moment) {
    case 'before the request':
      outbox.changeTexts([{ text: outbox.text(id), state: 'sending', reason: null, attempts: 1 }], Date.now());
      return;
    case 'during the request':
      return;
    case 'after accepting':
      if (isCarriedOut(fault)) {
        await crash(bench, () => practice.received().length === 1);
      }
      return;
    case 'before the commit': {
      const back = fullDisk(bench);
      await crash(bench, () => bench.board.standing().some(({ code }) => code === 'ledger-unusable'));
      back();
      expect(outbox.text(id).state).toBe('sending');
    }
  }
}

/** Injects a fault at a moment; returns the final state of the text and how often the phone got it. */
async function fateOf(fault: Fault, moment: Moment): Promise<{ state: string; arrived: number }> {
  const bench = await benchWith(fault);
  const { outbox } = bench;
  const [id] = bench.oweTo(1) as [number];
  await strike(bench, id, fault, moment);
  const sender = bench.start();
  const kept = (): boolean => outbox.text(id).state === 'owed' && outbox.refused().length === 1;
  await outbox.until(() => ['delivered', 'failed'].includes(outbox.text(id).state) || kept());
  if (kept()) {
    expect(bench.practice.received()).toHaveLength(0);
    expect(outbox.resend(id, Date.now()).ok).toBe(true);
    sender.again();
    await outbox.until(() => outbox.text(id).state === 'delivered');
  }
  return { state: outbox.text(id).state, arrived: bench.practice.received().length };
}

function nameOf(fault: Fault): string {
  const takes = 'takes' in fault ? ` ${fault.takes ? 'taken' : 'not taken'}` : '';
  const form = 'form' in fault ? ` ${fault.form}` : '';
  return `${fault.kind}${form}${takes}`;
}

test.each(FAULTS.map((fault) => ({ name: nameOf(fault), fault })))(
  'J25 $name: one text at the phone, whenever it happens',
  async ({ fault }) => {
    const moments = ['before the request', 'during the request', 'after accepting', 'before the commit'] as const;
    const fates = await Promise.all(moments.map(async (moment) => [moment, await fateOf(fault, moment)]));
    const state = fault.kind === 'undelivered' ? 'failed' : 'delivered';
    expect(Object.fromEntries(fates)).toEqual(
      Object.fromEntries(moments.map((moment) => [moment, { state, arrived: 1 }])),
    );
  },
);

test.each(FAULTS.filter((fault) => REFUSALS.has(fault.kind)).map((fault) => ({ name: nameOf(fault), fault })))(
  '$name: kept without a second try until a person asks',
  async ({ fault }) => {
    const bench = await benchWith(fault);
    const [id] = bench.oweTo(1) as [number];
    const sender = bench.start();
    await bench.outbox.until(() => bench.outbox.refused().length === 1);
    sender.wake();
    sender.again();
    await sender.stop(1_000);
    expect(bench.outbox.text(id)).toMatchObject({ state: 'owed', attempts: 1 });
  },
);

test('an outcome that nobody knows: at most one text at the phone, and the history says so', async () => {
  const bench = await benchWith({ kind: 'hang', takes: true });
  const [id] = bench.oweTo(1) as [number];
  await crash(bench, () => bench.practice.received().length === 1);
  bench.current = { ...bench.access, serviceId: 'ncp:sms:kr:000000000001:other' };
  bench.start();
  await bench.outbox.until(() => bench.outbox.text(id).state === 'failed');
  expect(bench.outbox.text(id).reason?.code).toBe('may-be-delivered');
  expect(bench.practice.received()).toHaveLength(1);
});

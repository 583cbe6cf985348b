import { afterEach, expect, test } from 'vitest';
import { Ledger } from '../../../../src/main/engine/ledger/ledger';
import { interceptingFront, type FrontAnswer } from '../../../support/sens/intercepting-front';
import { createSenderBench, requestsTaken, type SenderBench } from '../../../support/sens/sender-bench';
import { testNumber } from '../../../support/sens/quick-sender';

let bench: SenderBench;

afterEach(async () => {
  await bench.close();
});

/** Sends a text whose response is lost and which is about to be looked up; `takes`: SENS accepted it. */
async function lost(takes: boolean): Promise<number> {
  bench = await createSenderBench({}, [{ kind: 'reset', takes }]);
  const [id] = bench.oweTo(1) as [number];
  bench.start({ lookupDelaysMs: [200, 10] });
  await bench.outbox.until(() => bench.outbox.text(id).state === 'unknown');
  return id;
}

const PATIENT = { timeouts: { connectMs: 2_000, answerMs: 5_000 } };
const REFUSED_KEY = '{"error":{"errorCode":"200","message":"Authentication Failed"}}';

/** A SENS that gives this response to everything, but only once it is released. */
async function heldFront(
  answer: FrontAnswer,
): Promise<{ readonly baseUrl: string; readonly asked: () => number; readonly letGo: () => void }> {
  let letGo = (): void => undefined;
  let asked = 0;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const baseUrl = await interceptingFront(bench.practice.baseUrl, async () => {
    asked += 1;
    await held;
    return answer;
  });
  return { baseUrl, asked: () => asked, letGo };
}

function numbersReached(): string[] {
  return bench.practice.received().map(({ to }) => to);
}

/** Opens the ledger as the command line does beside a running Logbell. */
function beside(): Ledger {
  const opened = Ledger.openShared(bench.outbox.file);
  if (!opened.ok || opened.value === null) {
    throw new Error('No ledger.');
  }
  return opened.value;
}

test('keys changed while a text is looked up: it is found with the new keys', async () => {
  const id = await lost(true);
  const keys = { accessKey: 'another-access', secretKey: 'another-secret' };
  bench.practice.changeKeys(keys);
  bench.current = { ...bench.access, ...keys };
  await bench.outbox.allIn('delivered');
  expect(bench.outbox.text(id).attempts).toBe(1);
  expect(requestsTaken(bench.practice)).toBe(1);
});

test('a recipient removed while their text is looked up: a text that SENS has is followed to its end', async () => {
  const id = await lost(true);
  bench.numbers.delete('r1');
  await bench.outbox.allIn('delivered', 'failed');
  expect(bench.outbox.text(id).state).toBe('delivered');
  expect(requestsTaken(bench.practice)).toBe(1);
});

test('a recipient removed while their text is looked up: a text that SENS does not have is not sent', async () => {
  const id = await lost(false);
  bench.numbers.delete('r1');
  await bench.outbox.allIn('delivered', 'failed');
  expect(bench.outbox.text(id).reason?.code).toBe('recipient-removed');
  expect(numbersReached()).toEqual([]);
});

test('a recipient whose settings cannot be read: their texts wait, and others go out', async () => {
  bench = await createSenderBench();
  const ids = bench.oweTo(2) as [number, number];
  bench.numbers.delete('r1');
  bench.recipientsUnread = true;
  const sender = bench.start();
  await bench.outbox.until(() => bench.outbox.text(ids[1]).state === 'delivered');
  expect(bench.outbox.text(ids[0])).toMatchObject({ state: 'owed', attempts: 0 });
  bench.numbers.set('r1', testNumber(1));
  bench.recipientsUnread = false;
  sender.again();
  await bench.outbox.allIn('delivered');
  expect(numbersReached()).toEqual([testNumber(2), testNumber(1)]);
});

test.each([true, false])('a number changed while a text is looked up (taken: %s): one phone gets it', async (takes) => {
  await lost(takes);
  bench.numbers.set('r1', testNumber(22));
  await bench.outbox.allIn('delivered');
  expect(numbersReached()).toEqual([testNumber(takes ? 1 : 22)]);
});

test.each([{ kind: 'delay', ms: 0 } as const, { kind: 'reset', takes: true } as const])(
  'a number corrected after a refusal is used for the lookup and the delivery report ($kind)',
  async (fault) => {
    bench = await createSenderBench();
    const id = bench.outbox.owe({ recipientId: 'r1', number: '12' });
    bench.numbers.set('r1', '12');
    const sender = bench.start();
    await bench.outbox.until(() => bench.outbox.text(id).reason?.code === 'sens-bad-request');
    bench.practice.fail(fault);
    bench.numbers.set('r1', testNumber(1));
    sender.again();
    await bench.outbox.allIn('delivered');
    expect(bench.outbox.text(id).to).toBe('010******01');
    expect(numbersReached()).toEqual([testNumber(1)]);
  },
);

test('a text resent from the command line while it is looked up: the lookup is ignored', async () => {
  const id = await lost(false);
  const command = beside();
  expect(command.texts.resend(id, Date.now())).toMatchObject({ ok: false, error: 'may-repeat' });
  expect(command.texts.resend(id, Date.now(), true)).toMatchObject({ ok: true });
  command.close();
  await bench.outbox.allIn('delivered');
  expect(bench.outbox.text(id).attempts).toBe(2);
  expect(requestsTaken(bench.practice)).toBe(1);
});

test('a text dropped while it is looked up stays dropped, and nothing is sent', async () => {
  const id = await lost(false);
  const command = beside();
  expect(command.texts.drop(id, Date.now())).toMatchObject({ ok: true });
  command.close();
  const [next] = bench.oweTo(1, { alertId: 2 }) as [number];
  await bench.outbox.until(() => bench.outbox.text(next).state === 'delivered');
  expect(bench.outbox.text(id)).toMatchObject({ state: 'failed', reason: { code: 'dropped' } });
  expect(requestsTaken(bench.practice)).toBe(1);
});

test('the command line cannot change a text whose request is in flight', async () => {
  bench = await createSenderBench({}, [{ kind: 'delay', ms: 150 }]);
  const [id] = bench.oweTo(1) as [number];
  bench.start();
  await bench.outbox.until(() => bench.outbox.text(id).state === 'sending');
  const command = beside();
  expect(command.texts.drop(id, Date.now())).toMatchObject({ ok: false, error: 'not-now' });
  expect(command.texts.resend(id, Date.now(), true)).toMatchObject({ ok: false, error: 'not-now' });
  command.close();
  await bench.outbox.allIn('delivered');
  expect(requestsTaken(bench.practice)).toBe(1);
});

test('a text dropped from the command line right before its request: nothing goes out', async () => {
  bench = await createSenderBench();
  const [id] = bench.oweTo(1) as [number];
  const command = beside();
  const write = bench.outbox.changeTexts.bind(bench.outbox);
  bench.outbox.changeTexts = (changes, at) => {
    command.texts.drop(id, at);
    return write(changes, at);
  };
  const sender = bench.start();
  await expect.poll(() => bench.outbox.text(id).state).toBe('failed');
  const [next] = bench.oweTo(1, { alertId: 2 }) as [number];
  sender.wake();
  await bench.outbox.until(() => bench.outbox.text(next).state === 'delivered');
  command.close();
  expect(bench.outbox.text(id).reason?.code).toBe('dropped');
  expect(requestsTaken(bench.practice)).toBe(1);
});

test('keys changed right before SENS refuses the old ones: the text goes out with the new ones', async () => {
  bench = await createSenderBench();
  const front = await heldFront({ status: 401, body: REFUSED_KEY });
  bench.current = { ...bench.access, baseUrl: front.baseUrl };
  bench.oweTo(1);
  const sender = bench.start(PATIENT);
  await expect.poll(front.asked).toBe(1);
  bench.current = bench.access;
  sender.again();
  front.letGo();
  await bench.outbox.allIn('delivered');
  await expect.poll(() => bench.board.standing()).toEqual([]);
  expect(bench.board.raised).toEqual([]);
});

test('a number corrected right before SENS refuses the old one: the text goes out to the new one', async () => {
  bench = await createSenderBench({}, [{ kind: 'delay', ms: 150 }]);
  const [id] = bench.oweTo(1) as [number];
  bench.numbers.set('r1', '9991234567');
  const sender = bench.start(PATIENT);
  await bench.outbox.until(() => bench.outbox.text(id).state === 'sending');
  bench.numbers.set('r1', testNumber(1));
  sender.again();
  await bench.outbox.allIn('delivered');
  expect(numbersReached()).toEqual([testNumber(1)]);
});

test('a practice text in flight when live mode begins is completed like all others', async () => {
  bench = await createSenderBench();
  const front = await heldFront({ status: 429, body: '{}' });
  bench.current = { ...bench.access, baseUrl: front.baseUrl, practice: true };
  bench.oweTo(1, { practice: true });
  bench.oweTo(1, { practice: true, alertId: 2 });
  const sender = bench.start(PATIENT);
  await expect.poll(front.asked).toBe(1);
  bench.current = bench.access;
  sender.again();
  await bench.outbox.until(() => bench.outbox.all().some(({ state }) => state === 'failed'));
  front.letGo();
  await bench.outbox.allIn('failed');
  expect(bench.outbox.all().map(({ reason }) => reason?.code)).toEqual(['practice-ended', 'practice-ended']);
  expect(numbersReached()).toEqual([]);
});

import { afterEach, expect, test, vi } from 'vitest';
import { jpegBytes } from '../../../support/sens/jpeg-bytes';
import { createSenderBench, type SenderBench } from '../../../support/sens/sender-bench';

const TEXTS = 120;

let bench: SenderBench;

afterEach(async () => {
  await bench.close();
});

function codes(): string[] {
  return bench.board.standing().map(({ code }) => code);
}

/** Allows the database no further page (SQLite, "PRAGMA max_page_count"), as on a full disk. */
function fillDisk(): void {
  const { connection } = bench.outbox;
  const [pages] = connection.prepare('PRAGMA page_count').raw().get() as [number];
  connection.exec(`PRAGMA max_page_count = ${pages}`);
  expect(() => {
    connection.exec("INSERT INTO engine_state VALUES ('filler', hex(zeroblob(1000000)))");
  }).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }) as Error);
}

test('a full disk: the text is sent or stays queued, with a problem until there is space', async () => {
  bench = await createSenderBench();
  // Their changes need more pages than there are.
  const ids = Array.from({ length: TEXTS }, (_value, index) => bench.oweTo(1, { alertId: index + 1 })[0] ?? 0);
  fillDisk();
  const sender = bench.start();
  await expect.poll(codes).toContain('ledger-unusable');
  const arrived = new Set(bench.practice.received().map(({ requestId }) => requestId));
  expect(arrived.size).toBe(bench.practice.received().length);
  bench.outbox.connection.exec('PRAGMA max_page_count = 1000000');
  await sender.stop(1_000);
  bench.start();
  await bench.outbox.allIn('delivered');
  expect(ids.map((id) => bench.outbox.text(id).state)).toEqual(ids.map(() => 'delivered'));
  expect(bench.practice.received()).toHaveLength(TEXTS);
  expect(codes()).toEqual([]);
});

test('a read-only ledger: the text stays queued, no request is made, and a problem is raised', async () => {
  bench = await createSenderBench();
  const [id] = bench.oweTo(1) as [number];
  bench.outbox.connection.exec('PRAGMA query_only = ON');
  const sender = bench.start();
  await expect.poll(codes).toEqual(['ledger-unusable']);
  await sender.stop(1_000);
  bench.outbox.connection.exec('PRAGMA query_only = OFF');
  expect(bench.outbox.text(id)).toMatchObject({ state: 'owed', attempts: 0 });
  expect(bench.practice.received()).toHaveLength(0);
});

test('a text in flight from an earlier run is looked up once the ledger is writable, without a wake-up', async () => {
  bench = await createSenderBench();
  const [left] = bench.oweTo(1, { state: 'sending' }) as [number];
  const [refused] = bench.oweTo(1, { alertId: 2 }) as [number];
  const elsewhere = { state: 'owed', reason: null, refusedMark: 'other access' } as const;
  bench.outbox.changeTexts([{ text: bench.outbox.text(refused), ...elsewhere }], Date.now());
  bench.outbox.connection.exec('PRAGMA query_only = ON');
  bench.start();
  await expect.poll(codes).toEqual(['ledger-unusable']);
  bench.outbox.connection.exec('PRAGMA query_only = OFF');
  await bench.outbox.allIn('delivered');
  expect(bench.outbox.text(left).attempts).toBe(1);
  expect(bench.practice.received()).toHaveLength(2);
  expect(codes()).toEqual([]);
});

test('the start of a request is on disk before it is sent, safe from a power cut', async () => {
  bench = await createSenderBench();
  const { connection } = bench.outbox;
  const run = connection.exec.bind(connection);
  const ran: string[] = [];
  connection.exec = (sql: string) => {
    ran.push(`${sql.trim()} (${bench.practice.asked().length} asked)`);
    run(sql);
  };
  bench.oweTo(1);
  bench.start();
  await bench.outbox.allIn('delivered');
  const full = ran.indexOf('PRAGMA synchronous = FULL (0 asked)');
  expect(ran.slice(full, full + 4)).toEqual(
    ['PRAGMA synchronous = FULL', 'BEGIN IMMEDIATE', 'COMMIT', 'PRAGMA synchronous = NORMAL'].map(
      (sql) => `${sql} (0 asked)`,
    ),
  );
});

test('an answer that cannot be written is kept and written once there is space, without a second request', async () => {
  bench = await createSenderBench({}, [{ kind: 'delay', ms: 150 }]);
  const [id] = bench.oweTo(1) as [number];
  bench.start();
  await bench.outbox.until(() => bench.outbox.text(id).state === 'sending');
  bench.outbox.connection.exec('PRAGMA query_only = ON');
  await expect.poll(codes).toEqual(['ledger-unusable']);
  bench.outbox.connection.exec('PRAGMA query_only = OFF');
  await bench.outbox.allIn('delivered');
  expect(bench.practice.received()).toHaveLength(1);
  expect(bench.outbox.story.map(({ state }) => state)).toEqual(['sending', 'accepted', 'delivered']);
  expect(codes()).toEqual([]);
});

test.each([
  ['to a recipient who has been removed', {}],
  ['that is to be held', { reserveAt: Date.now() + 60_000 }],
] as const)('a read-only ledger and a text %s: nothing blocks, and all recovers later', async (_which, text) => {
  bench = await createSenderBench();
  const [id] = bench.oweTo(1, text) as [number];
  if (!('reserveAt' in text)) {
    bench.numbers.delete('r1');
  }
  bench.outbox.connection.exec('PRAGMA query_only = ON');
  bench.start();
  await expect.poll(codes).toContain('ledger-unusable');
  bench.outbox.connection.exec('PRAGMA query_only = OFF');
  await bench.outbox.until(() => ['recipient-removed', 'held'].includes(bench.outbox.text(id).reason?.code ?? ''));
  await expect.poll(codes).toEqual([]);
  expect(bench.practice.asked()).toEqual([]);
});

test('an image whose upload cannot be recorded: the text is not left in flight, and goes out once', async () => {
  bench = await createSenderBench();
  const [id] = bench.oweTo(1, { type: 'MMS', image: 'picture' }) as [number];
  bench.images.set('picture', { hash: 'picture', body: jpegBytes(10, 10) });
  const full = Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
  const save = vi.spyOn(bench.files, 'save').mockImplementationOnce(() => {
    throw full;
  });
  bench.start();
  await expect.poll(codes).toContain('ledger-unusable');
  await bench.outbox.allIn('delivered');
  expect(save).toHaveBeenCalledTimes(2);
  expect(bench.outbox.text(id).attempts).toBe(2);
  expect(bench.practice.received().map(({ type }) => type)).toEqual(['MMS']);
  await expect.poll(codes).toEqual([]);
});

test('a fix made while the ledger was not writable applies once it is', async () => {
  bench = await createSenderBench();
  bench.oweTo(1);
  const sender = bench.start();
  await bench.outbox.allIn('delivered');
  const [id] = bench.oweTo(1, { alertId: 2 }) as [number];
  const elsewhere = { state: 'owed', reason: null, refusedMark: 'other access' } as const;
  bench.outbox.changeTexts([{ text: bench.outbox.text(id), ...elsewhere }], Date.now());
  bench.outbox.connection.exec('PRAGMA query_only = ON');
  sender.again();
  await expect.poll(codes).toEqual(['ledger-unusable']);
  bench.outbox.connection.exec('PRAGMA query_only = OFF');
  await bench.outbox.allIn('delivered');
  await expect.poll(codes).toEqual([]);
});

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Watching, type WatchingOptions } from '../../../../support/engine/watching';
import { scratchDir } from '../../../../support/files/scratch-dir';
import { killJournalctl } from '../../../../support/journal/journalctl-processes';
import { JournalWriter } from '../../../../support/journal/journal-writer';
import { until } from '../../../../support/time/until';

const MICROSECONDS_A_DAY = 86_400_000_000;

/** A folder to which several machines upload. */
class UploadedJournals {
  readonly dir: string;
  readonly #hosts = new Map<string, JournalWriter>();

  constructor() {
    this.dir = join(scratchDir(), 'remote');
  }

  /** Writes entries of a machine whose clock is this many days ahead of the others. */
  upload(host: string, days: number, ...messages: readonly string[]): void {
    const writer = this.#hosts.get(host) ?? this.#add(host, days);
    const fields = { _MACHINE_ID: host.repeat(32), _HOSTNAME: `web-${host}` };
    writer.appendTo(join(this.dir, `remote-${host}.journal`), ...messages.map((MESSAGE) => ({ ...fields, MESSAGE })));
  }

  #add(host: string, days: number): JournalWriter {
    const writer = new JournalWriter(this.dir);
    writer.time += days * MICROSECONDS_A_DAY;
    writer.boot = host.repeat(32);
    this.#hosts.set(host, writer);
    return writer;
  }
}

/** Starts on the journals of two machines with an old entry each. */
async function following(options: WatchingOptions = {}): Promise<{ uploaded: UploadedJournals; watching: Watching }> {
  const uploaded = new UploadedJournals();
  uploaded.upload('a', 9, 'old a');
  uploaded.upload('b', 1, 'old b');
  const watching = new Watching({ journals: [{ directory: uploaded.dir }], ...options });
  await watching.start();
  return { uploaded, watching };
}

it('reads entries of a machine that arrive after newer ones of another machine', async () => {
  const { uploaded, watching } = await following();
  uploaded.upload('a', 9, 'a1');
  await watching.sees('a1');
  uploaded.upload('b', 1, 'b1', 'b2');
  await watching.sees('a1', 'b1', 'b2');
  killJournalctl(uploaded.dir);
  uploaded.upload('b', 1, 'b3');
  await watching.sees('a1', 'b1', 'b2', 'b3');
});

it('reads entries that arrived late while it was stopped, and those of a machine that is new', async () => {
  const { uploaded, watching } = await following();
  uploaded.upload('a', 9, 'a1');
  await watching.sees('a1');
  await watching.stop();
  uploaded.upload('b', 1, 'b1');
  uploaded.upload('c', 0, 'c1', 'c2');
  await watching.start();
  await watching.seesInAnyOrder('a1', 'b1', 'c1', 'c2');
  await watching.restart();
  uploaded.upload('c', 0, 'c3');
  await watching.seesInAnyOrder('a1', 'b1', 'c1', 'c2', 'c3');
});

it('reads a machine that appears from its first entry on', async () => {
  const { uploaded, watching } = await following();
  uploaded.upload('a', 9, 'a1');
  await watching.sees('a1');
  uploaded.upload('c', 0, 'c1', 'c2');
  await watching.sees('a1', 'c1', 'c2');
});

it('reads a folder that is empty at first, and entries that name no machine', async () => {
  const uploaded = new UploadedJournals();
  const nameless = new JournalWriter(uploaded.dir);
  const watching = new Watching({ journals: [{ directory: uploaded.dir }] });
  await watching.start();
  await until(() => watching.problems().includes('journal-empty'), 'the folder is empty');
  nameless.write('nameless');
  uploaded.upload('a', 9, 'a1', 'a2');
  await watching.seesInAnyOrder('nameless', 'a1', 'a2');
  await watching.stop();
  nameless.write('still nameless');
  uploaded.upload('a', 9, 'a3');
  await watching.start();
  await watching.seesInAnyOrder('nameless', 'a1', 'a2', 'still nameless', 'a3');
  expect(watching.problems()).toEqual([]);
});

it('reads only the machines that the selection names', async () => {
  const uploaded = new UploadedJournals();
  uploaded.upload('a', 9, 'a1');
  uploaded.upload('b', 1, 'b1');
  const journal = { directory: uploaded.dir, matches: [`_MACHINE_ID=${'b'.repeat(32)}`, 'PRIORITY=6'] };
  const watching = new Watching({ journals: [journal], start: 'beginning' });
  await watching.start();
  uploaded.upload('a', 9, 'a2');
  uploaded.upload('b', 1, 'b2');
  await watching.sees('b1', 'b2');
});

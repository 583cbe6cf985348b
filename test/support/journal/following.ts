import { join } from 'node:path';
import { Watching, type WatchingOptions } from '../engine/watching';
import { scratchDir } from '../files/scratch-dir';
import { JournalWriter } from './journal-writer';

/** A journal and the engine that watches it. */
interface Followed {
  readonly journal: JournalWriter;
  readonly watching: Watching;
}

/** Starts on a journal with one old entry. */
export async function following(selection: object = {}, options: WatchingOptions = {}): Promise<Followed> {
  const journal = new JournalWriter(join(scratchDir(), 'journal'));
  journal.write('old');
  const watching = new Watching({ journals: [{ directory: journal.dir, ...selection }], ...options });
  await watching.start();
  return { journal, watching };
}

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Watching, type WatchingOptions } from '../../../../support/engine/watching';
import { scratchDir } from '../../../../support/files/scratch-dir';
import { JournalWriter } from '../../../../support/journal/journal-writer';
import { until } from '../../../../support/time/until';

interface Followed {
  readonly journal: JournalWriter;
  readonly watching: Watching;
}

/** Starts on a journal with one old entry. */
async function following(selection: object = {}, options: WatchingOptions = {}): Promise<Followed> {
  const journal = new JournalWriter(join(scratchDir(), 'journal'));
  journal.write('old');
  const watching = new Watching({ journals: [{ directory: journal.dir, ...selection }], ...options });
  await watching.start();
  return { journal, watching };
}

describe('entries of the journal', () => {
  it('match like lines, from now on', async () => {
    const { journal, watching } = await following();
    journal.write('new', 'newer');
    await watching.sees('new', 'newer');
    const [entry] = await watching.engine.history({ search: '', before: null, limit: 1 });
    expect(entry).toMatchObject({ kind: 'match', line: 'newer', path: `journal: ${journal.dir}`, fileId: 'j0' });
    expect(entry).toMatchObject({ entry: { unit: 'app.service', boot: journal.boot } });
    expect(watching.problems()).toEqual([]);
  });

  it('are read from the first one on if the settings say so', async () => {
    const { journal, watching } = await following({}, { start: 'beginning' });
    journal.write('new');
    await watching.sees('old', 'new');
  });

  it('are all new in a journal that was empty', async () => {
    const journal = new JournalWriter(join(scratchDir(), 'journal'));
    const watching = new Watching({ journals: [{ directory: journal.dir }] });
    await watching.start();
    await until(() => watching.problems().includes('journal-empty'), 'the journal is empty');
    journal.write('first', 'second');
    await watching.sees('first', 'second');
    await until(() => watching.problems().length === 0, 'the problem is over');
    await watching.stop();
    journal.write('third');
    await watching.start();
    await watching.sees('first', 'second', 'third');
  });
});

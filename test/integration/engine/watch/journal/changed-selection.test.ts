import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Watching } from '../../../../support/engine/watching';
import { scratchDir } from '../../../../support/files/scratch-dir';
import { JournalWriter } from '../../../../support/journal/journal-writer';

interface Changeable {
  readonly journal: JournalWriter;
  readonly watching: Watching;
  /** Selections of the next start, in place of the first. */
  readonly journals: object[];
}

/** Starts on a journal with an old entry, and reads one. */
async function following(...selections: readonly object[]): Promise<Changeable> {
  const journal = new JournalWriter(join(scratchDir(), 'journal'));
  journal.write('old');
  const journals = selections.map((selection) => ({ directory: journal.dir, ...selection }));
  const watching = new Watching({ journals });
  await watching.start();
  journal.write('first');
  await watching.sees('first');
  return { journal, watching, journals };
}

it('continues where the earlier selection stopped when it changes in a stopped Logbell', async () => {
  const { journal, watching, journals } = await following({ identifiers: ['app'] });
  await watching.stop();
  journal.write('unread');
  journal.append({ MESSAGE: 'other', SYSLOG_IDENTIFIER: 'cron' });
  journals.splice(0, 1, { directory: journal.dir, identifiers: ['app', 'cron'] });
  await watching.start();
  await watching.sees('first', 'unread', 'other');
  await watching.restart();
  journal.write('last');
  await watching.sees('first', 'unread', 'other', 'last');
});

it('continues where the earlier selection stopped when it changes in a running Logbell', async () => {
  const { journal, watching, journals } = await following({ units: ['app.service'] });
  journals.splice(0, 1, { directory: journal.dir, priority: 'info' });
  const applied = watching.engine.apply(watching.config());
  journal.write('meanwhile');
  await applied;
  journal.write('after');
  await watching.sees('first', 'meanwhile', 'after');
});

it('reports no gap when the last entry is not in the new selection', async () => {
  const { journal, watching, journals } = await following({});
  await watching.stop();
  journals.splice(0, 1, { directory: journal.dir, identifiers: ['cron'] });
  await watching.start();
  await watching.restart();
  journal.append({ MESSAGE: 'other', SYSLOG_IDENTIFIER: 'cron' });
  await watching.sees('first', 'other');
  expect(watching.events.filter((event) => event.event === 'problem').map(({ problem }) => problem.code)).toEqual([]);
});

it('keeps the positions of two entries apart when both change', async () => {
  const { journal, watching, journals } = await following({ identifiers: ['app'] }, { identifiers: ['cron'] });
  journal.append({ MESSAGE: 'cron 1', SYSLOG_IDENTIFIER: 'cron' });
  await watching.sees('first', 'cron 1');
  await watching.stop();
  const changed = [
    { identifiers: ['app'], priority: 'info' },
    { identifiers: ['cron'], priority: 'info' },
  ];
  journals.splice(0, 2, ...changed.map((selection) => ({ directory: journal.dir, ...selection })));
  journal.write('second');
  await watching.start();
  await watching.sees('first', 'cron 1', 'second');
});

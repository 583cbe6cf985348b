import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Watching } from '../../../../support/engine/watching';
import { scratchDir } from '../../../../support/files/scratch-dir';
import { JournalWriter } from '../../../../support/journal/journal-writer';

const SELECTIONS = [{ identifiers: ['ssh', 'app'] }, { priority: 'warning' }];
const BOTH = { SYSLOG_IDENTIFIER: 'ssh', PRIORITY: '3' };
const FIRST = { SYSLOG_IDENTIFIER: 'ssh', PRIORITY: '6' };
const SECOND = { SYSLOG_IDENTIFIER: 'cron', PRIORITY: '4' };

/** Starts on two selections that overlap. */
async function following(options: object = {}): Promise<{ journal: JournalWriter; watching: Watching }> {
  const journal = new JournalWriter(join(scratchDir(), 'journal'));
  journal.write('old');
  const watching = new Watching({
    journals: SELECTIONS.map((selection) => ({ directory: journal.dir, ...selection })),
    ...options,
  });
  await watching.start();
  return { journal, watching };
}

it('counts an entry once for a rule that watches two selections with it', async () => {
  const { journal, watching } = await following();
  journal.append({ ...BOTH, MESSAGE: 'both' }, { ...FIRST, MESSAGE: 'one' }, { ...SECOND, MESSAGE: 'two' });
  await watching.seesInAnyOrder('both', 'one', 'two');
  journal.append({ ...BOTH, MESSAGE: 'both' }, { ...BOTH, MESSAGE: 'both' });
  await watching.seesInAnyOrder('both', 'one', 'two', 'both', 'both');
});

it('counts an entry once if one selection reads it only after a restart', async () => {
  const dir = scratchDir();
  const [program, allowed] = [join(dir, 'journalctl'), join(dir, 'allowed')];
  const failing = `case "$*" in *--priority=*) [ -e "${allowed}" ] || exit 1;; esac`;
  writeFileSync(program, `#!/bin/sh\n${failing}\nexec journalctl "$@"\n`, { mode: 0o755 });
  writeFileSync(allowed, '');
  const { journal, watching } = await following({ journalctl: program });
  await watching.stop();
  rmSync(allowed);
  journal.append({ ...BOTH, MESSAGE: 'both' }, { ...SECOND, MESSAGE: 'two' });
  await watching.start();
  await watching.sees('both');
  await watching.crash();
  writeFileSync(allowed, '');
  await watching.start();
  await watching.seesInAnyOrder('both', 'two');
  journal.append({ ...BOTH, MESSAGE: 'last' });
  await watching.seesInAnyOrder('both', 'two', 'last');
});

it('counts an entry for each of two rules', async () => {
  const rules = [
    { id: 'a', files: ['j0'], match: { regex: '.+' } },
    { id: 'b', files: ['j1'], match: { regex: '.+' } },
  ];
  const { journal, watching } = await following({ rules });
  journal.append({ ...BOTH, MESSAGE: 'both' });
  await watching.seesInAnyOrder('both', 'both');
  const found = watching.events.flatMap((event) => (event.event === 'match' ? [event.rule] : []));
  expect(found.sort()).toEqual(['a', 'b']);
});

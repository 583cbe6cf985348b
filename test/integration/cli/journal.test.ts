import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandLine, configured } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';
import { journalctlOf } from '../../support/journal/journalctl-processes';
import { JournalWriter } from '../../support/journal/journal-writer';
import { errorLines } from '../../support/text/messages';
import { en } from '../../support/text/strings';
import { until } from '../../support/time/until';

/** Creates settings that watch a new journal, with its directory and more of its selection. */
function withJournal(selection: object = {}): { readonly journal: JournalWriter; readonly dir: string } {
  const journal = new JournalWriter(join(scratchDir(), 'journal'));
  const dir = configured({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', journal: { directory: journal.dir, ...selection } }],
    rules: [{ id: 'errors', match: { text: 'ERROR' }, message: '{{unit}}: {{line}}' }],
  });
  return { journal, dir };
}

describe('the journal on the command line', () => {
  it('says of an empty folder that other machines fill it', async () => {
    const { journal, dir } = withJournal();
    const check = new CommandLine(dir, ['check']);
    expect(await check.exitStatus()).toBe(2);
    const title = en('problem.journal-empty.title', { subject: `journal: ${journal.dir}` });
    expect(check.err.join('\n')).toContain(errorLines(title, en('problem.journal-empty.remedy_folder')).join('\n'));
  });

  it('is watched, and its entries are texted', async () => {
    const { journal, dir } = withJournal();
    const watch = new CommandLine(dir, ['watch', '--json']);
    await watch.event({ event: 'started', files: 1 });
    journal.write('ERROR one');
    await watch.event({ event: 'match', line: 'ERROR one', unit: 'app.service', file: `journal: ${journal.dir}` });
    await watch.event({ event: 'alert', content: 'app.service: ERROR one' });
    await watch.event({ event: 'text', state: 'delivered' });
    expect(await watch.end()).toBe(0);
    await until(() => journalctlOf(journal.dir).length === 0, 'journalctl has ended');
  });

  it('leaves no journalctl behind after kill -9', async () => {
    const { journal, dir } = withJournal();
    journal.write('old');
    const watch = new CommandLine(dir, ['watch', '--json']);
    await watch.event({ event: 'started' });
    await until(() => journalctlOf(journal.dir).length === 1, 'journalctl runs');
    await watch.end('SIGKILL');
    await until(() => journalctlOf(journal.dir).length === 0, 'journalctl has ended');
  });

  it('is checked', async () => {
    const { journal, dir } = withJournal({ units: ['app', 'aqq'] });
    journal.write('fine');
    const check = new CommandLine(dir, ['check']);
    expect(await check.exitStatus()).toBe(2);
    const subject = `journal: app, aqq, ${journal.dir}`;
    const title = en('problem.journal-unknown-unit.title', { subject, unit: 'aqq' });
    expect(check.err).toEqual([
      ...errorLines(title, en('problem.journal-unknown-unit.remedy')),
      en('cli.checkBad', { count: 1 }),
    ]);
    journal.append({ MESSAGE: 'fine', _SYSTEMD_UNIT: 'aqq.service' });
    const again = new CommandLine(dir, ['check']);
    expect(await again.exitStatus()).toBe(0);
    expect(again.out).toContain(en('cli.checkJournal', { title: subject }));
  });

  it('is read by a dry run', async () => {
    const { journal, dir } = withJournal();
    journal.write('ERROR one', 'fine', 'ERROR two');
    const dryRun = new CommandLine(dir, ['try', 'errors', '--journal', '--since', '3650d', '--json']);
    expect(await dryRun.exitStatus()).toBe(0);
    expect(JSON.parse(dryRun.out.join(''))).toMatchObject({ files: 1, lines: 3, sent: 2 });
    const both = new CommandLine(dir, ['try', 'errors', '--journal', '--file', 'app.log']);
    expect(await both.exitStatus()).toBe(2);
    expect(both.err).toEqual(errorLines(en('cli.tryBoth'), en('cli.fix.tryBoth')));
  });
});

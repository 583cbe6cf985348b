import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Watching } from '../../../../support/engine/watching';
import { scratchDir } from '../../../../support/files/scratch-dir';
import { following } from '../../../../support/journal/following';
import { journalctlOf } from '../../../../support/journal/journalctl-processes';
import { JournalWriter } from '../../../../support/journal/journal-writer';
import { until } from '../../../../support/time/until';

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

  it('of this process are left out, those of an earlier boot with its number are not', async () => {
    const { journal, watching } = await following();
    const own = { _PID: String(process.pid) };
    journal.append({ ...own, MESSAGE: 'earlier' });
    journal.boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().replaceAll('-', '');
    journal.append({ ...own, MESSAGE: 'own' }, { MESSAGE: 'other' });
    await watching.sees('earlier', 'other');
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

describe('unusual entries', () => {
  it('have line breaks, and are one event each', async () => {
    const { journal, watching } = await following();
    journal.write('Traceback\n  File "a.py"\nValueError: b', 'single', 'ends\n');
    await watching.sees('Traceback\n  File "a.py"\nValueError: b', 'single', 'ends');
  });

  it('are longer than 4,096 bytes, and than the line limit', async () => {
    const { journal, watching } = await following({}, { limits: { maxLineLength: 6_000 } });
    const [long, huge] = ['x'.repeat(5_000), '가'.repeat(400_000)];
    journal.write(long, huge, `${'y'.repeat(3_000)}\n${'z'.repeat(4_000)}`, 'after');
    const cut = `${'y'.repeat(3_000)}\n${'z'.repeat(2_999)}…`;
    await watching.sees(long, `${'가'.repeat(2_000)}…`, cut, 'after');
  });

  it('are not text', async () => {
    const { journal, watching } = await following();
    journal.write(Buffer.from([0x61, 0xff, 0xfe, 0x62]), Buffer.from('\u001b[31mred\u001b[0m'), Buffer.from('a\0b'));
    await watching.sees('a\ufffd\ufffdb', '\u001b[31mred\u001b[0m', 'a\0b');
  });

  it('have no message, an empty one, or two', async () => {
    const { journal, watching } = await following();
    journal.append(
      { OTHER: 'x' },
      { MESSAGE: '' },
      { MESSAGE: ['first', Buffer.from([0x32, 0xff])] },
      { MESSAGE: 'last' },
    );
    await watching.sees('first\n2\ufffd', 'last');
    await watching.restart();
    journal.write('more');
    await watching.sees('first\n2\ufffd', 'last', 'more');
  });

  it('are the same', async () => {
    const { journal, watching } = await following();
    journal.write('same', 'same');
    journal.time -= 1_000;
    journal.write('same');
    await watching.sees('same', 'same', 'same');
  });

  it('are larger than anything that is read whole', async () => {
    const { journal, watching } = await following({ identifiers: ['big'] }, { limits: { maxLineLength: 1_024 } });
    journal.append(
      { MESSAGE: Buffer.from(`\u0001${'a'.repeat(8_000_000)}`), SYSLOG_IDENTIFIER: 'big' },
      { MESSAGE: `"quoted" ${'b'.repeat(18_000_000)}`, SYSLOG_IDENTIFIER: 'big' },
      { MESSAGE: 'after', SYSLOG_IDENTIFIER: 'big' },
    );
    await watching.sees(`\u0001${'a'.repeat(1_023)}…`, `"quoted" ${'b'.repeat(1_015)}…`, 'after');
    await watching.restart();
    journal.append({ MESSAGE: 'more', SYSLOG_IDENTIFIER: 'big' });
    await until(() => watching.lines().length === 4, 'one more was matched');
  });
});

describe('selections', () => {
  const entries = [
    { MESSAGE: 'sshd', SYSLOG_IDENTIFIER: 'sshd', _SYSTEMD_UNIT: 'ssh.service', PRIORITY: '6' },
    { MESSAGE: 'sshd warns', SYSLOG_IDENTIFIER: 'sshd', _SYSTEMD_UNIT: 'ssh.service', PRIORITY: '4' },
    { MESSAGE: 'ssh failed', SYSLOG_IDENTIFIER: 'systemd', UNIT: 'ssh.service', _PID: '1', PRIORITY: '3' },
    { MESSAGE: 'cron', SYSLOG_IDENTIFIER: 'cron', _SYSTEMD_UNIT: 'cron.service', PRIORITY: '6' },
    { MESSAGE: 'cron panics', SYSLOG_IDENTIFIER: 'cron', _SYSTEMD_UNIT: 'cron.service', PRIORITY: '0' },
    { MESSAGE: 'kernel', SYSLOG_IDENTIFIER: 'kernel', _TRANSPORT: 'kernel', PRIORITY: '4' },
    { MESSAGE: 'forged', SYSLOG_IDENTIFIER: 'app', UNIT: 'ssh.service', _SYSTEMD_UNIT: 'app.service', PRIORITY: '3' },
  ];

  it.each([
    [{ units: ['ssh'] }, ['sshd', 'sshd warns', 'ssh failed']],
    [{ units: ['ssh.service', 'cron.service'] }, ['sshd', 'sshd warns', 'ssh failed', 'cron', 'cron panics']],
    [{ units: ['s*.service'] }, ['sshd', 'sshd warns', 'ssh failed']],
    [{ units: ['ssh'], priority: 'warning' }, ['sshd warns', 'ssh failed']],
    [{ units: ['ssh', 'cron'], identifiers: ['sshd', 'cron'], priority: 'warning' }, ['sshd warns', 'cron panics']],
    [{ identifiers: ['cron', 'kernel'] }, ['cron', 'cron panics', 'kernel']],
    [{ matches: ['_TRANSPORT=kernel'] }, ['kernel']],
    [{ matches: ['PRIORITY=0', 'PRIORITY=4'] }, ['sshd warns', 'cron panics', 'kernel']],
    [{ matches: ['PRIORITY=0', 'PRIORITY=4', '_SYSTEMD_UNIT=ssh.service'] }, ['sshd warns']],
    [{ units: ['ssh'], matches: ['_PID=1'] }, ['ssh failed']],
    [{ priority: 'emerg' }, ['cron panics']],
  ])('of %o', async (selection, expected) => {
    const journal = new JournalWriter(join(scratchDir(), 'journal'));
    journal.append(...entries);
    const watching = new Watching({ journals: [{ directory: journal.dir, ...selection }], start: 'beginning' });
    await watching.start();
    await watching.sees(...expected);
    await watching.restart();
    journal.append(...entries);
    await watching.sees(...expected, ...expected);
  });

  it('that are the same share one journalctl', async () => {
    const journal = new JournalWriter(join(scratchDir(), 'journal'));
    const selection = { directory: journal.dir, identifiers: ['app', 'web'] };
    const same = { ...selection, identifiers: ['web', 'app', 'web'] };
    const rules = [{ id: 'one', match: { text: 'x' }, files: ['j1'] }];
    const watching = new Watching({ journals: [selection, same], rules });
    await watching.start();
    journal.write('x1', 'y');
    await watching.sees('x1');
    const running = await until(() => journalctlOf(journal.dir).length, 'one follows');
    expect(running).toBe(1);
    expect(watching.engine.status().fileCounts.map(({ fileId }) => fileId)).toEqual(['j0', 'j1']);
  });
});

describe('fields of an entry', () => {
  it('are variables of the message and keys of rules', async () => {
    const journal = new JournalWriter(join(scratchDir(), 'journal'));
    const message = '{{host}} {{unit}} {{identifier}} {{priority}} {{pid}} {{key}}: {{line}}';
    const rules = [{ id: 'all', match: { regex: '(?<pid>x)?.+' }, message, key: 'unit' }];
    const watching = new Watching({ journals: [{ directory: journal.dir }], rules });
    await watching.start();
    journal.append(
      { MESSAGE: 'one', PRIORITY: '3' },
      { MESSAGE: 'xy', _HOSTNAME: 'web2', _SYSTEMD_UNIT: 'other.service', _PID: '5' },
    );
    await watching.sees('one', 'xy');
    const texts = watching.events.flatMap((event) => (event.event === 'alert' ? [event.content] : []));
    expect(texts).toEqual([
      'web1 app.service app err  app.service: one',
      'web2 other.service app info x other.service: xy',
    ]);
  });
});

import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../../../src/main/engine/ledger/file/sqlite';
import { Watching } from '../../../../support/engine/watching';
import { scratchDir } from '../../../../support/files/scratch-dir';
import { following } from '../../../../support/journal/following';
import { JournalWriter } from '../../../../support/journal/journal-writer';
import { journalctlOf, killJournalctl } from '../../../../support/journal/journalctl-processes';
import { until } from '../../../../support/time/until';

function notes({ events }: Watching): string[] {
  return events.flatMap((event) => (event.event === 'problem' ? [event.problem.code] : []));
}

describe('what happens to a journal', () => {
  it('rotates into an archived file', async () => {
    const { journal, watching } = await following();
    journal.write('one');
    await watching.sees('one');
    journal.rotate();
    journal.write('two', 'three');
    await watching.sees('one', 'two', 'three');
    await watching.stop();
    journal.rotate();
    journal.write('four');
    journal.rotate();
    journal.write('five');
    await watching.start();
    await watching.sees('one', 'two', 'three', 'four', 'five');
    expect(notes(watching)).toEqual([]);
  });

  it('is vacuumed, with the entry that was read last', async () => {
    const { journal, watching } = await following();
    journal.write('one');
    await watching.sees('one');
    await watching.stop();
    journal.rotate();
    journal.write('two');
    journal.rotate();
    journal.write('three', 'four');
    journal.vacuum(1);
    await watching.start();
    await watching.sees('one', 'two', 'three', 'four');
    await watching.restart();
    journal.write('five');
    await watching.sees('one', 'two', 'three', 'four', 'five');
    expect(notes(watching)).toEqual(['journal-gap']);
  });

  it('is vacuumed whole', async () => {
    const { journal, watching } = await following();
    journal.write('one');
    await watching.sees('one');
    await watching.stop();
    journal.rotate();
    journal.vacuum();
    await watching.start();
    journal.write('two', 'three');
    await watching.sees('one', 'two', 'three');
    expect(notes(watching).filter((code) => code === 'journal-gap')).toEqual(['journal-gap']);
  });

  it('is rotated and vacuumed while it is read', async () => {
    const { journal, watching } = await following();
    journal.write('one');
    await watching.sees('one');
    journal.rotate();
    journal.write('two');
    await watching.sees('one', 'two');
    journal.vacuum();
    journal.write('three');
    await watching.sees('one', 'two', 'three');
    journal.rotate();
    journal.vacuum();
    journal.write('four', 'five');
    await watching.sees('one', 'two', 'three', 'four', 'five');
    expect(notes(watching).filter((code) => code === 'journal-gap')).toEqual([]);
  });

  it('has a file twice and a corrupt one', async () => {
    const { journal, watching } = await following();
    journal.write('one');
    await watching.sees('one');
    copyFileSync(journal.file, join(journal.dir, 'copy.journal'));
    writeFileSync(join(journal.dir, 'corrupt.journal'), Buffer.alloc(100_000, 'x'));
    journal.write('two');
    await watching.sees('one', 'two');
    await watching.restart();
    journal.write('three');
    await watching.sees('one', 'two', 'three');
    expect(watching.problems()).toEqual([]);
  });

  it('goes on after a restart of the machine, before which entries were not read', async () => {
    const { journal, watching } = await following();
    journal.write('one');
    await watching.sees('one');
    await watching.stop();
    journal.write('last words');
    journal.reboot();
    journal.write('first words');
    await watching.start();
    await watching.sees('one', 'last words', 'first words');
  });

  it('goes on after the clock was set back', async () => {
    const { journal, watching } = await following();
    journal.write('one');
    await watching.sees('one');
    journal.time -= 3_600_000_000;
    journal.write('two');
    await watching.sees('one', 'two');
    await watching.restart();
    journal.write('three');
    await watching.sees('one', 'two', 'three');
    expect(notes(watching)).toEqual([]);
  });
});

describe('what happens to journalctl', () => {
  it('is killed', async () => {
    const { journal, watching } = await following();
    for (const [index, line] of ['one', 'two', 'three', 'four'].entries()) {
      await until(() => journalctlOf(journal.dir).length === 1, 'one journalctl runs');
      expect(killJournalctl(journal.dir)).toBe(1);
      journal.write(line);
      await watching.sees(...['one', 'two', 'three', 'four'].slice(0, index + 1));
    }
    expect(watching.problems()).toEqual([]);
  });

  it('is killed with Logbell', async () => {
    const { journal, watching } = await following();
    journal.write('one');
    await watching.sees('one');
    await watching.crash();
    journal.write('two');
    await watching.start();
    await watching.sees('one', 'two');
  });

  it('is not installed, until it is', async () => {
    const program = join(scratchDir(), 'journalctl');
    const { journal, watching } = await following({}, { journalctl: program });
    await until(() => watching.problems().includes('journal-missing-program'), 'it is missing');
    expect(watching.engine.status().files).toMatchObject([{ state: 'unreadable' }]);
    writeFileSync(program, '#!/bin/sh\nexec journalctl "$@"\n', { mode: 0o755 });
    await watching.engine.lookAtAll();
    await until(() => watching.problems().length === 0, 'it is found');
    await until(() => watching.engine.status().files[0]?.state === 'following', 'the position is known');
    journal.write('one');
    await watching.sees('one');
  });

  it('keeps failing, as by a bad message', async () => {
    const program = join(scratchDir(), 'journalctl');
    const failing = 'echo "Failed to iterate through journal: Bad message" >&2; exit 1';
    writeFileSync(program, `#!/bin/sh\ncase "$*" in *--follow*) ${failing};; esac\nexec journalctl "$@"\n`, {
      mode: 0o755,
    });
    const { journal, watching } = await following({}, { journalctl: program });
    await until(() => watching.problems().includes('journal-failing'), 'it is reported');
    const [problem] = watching.engine.status().problems;
    expect(problem?.params).toEqual({ reason: 'Failed to iterate through journal: Bad message' });
    journal.write('one');
    writeFileSync(program, '#!/bin/sh\nexec journalctl "$@"\n', { mode: 0o755 });
    await watching.engine.lookAtAll();
    await watching.sees('one');
    await until(() => watching.problems().length === 0, 'it is over');
  });

  it('has no permission', async () => {
    const program = join(scratchDir(), 'journalctl');
    const open = scratchDir();
    chmodSync(open, 0o755);
    writeFileSync(program, `#!/bin/sh\nexec setpriv --reuid=65534 --clear-groups journalctl "$@"\n`, { mode: 0o755 });
    const dir = join(open, 'journal');
    mkdirSync(dir);
    const journal = new JournalWriter(dir);
    journal.write('old');
    chmodSync(journal.file, 0o600);
    const watching = new Watching({ journals: [{ directory: dir }], journalctl: program });
    await watching.start();
    await until(() => watching.problems().includes('journal-denied'), 'it is reported');
    chmodSync(journal.file, 0o644);
    await watching.engine.lookAtAll();
    await until(() => watching.problems().length === 0, 'it is over');
    journal.write('one');
    await watching.sees('one');
  });
});

describe('a unit of a journal', () => {
  it('that is unknown is reported until it writes', async () => {
    const { journal, watching } = await following({ units: ['app', 'aqq'] });
    await until(() => watching.problems().includes('journal-unknown-unit'), 'it is reported');
    expect(watching.engine.status().problems[0]?.params).toEqual({ unit: 'aqq' });
    journal.append({ MESSAGE: 'hello', _SYSTEMD_UNIT: 'aqq.service' });
    await watching.sees('hello');
    await watching.engine.lookAtAll();
    await until(() => watching.problems().length === 0, 'it is known');
  });
});

describe('what happens to Logbell', () => {
  it('cannot write for a while, and reads again from the last committed entry', async () => {
    const { journal, watching } = await following();
    journal.write('one');
    await watching.sees('one');
    const other = openSqlite(watching.ledgerFile);
    other.exec('BEGIN EXCLUSIVE');
    journal.write('two', 'three');
    await until(() => watching.problems().includes('ledger-unusable'), 'the ledger is locked');
    journal.write('four');
    other.exec('ROLLBACK');
    other.close();
    await watching.sees('one', 'two', 'three', 'four');
    await watching.restart();
    journal.write('five');
    await watching.sees('one', 'two', 'three', 'four', 'five');
  });

  it('reads no more than its reader takes', async () => {
    let mayRead = false;
    const { journal, watching } = await following({}, { mayRead: () => mayRead });
    const entries = Array.from({ length: 20_000 }, (_none, index) => `entry ${index}`);
    journal.write(...entries);
    const count = (): number => watching.lines().length + watching.counted();
    let before = 0;
    let unchanged = 0;
    await until(() => {
      unchanged = count() === before ? unchanged + 1 : 0;
      before = count();
      return before > 0 && unchanged === 50;
    }, 'no more is read');
    expect(before).toBeLessThan(entries.length / 2);
    mayRead = true;
    await until(() => count() >= entries.length, 'all were read');
    expect(count()).toBe(entries.length);
  });
});

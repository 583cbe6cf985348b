import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../../../src/main/engine/ledger/file/sqlite';
import { Ledger } from '../../../../../src/main/engine/ledger/ledger';
import { until } from '../../../../support/time/until';
import { WAYS, Watching, type WatchingOptions } from '../../../../support/engine/watching';

function begin(options: WatchingOptions = {}, first = 'old\n'): Promise<Watching> {
  return Watching.begin(options, first);
}

/** Creates two empty files within one millisecond. */
function twins(folder: string): readonly [string, string] {
  const paths = [join(folder, 'first'), join(folder, 'second')] as const;
  for (;;) {
    paths.forEach((path) => writeFileSync(path, ''));
    const [first, second] = paths.map((path) => statSync(path, { bigint: true }).birthtimeNs / 1_000_000n);
    if (first === second) {
      return paths;
    }
    paths.forEach((path) => unlinkSync(path));
  }
}

describe.each(WAYS)('restart, %s', (_name, way) => {
  Watching.everyTest(way);

  it('E1 continues where it stopped', async () => {
    const watching = await begin();
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
    await watching.stop();
    appendFileSync(watching.path(), 'two\n');
    await watching.start();
    await watching.sees('one', 'two');
  });

  it('E2 reads the rest of a file rotated meanwhile, then the new one', async () => {
    const watching = await begin();
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
    await watching.stop();
    appendFileSync(watching.path(), 'two\n');
    renameSync(watching.path(), `${watching.path()}.1`);
    writeFileSync(watching.path(), 'three\n');
    await watching.start();
    await watching.sees('one', 'two', 'three');
  });

  it('E2 reads files that came and went meanwhile', async () => {
    const watching = await begin();
    await watching.stop();
    appendFileSync(watching.path(), 'one\n');
    renameSync(watching.path(), `${watching.path()}.2`);
    writeFileSync(watching.path(), 'two\n');
    renameSync(watching.path(), `${watching.path()}.1`);
    writeFileSync(watching.path(), 'three\n');
    await watching.start();
    await watching.sees('one', 'two', 'three');
  });

  it.each([
    ['reads a file as old as the log that rotation put after it', ['2', '1'], ['one', 'two', 'three']],
    ['does not read a file as old as the log that rotation put before it', ['1', '2'], ['one', 'three']],
  ] as const)('E2 %s', async (_case, [ofLog, ofOther], seen) => {
    const watching = new Watching();
    const log = watching.path();
    const [first, other] = twins(watching.dir);
    mkdirSync(dirname(log), { recursive: true });
    appendFileSync(first, 'old\n');
    renameSync(first, log);
    await watching.start();
    await watching.stop();
    appendFileSync(log, 'one\n');
    renameSync(log, `${log}.${ofLog}`);
    appendFileSync(other, 'two\n');
    renameSync(other, `${log}.${ofOther}`);
    writeFileSync(log, 'three\n');
    await watching.start();
    await watching.sees(...seen);
  });

  it('E6 reads a file that came before a kill and was rotated after it', async () => {
    const watching = await begin();
    const log = watching.path();
    unlinkSync(log);
    await watching.restart();
    writeFileSync(log, 'one ');
    await until(() => watching.engine.status().files[0]?.state === 'following', 'the file is followed');
    await watching.crash();
    appendFileSync(log, 'two\n');
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'three\n');
    await watching.start();
    await watching.sees('one two', 'three');
  });

  it('E6 reads files that came and went meanwhile, even after a kill right at the start', async () => {
    const watching = await begin();
    const log = watching.path();
    unlinkSync(log);
    await watching.stop();
    writeFileSync(log, 'one\n');
    renameSync(log, `${log}.1`);
    writeFileSync(log, '');
    await watching.start();
    await watching.crash();
    writeFileSync(log, 'two\n');
    await watching.start();
    await watching.sees('one', 'two');
  });

  it('E2 recognizes a copy of lines already read, even if the log itself was replaced meanwhile', async () => {
    const watching = await begin({ paths: ['app.log*'] });
    const log = watching.path();
    appendFileSync(log, 'one\n');
    await watching.sees('one');
    await watching.stop();
    copyFileSync(log, `${log}.2`);
    writeFileSync(`${log}.1`, 'two\n');
    unlinkSync(log);
    writeFileSync(log, 'three\n');
    await watching.start();
    await until(() => watching.lines().length >= 3, 'the new lines were matched');
    await watching.settles();
    expect(watching.lines().sort()).toEqual(['one', 'three', 'two']);
  });

  it('E2 recognizes a copy that appears after its log was renamed and rewritten', async () => {
    const watching = await begin({ paths: ['app.log*'] });
    const log = watching.path();
    appendFileSync(log, 'one\n');
    await watching.sees('one');
    await watching.stop();
    copyFileSync(log, watching.path('copy'));
    truncateSync(log);
    appendFileSync(log, 'two\n');
    renameSync(log, `${log}.1`);
    await watching.start();
    await watching.sees('one', 'two');
    renameSync(watching.path('copy'), `${log}.2`);
    await until(() => watching.heldFiles().includes(`${log}.2`), 'the copy is followed');
    appendFileSync(`${log}.2`, 'three\n');
    await watching.sees('one', 'two', 'three');
  });

  it('E2 continues in a rotated file that it had not finished when it stopped', async () => {
    const watching = await begin({ match: { regex: '00$' } });
    const log = watching.path();
    appendFileSync(log, Array.from({ length: 20_000 }, (_value, index) => `${'x'.repeat(90)} ${index + 1}\n`).join(''));
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'three\n');
    await watching.engine.lookAtAll();
    await new Promise((resolve) => setImmediate(resolve));
    await watching.restart();
    await until(() => watching.lines().length === 200, 'all lines were matched');
  });

  it('E2 reads from a copy the lines written before the file was truncated meanwhile', async () => {
    const watching = await begin();
    const log = watching.path();
    appendFileSync(log, 'one\n');
    await watching.sees('one');
    await watching.stop();
    appendFileSync(log, 'two\n');
    copyFileSync(log, `${log}.1`);
    truncateSync(log);
    appendFileSync(log, 'three\n');
    await watching.start();
    await watching.sees('one', 'two', 'three');
  });

  it('repeats nothing from an older copy beside a rotated file', async () => {
    const watching = await begin();
    const log = watching.path();
    appendFileSync(log, 'one\n');
    await watching.sees('one');
    copyFileSync(log, `${log}.20260101`);
    appendFileSync(log, 'two\n');
    await watching.sees('one', 'two');
    await watching.stop();
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'three\n');
    await watching.start();
    await watching.sees('one', 'two', 'three');
  });

  it('recognizes a file whose device was renumbered', async () => {
    const watching = await begin();
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
    await watching.stop();
    const database = openSqlite(join(watching.dir, 'data', 'ledger.db'));
    database.exec("UPDATE positions SET device = '4711'");
    database.close();
    appendFileSync(watching.path(), 'two\n');
    await watching.start();
    await watching.sees('one', 'two');
    await watching.restart();
    appendFileSync(watching.path(), 'three\n');
    await watching.sees('one', 'two', 'three');
  });

  it('E5 reads a line whole that was half written when it stopped', async () => {
    const watching = await begin();
    appendFileSync(watching.path(), 'partial');
    await watching.settles();
    await watching.stop();
    appendFileSync(watching.path(), ' line\n');
    await watching.start();
    await watching.sees('partial line');
  });

  it('E11 alerts no line that was in a file before the first start', async () => {
    const watching = await begin({}, 'ERROR old\n'.repeat(10_000));
    appendFileSync(watching.path(), 'ERROR new\n');
    await watching.sees('ERROR new');
  });

  it('reads from the start if the settings say so', async () => {
    const watching = await begin({ start: 'beginning' }, 'one\ntwo\n');
    await watching.sees('one', 'two');
    await watching.restart();
    await watching.settles();
    await watching.sees('one', 'two');
  });

  it('starts over with a file that was removed from the settings and added again', async () => {
    const watching = await begin();
    const { engine } = watching;
    const config = watching.config();
    await engine.apply({ ...config, settings: { ...config.settings, files: [] } });
    appendFileSync(watching.path(), 'meanwhile\n');
    await engine.apply(config);
    appendFileSync(watching.path(), 'after\n');
    await watching.sees('after');
  });

  it('continues in files that a changed glob still matches', async () => {
    const watching = await begin({ paths: ['*.log'] });
    const { engine } = watching;
    const config = watching.config();
    const [file] = config.settings.files;
    const files = file ? [{ ...file, path: watching.path('*.{log,txt}') }] : [];
    appendFileSync(watching.path(), 'one\n');
    await engine.apply({ ...config, settings: { ...config.settings, files } });
    appendFileSync(watching.path(), 'two\n');
    await watching.sees('one', 'two');
  });

  it('E14 loses and repeats nothing if log files in the settings change several times in a row', async () => {
    const watching = await begin();
    const { engine } = watching;
    const config = watching.config();
    const renamed = config.settings.files.map((file) => ({ ...file, id: 'renamed' }));
    const changed = { ...config, settings: { ...config.settings, files: renamed } };
    const changes = [engine.apply(changed), engine.apply(config), engine.apply(changed)];
    appendFileSync(watching.path(), 'one\n');
    await Promise.all(changes);
    appendFileSync(watching.path(), 'two\n');
    await watching.sees('one', 'two');
    expect(engine.status().files.map(({ fileId }) => fileId)).toEqual(['renamed']);
  });

  it('A9 reads the rest of a deleted file before log files in the settings change', async () => {
    const watching = await begin();
    const config = watching.config();
    const more = config.settings.files.map((file) => ({ ...file, id: 'more', path: watching.path('more.log') }));
    appendFileSync(watching.path(), 'one\n');
    unlinkSync(watching.path());
    writeFileSync(watching.path(), 'two\n');
    const files = [...config.settings.files, ...more];
    await watching.engine.apply({ ...config, settings: { ...config.settings, files } });
    await watching.sees('one', 'two');
  });

  it('stops while log files in the settings change', async () => {
    const watching = await begin();
    const config = watching.config();
    const applied = watching.engine.apply({ ...config, settings: { ...config.settings, files: [] } });
    await watching.stop();
    await applied;
    await watching.start();
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
  });

  it('keeps history and queued texts', async () => {
    const watching = await begin();
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
    await watching.restart();
    const [entry] = await watching.engine.history({ before: null, limit: 10, search: '' });
    expect(entry).toMatchObject({ kind: 'match', line: 'one', decision: { outcome: 'alerted' } });
    expect(entry?.kind === 'match' && entry.texts[0]).toMatchObject({ state: 'owed', to: '010******78' });
  });
});

describe('ledger', () => {
  it('is private to its owner', async () => {
    const watching = await begin();
    expect(statSync(join(watching.dir, 'data', 'ledger.db')).mode & 0o777).toBe(0o600);
    expect(statSync(join(watching.dir, 'data')).mode & 0o777).toBe(0o700);
  });

  it.each([1, 1_000])('sets a damaged file of %i words aside and starts at the end of files', async (words) => {
    const watching = await begin();
    await watching.stop();
    writeFileSync(join(watching.dir, 'data', 'ledger.db'), 'no database'.repeat(words));
    appendFileSync(watching.path(), 'missed\n');
    await watching.start();
    expect(watching.problems()).toContain('ledger-set-aside');
    expect(readdirSync(join(watching.dir, 'data')).some((name) => name.includes('damaged'))).toBe(true);
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
  });

  it('alerts nothing again from the start of a file after it set a damaged ledger aside', async () => {
    const watching = await begin({ start: 'beginning' });
    await watching.settles();
    const seen = watching.lines();
    await watching.stop();
    writeFileSync(join(watching.dir, 'data', 'ledger.db'), 'no database'.repeat(1_000));
    await watching.start();
    appendFileSync(watching.path(), 'one\n');
    await watching.sees(...seen, 'one');
  });

  it('refuses a database of a newer version and does not touch it', async () => {
    const watching = await begin();
    await watching.stop();
    const file = join(watching.dir, 'data', 'ledger.db');
    const database = openSqlite(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const opened = Ledger.open(file, 0);
    expect(opened).toMatchObject({ ok: false, error: { code: 'ledger-newer' } });
  });

  it('belongs to one Logbell at a time', async () => {
    const watching = await begin();
    const file = join(watching.dir, 'data', 'ledger.db');
    expect(Ledger.open(file, 0)).toMatchObject({ ok: false, error: { code: 'ledger-in-use' } });
    await watching.stop();
    const opened = Ledger.open(file, 0);
    expect(opened.ok).toBe(true);
    if (opened.ok) {
      opened.value.close();
    }
  });
});

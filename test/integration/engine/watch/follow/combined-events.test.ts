import {
  appendFileSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  renameSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { describe, it } from 'vitest';
import { numbered, text } from '../../../../support/files/numbered-lines';
import { until } from '../../../../support/time/until';
import { WAYS, Watching, type WatchingOptions } from '../../../../support/engine/watching';

function begin(options: WatchingOptions = {}, first = 'old\n'): Promise<Watching> {
  return Watching.begin(options, first);
}

/**
 * Writes a log that continues, is copied and truncated twice, and grows beyond its former size; returns the lines
 * written.
 */
function copiedTwice(log: string): string[] {
  const [many, more] = [numbered(0, 50), numbered(50, 200)];
  appendFileSync(log, 'two\n');
  copyFileSync(log, `${log}.2`);
  truncateSync(log);
  appendFileSync(log, text(many));
  copyFileSync(log, `${log}.1`);
  truncateSync(log);
  appendFileSync(log, text(more));
  return ['two', ...many, ...more];
}

/** Starts on a log that was renamed, with another one in its place that is already followed. */
async function beginRenamed(path: string): Promise<Watching> {
  const watching = await begin({ paths: [path] });
  const log = watching.path();
  renameSync(log, `${log}.1`);
  writeFileSync(log, 'one\n');
  await watching.sees('one');
  return watching;
}

/** Both continue; the renamed log gets its name back and continues there. */
async function isSeenWhenBack(watching: Watching): Promise<void> {
  const log = watching.path();
  appendFileSync(log, 'two\n');
  appendFileSync(`${log}.1`, 'three\n');
  renameSync(`${log}.1`, log);
  appendFileSync(log, 'four\n');
  await watching.seesInAnyOrder('one', 'two', 'three', 'four');
}

describe.each(WAYS)('several changes at once, %s', (_name, way) => {
  Watching.everyTest(way);

  it('B1 reads all of a log copied and truncated twice between checks, and grown beyond its position', async () => {
    const watching = await begin();
    const log = watching.path();
    appendFileSync(log, 'one\n');
    await watching.sees('one');
    const written = copiedTwice(log);
    await watching.sees('one', ...written);
  });

  it('B1 reads all of such a log after a kill', async () => {
    const watching = await begin();
    const log = watching.path();
    appendFileSync(log, 'one\n');
    await watching.sees('one');
    await watching.crash();
    const written = copiedTwice(log);
    await watching.start();
    await watching.sees('one', ...written);
  });

  it.each(['app.log', 'app.log*'])(
    'B1 continues in a copy that takes the place of its truncated log (%s)',
    async (path) => {
      const watching = await begin({ paths: [path] });
      const log = watching.path();
      appendFileSync(log, 'one\n');
      await watching.sees('one');
      appendFileSync(log, 'two\n');
      copyFileSync(log, `${log}.1`);
      truncateSync(log);
      appendFileSync(log, 'three\n');
      renameSync(`${log}.1`, log);
      appendFileSync(log, 'four\n');
      await watching.seesInAnyOrder('one', 'two', 'three', 'four');
    },
  );

  it.each(['app.log', 'app.log*'])(
    'A1 continues in a log that is renamed back within the grace period (%s)',
    async (path) => {
      const watching = await beginRenamed(path);
      const log = watching.path();
      await isSeenWhenBack(watching);
      await watching.crash();
      appendFileSync(log, 'five\n');
      await watching.start();
      await watching.seesInAnyOrder('one', 'two', 'three', 'four', 'five');
    },
  );

  it.each(['app.log', 'app.log*'])(
    'A1 continues in a log that is renamed back after the grace period (%s)',
    async (path) => {
      const watching = await beginRenamed(path);
      const log = watching.path();
      const isFollowedThere = (): boolean =>
        watching.engine.status().files.some((file) => file.path === `${log}.1` && file.state === 'following');
      const isOver = path === 'app.log' ? () => !watching.heldFiles().includes(`${log}.1`) : isFollowedThere;
      await until(isOver, 'its grace time was over');
      await isSeenWhenBack(watching);
    },
  );

  it('C13 finds an entry once that was unfinished when its log was rotated and Logbell killed', async () => {
    const watching = await begin({ file: { multiLine: { firstLine: '^E', timeout: '1s' } } });
    const log = watching.path();
    appendFileSync(log, 'E1\n at a\n');
    await watching.settles();
    const writer = openSync(log, 'a');
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'E2\n at b\n');
    await watching.settles();
    await watching.crash();
    writeSync(writer, ' at c\n');
    closeSync(writer);
    await watching.start();
    await watching.seesInAnyOrder('E1\n at a\n at c', 'E2\n at b');
  });

  it('C3 reads a line whole that ended after a rotation and a kill', async () => {
    const watching = await begin({ watch: { graceMs: 5_000 } });
    const log = watching.path();
    const writer = openSync(log, 'a');
    writeSync(writer, 'par');
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'next\n');
    await watching.sees('next');
    await watching.crash();
    writeSync(writer, 'tial\n');
    closeSync(writer);
    await watching.start();
    await watching.sees('next', 'partial');
  });

  it('B3 rereads a log that grew to the same size from the same first lines while Logbell was stopped', async () => {
    const head = numbered(1_000, 1_400);
    const watching = await begin({}, text(head));
    const before = numbered(2_000, 2_400);
    appendFileSync(watching.path(), text(before));
    await watching.sees(...before);
    await watching.stop();
    truncateSync(watching.path());
    const after = numbered(3_000, 3_400);
    appendFileSync(watching.path(), text([...head, ...after]));
    await watching.start();
    await watching.sees(...before, ...head, ...after);
  });

  it('A1 follows fifty logs that are rotated at once', async () => {
    const watching = new Watching({ paths: ['*.log'] });
    mkdirSync(watching.path('.'), { recursive: true });
    const names = Array.from({ length: 50 }, (_value, index) => watching.path(`s${index}.log`));
    names.forEach((name) => writeFileSync(name, 'old\n'));
    await watching.start();
    const expected: string[] = [];
    for (const round of [1, 2]) {
      names.forEach((name, index) => {
        appendFileSync(name, `last ${index} ${round}\n`);
        renameSync(name, `${name}.1`);
        writeFileSync(name, `first ${index} ${round}\n`);
        expected.push(`last ${index} ${round}`, `first ${index} ${round}`);
      });
      await watching.seesInAnyOrder(...expected);
      await watching[round === 1 ? 'crash' : 'stop']();
      await watching.start();
    }
  });

  it.each([
    [
      'a new file in its place',
      (path: string, content: string) => {
        writeFileSync(`${path}.tmp`, content);
        renameSync(`${path}.tmp`, path);
      },
    ],
    ['the same file', (path: string, content: string) => writeFileSync(path, content)],
  ] as const)(
    'B11 alerts no old line again when a long log is cut down to its last lines, into %s',
    async (_kind, save) => {
      const lines = Array.from({ length: 8_000 }, (_value, index) => `line ${index} ${'x'.repeat(100)}`);
      const watching = await begin({ match: { regex: '99 x|new' } });
      appendFileSync(watching.path(), text(lines));
      const wanted = lines.filter((line) => line.includes('99 x'));
      await watching.sees(...wanted);
      save(watching.path(), text([...lines.slice(-200), 'new']));
      await watching.sees(...wanted, 'new');
      await watching.stop();
      save(watching.path(), text([...lines.slice(-100), 'new', 'new 2']));
      await watching.start();
      await watching.sees(...wanted, 'new', 'new 2');
    },
  );

  it('E14 loses and repeats nothing if settings are saved and the log is rotated under load', async () => {
    const lines = numbered(0, 60_000);
    const watching = await begin({ match: { regex: '000$' } });
    const config = watching.config();
    const renamed = config.settings.files.map((file) => ({ ...file, id: 'renamed' }));
    const changed = { ...config, settings: { ...config.settings, files: renamed } };
    const log = watching.path();
    appendFileSync(log, text(lines.slice(0, 30_000)));
    const one = watching.engine.apply(changed);
    renameSync(log, `${log}.1`);
    writeFileSync(log, text(lines.slice(30_000)));
    const two = watching.engine.apply(config);
    await Promise.all([one, two]);
    await watching.sees(...lines.filter((line) => line.endsWith('000')));
  });
});

import { appendFileSync, chmodSync, closeSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { describe, it } from 'vitest';
import { type Watching, WAYS } from '../../../../support/engine/watching';
import { watchingWithoutRoot } from '../../../../support/engine/watching-without-root';
import { until } from '../../../../support/time/until';

/** Birth times lag by some ms. */
const TICK_MS = 50;

describe.each(WAYS)('logs that are rotated while they cannot be read, %s', (_way, watch) => {
  const prepared = (): Watching => watchingWithoutRoot(watch);
  const unreadable = (watching: Watching): Promise<unknown> =>
    until(() => watching.problems().includes('file-unreadable'), 'the problem was raised');
  /** Rotates a log after it was read, with an unreadable one in its place. */
  const followedByUnreadable = async (watching: Watching, ending: string): Promise<void> => {
    const log = watching.path();
    await watching.start();
    appendFileSync(log, 'one\n');
    renameSync(log, `${log}${ending}`);
    writeFileSync(log, 'two\n', { mode: 0 });
    await unreadable(watching);
    await watching.sees('one');
  };

  it.each(['stop', 'crash'] as const)(
    'G4 are read from their start once they are readable, even after a %s',
    async (how) => {
      const watching = prepared();
      const log = watching.path();
      await followedByUnreadable(watching, '.1');
      await watching[how]();
      await watching.start();
      await unreadable(watching);
      chmodSync(log, 0o644);
      await watching.sees('one', 'two');
    },
  );

  it('G1 resume from the line in which they ended at the first scan', async () => {
    const watching = prepared();
    const log = watching.path();
    const writer = openSync(log, 'a');
    writeSync(writer, 'half');
    chmodSync(log, 0);
    await watching.start();
    await unreadable(watching);
    writeSync(writer, ' and half\none\n');
    closeSync(writer);
    await watching.settles();
    renameSync(log, `${log}.1`);
    chmodSync(`${log}.1`, 0o644);
    writeFileSync(log, 'two\n');
    await watching.sees('half and half', 'one', 'two');
  });

  it.each(['run', 'stop', 'crash'] as const)(
    'G1 resume from there even if nobody saw the new lines (%s)',
    async (how) => {
      const watching = prepared();
      const log = watching.path();
      const writer = openSync(log, 'a');
      writeSync(writer, 'half');
      chmodSync(log, 0);
      await watching.start();
      await unreadable(watching);
      if (how !== 'run') {
        await watching[how]();
      }
      writeSync(writer, ' and half\none\n');
      closeSync(writer);
      renameSync(log, `${log}.1`);
      chmodSync(`${log}.1`, 0o644);
      writeFileSync(log, 'two\n');
      if (how !== 'run') {
        await watching.start();
      }
      await watching.sees('half and half', 'one', 'two');
    },
  );

  it.each(['run', 'stop', 'crash'] as const)(
    'G4 are read even if they were replaced before they were readable (%s)',
    async (how) => {
      const watching = prepared();
      const log = watching.path();
      await followedByUnreadable(watching, '.2');
      const seenAt = Date.now();
      await until(() => Date.now() > seenAt + TICK_MS, 'the log is older than the last look at it');
      await watching.settles();
      if (how !== 'run') {
        await watching[how]();
      }
      chmodSync(log, 0o644);
      renameSync(log, `${log}.1`);
      writeFileSync(log, 'three\n');
      if (how !== 'run') {
        await watching.start();
      }
      await watching.sees('one', 'two', 'three');
    },
  );
});

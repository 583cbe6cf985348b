import { appendFileSync, copyFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { numbered, text } from '../../../../support/files/numbered-lines';
import { WAYS, Watching, type WatchingOptions } from '../../../../support/engine/watching';

/** Text that a program prints at the start of each log: more than a fingerprint hashes. */
const BANNER = Array.from({ length: 14 }, (_value, index) => `The shop, part ${index} ${'='.repeat(100)}`);

function begin(options: WatchingOptions = {}): Promise<Watching> {
  return Watching.begin({ match: { regex: '^line' }, ...options }, text(BANNER));
}

/** Lines written to one log after the other; `turn` rotates the log. */
function writeThree(log: string, turn: (number: number) => void): string[] {
  const [one, two, three] = [numbered(1, 2), numbered(2, 40), numbered(40, 50)];
  appendFileSync(log, text(one));
  turn(2);
  appendFileSync(log, text([...BANNER, ...two]));
  turn(1);
  appendFileSync(log, text([...BANNER, ...three]));
  return [...one, ...two, ...three];
}

function rotateTwice(log: string): string[] {
  return writeThree(log, (number) => renameSync(log, `${log}.${number}`));
}

function copyAndTruncateTwice(log: string): string[] {
  return writeThree(log, (number) => {
    copyFileSync(log, `${log}.${number}`);
    truncateSync(log);
  });
}

const ways = [
  ['A4 rotated', rotateTwice],
  ['B1 copied and truncated', copyAndTruncateTwice],
] as const;

describe.each(WAYS)('logs that start with the same long banner, %s', (_name, way) => {
  Watching.everyTest(way);

  it.each(ways)('%s twice at once are all read', async (_kind, turn) => {
    const watching = await begin();
    const before = numbered(100, 120);
    appendFileSync(watching.path(), text(before));
    await watching.sees(...before);
    const written = turn(watching.path());
    await watching.sees(...before, ...written);
  });

  it.each(ways.flatMap(([kind, turn]) => [[kind, 'stop', turn] as const, [kind, 'crash', turn] as const]))(
    '%s twice after a %s are all read',
    async (_kind, end, turn) => {
      const watching = await begin({ paths: ['app.log*'] });
      const before = numbered(100, 120);
      appendFileSync(watching.path(), text(before));
      await watching.sees(...before);
      await watching[end]();
      const written = turn(watching.path());
      await watching.start();
      await watching.seesInAnyOrder(...before, ...written);
    },
  );

  it('A20 are read from their start if their names have dates', async () => {
    const watching = await begin({ paths: ['app*.log'] });
    appendFileSync(watching.path(), text(numbered(0, 20)));
    await watching.sees(...numbered(0, 20));
    writeFileSync(watching.path('app-2026-01-31.log'), text([...BANNER, 'line 20']));
    await watching.sees(...numbered(0, 21));
    appendFileSync(watching.path('app-2026-01-31.log'), 'line 21\n');
    await watching.sees(...numbered(0, 22));
  });

  it('are not repeated from an older copy', async () => {
    const watching = await begin();
    appendFileSync(watching.path(), text(numbered(0, 20)));
    await watching.sees(...numbered(0, 20));
    copyFileSync(watching.path(), watching.path('app.log.20260131'));
    appendFileSync(watching.path(), text(numbered(20, 40)));
    await watching.sees(...numbered(0, 40));
    await watching.stop();
    renameSync(watching.path(), watching.path('app.log.1'));
    writeFileSync(watching.path(), text([...BANNER, 'line 40']));
    await watching.start();
    await watching.sees(...numbered(0, 41));
  });
});

import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  renameSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import { until } from '../../../../support/time/until';
import { Watching, type WatchingOptions } from '../../../../support/engine/watching';

const LINK = 'link.log';

async function begin(options: WatchingOptions): Promise<Watching> {
  const watching = new Watching({ ...options, paths: [LINK] });
  mkdirSync(watching.path('.'), { recursive: true });
  writeFileSync(watching.path('a.log'), 'old\n');
  symlinkSync(watching.path('a.log'), watching.path(LINK));
  await watching.start();
  return watching;
}

function leadTo(watching: Watching, name: string): void {
  symlinkSync(watching.path(name), watching.path('fresh'));
  renameSync(watching.path('fresh'), watching.path(LINK));
}

describe.each([
  ['with notices', { watch: { sweepMs: 100 } }],
  ['by polling', { watch: { polling: true } }],
] as const)('symlinks, %s', (_way, way) => {
  it('L1 reads the late line of the old target and all of the new one', async () => {
    const watching = await begin(way);
    const writer = openSync(watching.path('a.log'), 'a');
    writeFileSync(watching.path('b.log'), 'first of b\n');
    leadTo(watching, 'b.log');
    writeSync(writer, 'late in a\n');
    closeSync(writer);
    appendFileSync(watching.path('b.log'), 'second of b\n');
    await watching.sees('late in a', 'first of b', 'second of b');
  });

  it('L3 waits when the symlink is removed, and follows the next one', async () => {
    const watching = await begin(way);
    appendFileSync(watching.path('a.log'), 'one\n');
    await watching.sees('one');
    unlinkSync(watching.path(LINK));
    await until(() => watching.engine.status().files[0]?.state === 'waiting', 'the link was waited for');
    await until(() => !watching.heldFiles().includes(watching.path('a.log')), 'its target was let go of');
    appendFileSync(watching.path('a.log'), 'unseen until it leads there again\n');
    symlinkSync(watching.path('a.log'), watching.path(LINK));
    await watching.sees('one', 'unseen until it leads there again');
  });

  it('L5 reports that a loop leads nowhere, and continues once it is gone', async () => {
    const watching = await begin(way);
    leadTo(watching, LINK);
    await until(() => watching.problems().includes('file-failing'), 'the loop was reported');
    expect(watching.engine.status().problems[0]?.params).toEqual({ reason: 'ELOOP' });
    leadTo(watching, 'a.log');
    appendFileSync(watching.path('a.log'), 'one\n');
    await watching.sees('one');
    await until(() => watching.problems().length === 0, 'the problem was over');
  });
});

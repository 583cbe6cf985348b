import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type * as fileSystem from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { channelService } from '../../support/channels/channel-service';
import { ACCEPTS } from '../../support/channels/samples';
import { dropRoot } from '../../support/engine/without-root';
import { FaultBench, inLedger } from '../../support/heartbeat/fault-bench';
import { mountReadOnly } from '../../support/mounts';
import { type BreakableDisk, mountBreakableDisk, mountSmallDisk, type SmallDisk } from '../../support/small-disk';
import { en } from '../../support/text/strings';
import { until } from '../../support/time/until';

/** Error code of inotify from now on; empty while it works. */
const inotify = vi.hoisted(() => ({ fault: '' }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof fileSystem>();
  return {
    ...fs,
    watch: (...args: Parameters<typeof fs.watch>) => {
      if (inotify.fault !== '') {
        throw Object.assign(new Error(inotify.fault), { code: inotify.fault });
      }
      return fs.watch(...args);
    },
  };
});

function refuseWrites({ dataDir }: FaultBench): void {
  inLedger(dataDir, "CREATE TRIGGER r BEFORE INSERT ON engine_state BEGIN SELECT RAISE(ABORT, 'refused'); END");
}

it('ledger: the disk is full', async () => {
  let disk: SmallDisk | null = null;
  const bench = await FaultBench.start({
    before: (dir) => {
      disk = mountSmallDisk(join(dir, 'data'), 'size=4m');
    },
  });
  const mounted = disk as SmallDisk | null;
  if (mounted !== null) {
    const { message } = await bench.failsAfter(() => mounted.fill());
    expect(message).toBe(en('problem.ledger-unusable.title_full', { folder: bench.dataDir }));
    mounted.free();
    await bench.monitor.hears(({ isUp }) => isUp, 'the end', bench.monitor.heard.length);
  }
});

it('ledger: its file system is read-only', async () => {
  const bench = await FaultBench.start();
  if (mountReadOnly(bench.dataDir)) {
    const { message } = await bench.failsAfter(() => undefined);
    expect(message).toBe(en('problem.ledger-unusable.title_readonly', { folder: bench.dataDir }));
  }
});

it('ledger: its disk breaks and is read-only, which a channel reports too', async () => {
  const service = await channelService(ACCEPTS.webhook);
  let disk: BreakableDisk | null = null;
  const bench = await FaultBench.start({
    before: (dir) => {
      disk = mountBreakableDisk(join(dir, 'data'));
    },
    settings: {
      channels: [{ id: 'ops', kind: 'webhook', url: `${service.url}/hook` }],
      problems: { to: ['ops'], after: '5s' },
    },
  });
  const mounted = disk as BreakableDisk | null;
  // Without the right to mount, the database itself refuses every write.
  const { message } = await bench.failsAfter(() => (mounted === null ? refuseWrites(bench) : mounted.breakDown()));
  const title = en(mounted === null ? 'problem.ledger-unusable.title' : 'problem.ledger-unusable.title_readonly', {
    folder: bench.dataDir,
  });
  expect(mounted === null ? title : message).toBe(title);
  await until(() => service.requests.some(({ body }) => body.includes(message)), 'the problem is reported', 60_000);
}, 120_000);

it('ledger: it takes no write', async () => {
  const bench = await FaultBench.start();
  await bench.failsAfter(() => refuseWrites(bench));
});

it('ledger: its folder is gone', async () => {
  const bench = await FaultBench.start();
  await bench.failsAfter(() => {
    renameSync(bench.dataDir, `${bench.dataDir}-moved`);
    writeFileSync(bench.dataDir, '');
  });
});

it('log: it is unreadable', async () => {
  const bench = await FaultBench.prepare();
  dropRoot(bench.dir);
  await bench.run();
  const { message } = await bench.failsAfter(() => {
    rmSync(bench.log);
    writeFileSync(bench.log, 'hello world\n', { mode: 0 });
  });
  expect(message).toBe(en('problem.file-unreadable.title', { subject: bench.log }));
});

it.each(['{dir}/logs/*.log', '{dir}/logs/app.log'])('log: the folder of %s is gone', async (path) => {
  const bench = await FaultBench.start({ path });
  await bench.failsAfter(() => rmSync(join(bench.dir, 'logs'), { recursive: true }));
});

it('log: a folder is in its place', async () => {
  const bench = await FaultBench.start();
  await bench.failsAfter(() => {
    rmSync(bench.log);
    mkdirSync(bench.log);
  });
});

it('log: inotify is unavailable', async () => {
  const bench = await FaultBench.start({ path: join('{dir}', 'logs', '**', '*.log') });
  onTestFinished(() => {
    inotify.fault = '';
  });
  await bench.failsAfter(() => {
    inotify.fault = 'ENOSPC';
    mkdirSync(join(bench.dir, 'logs', 'more'));
  });
});

it.each([
  ['is not installed', null],
  ['is dead', '#!/bin/sh\nexit 1\n'],
])('journal: journalctl %s', async (_what, program) => {
  const journalctl = join('{dir}', 'journalctl');
  const bench = await FaultBench.start({
    ...{ journals: [{ units: [] }], journalctl },
    before: (dir) => writeFileSync(join(dir, 'journalctl'), '#!/bin/sh\nexec sleep 60\n', { mode: 0o755 }),
  });
  await bench.failsAfter(async () => {
    const file = join(bench.dir, 'journalctl');
    rmSync(file);
    if (program !== null) {
      writeFileSync(file, program, { mode: 0o755 });
    }
    await bench.engine.apply(bench.config({ files: [{ id: 'j1', journal: { units: ['ssh.service'] } }] }));
  });
});

import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  renameSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { describe, it } from 'vitest';
import { Watching, WAYS } from '../../../../support/engine/watching';

describe.each(WAYS)('logs in another folder than the link to them, %s', (_way, watch) => {
  const begin = async (): Promise<Watching> => {
    const watching = new Watching({ watch, paths: ['link.log'] });
    mkdirSync(watching.path('real'), { recursive: true });
    writeFileSync(watching.path('real/app.log'), 'old\n');
    symlinkSync('real/app.log', watching.path('link.log'));
    await watching.start();
    appendFileSync(watching.path('real/app.log'), 'one\n');
    await watching.sees('one');
    return watching;
  };

  it('E2 are read to their ends if they were rotated meanwhile', async () => {
    const watching = await begin();
    await watching.stop();
    appendFileSync(watching.path('real/app.log'), 'two\n');
    renameSync(watching.path('real/app.log'), watching.path('real/app.log.1'));
    writeFileSync(watching.path('real/app.log'), 'three\n');
    await watching.start();
    await watching.sees('one', 'two', 'three');
  });

  it('E2 are read to their ends even if the link was redirected meanwhile', async () => {
    const watching = await begin();
    await watching.stop();
    appendFileSync(watching.path('real/app.log'), 'two\n');
    writeFileSync(watching.path('real/next.log'), 'three\n');
    unlinkSync(watching.path('link.log'));
    symlinkSync('real/next.log', watching.path('link.log'));
    await watching.start();
    await watching.sees('one', 'two', 'three');
  });

  it('A4 are followed across two rotations at once', async () => {
    const watching = await begin();
    renameSync(watching.path('real/app.log'), watching.path('real/app.log.2'));
    writeFileSync(watching.path('real/app.log'), 'two\n');
    renameSync(watching.path('real/app.log'), watching.path('real/app.log.1'));
    writeFileSync(watching.path('real/app.log'), 'three\n');
    await watching.sees('one', 'two', 'three');
  });

  it('B1 are followed across copytruncate', async () => {
    const watching = await begin();
    appendFileSync(watching.path('real/app.log'), 'two\n');
    copyFileSync(watching.path('real/app.log'), watching.path('real/app.log.1'));
    truncateSync(watching.path('real/app.log'));
    appendFileSync(watching.path('real/app.log'), 'three\n');
    await watching.sees('one', 'two', 'three');
  });
});

import { execFileSync } from 'node:child_process';
import { appendFileSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { until } from '../../support/until';
import { Watching } from '../../support/watching';

function prepared(paths: readonly string[], names: readonly string[] = []): Watching {
  const watching = new Watching({ paths });
  mkdirSync(watching.path('.'), { recursive: true });
  names.forEach((name) => writeFileSync(watching.path(name), 'old\n'));
  return watching;
}

describe('reaching files', () => {
  it('follows every file of a glob', async () => {
    const watching = prepared(['*.log'], ['a.log', 'b.log']);
    await watching.start();
    appendFileSync(watching.path('a.log'), 'from a\n');
    await watching.sees('from a');
    appendFileSync(watching.path('b.log'), 'from b\n');
    await watching.sees('from a', 'from b');
  });

  it('follows files in folders that appear later', async () => {
    const watching = prepared(['**/*.log']);
    await watching.start();
    mkdirSync(watching.path('new/deep'), { recursive: true });
    writeFileSync(watching.path('new/deep/a.log'), 'first\n');
    await watching.sees('first');
  });

  it('leaves compressed files of a glob alone', async () => {
    const watching = prepared(['app.log*'], ['app.log']);
    await watching.start();
    writeFileSync(watching.path('app.log.1.gz'), 'not text\n');
    appendFileSync(watching.path('app.log'), 'one\n');
    await watching.sees('one');
    await watching.settles();
    expect(watching.engine.status().files.map(({ path }) => path)).toEqual([watching.path('app.log')]);
  });

  it('reads a file once that two entries name', async () => {
    const watching = prepared(['*.log', 'a.log'], ['a.log']);
    await watching.start();
    appendFileSync(watching.path('a.log'), 'once\n');
    await watching.sees('once');
    await watching.settles();
    await watching.sees('once');
    expect(watching.engine.status().files.map(({ fileId }) => fileId)).toEqual(['f0', 'f1']);
  });

  it.each([
    ['a symlink', symlinkSync],
    ['a hard link', linkSync],
  ])('reads a file once that also goes by %s', async (_kind, link) => {
    const watching = prepared(['a.log', 'b.log'], ['a.log']);
    link(watching.path('a.log'), watching.path('b.log'));
    await watching.start();
    appendFileSync(watching.path('b.log'), 'once\n');
    await watching.sees('once');
    await watching.settles();
    await watching.sees('once');
  });

  it('G5 waits for a file whose folder is missing too', async () => {
    const watching = prepared(['later/app.log']);
    await watching.start();
    expect(watching.engine.status().files[0]?.state).toBe('waiting');
    mkdirSync(watching.path('later'));
    writeFileSync(watching.path('later/app.log'), 'first\n');
    await watching.sees('first');
  });

  it('says that a folder is no file', async () => {
    const watching = prepared(['folder']);
    mkdirSync(watching.path('folder'));
    await watching.start();
    await until(() => watching.problems().includes('file-directory'), 'the folder was refused');
  });

  it('says that a FIFO cannot be watched, and does not wait on it', async () => {
    const watching = prepared(['pipe']);
    execFileSync('mkfifo', [watching.path('pipe')]);
    await watching.start();
    await until(() => watching.problems().includes('file-special'), 'the pipe was refused');
  });

  it('says that nothing matches a glob, until something does', async () => {
    const watching = prepared(['*.log']);
    await watching.start();
    expect(watching.problems()).toContain('no-files-match');
    writeFileSync(watching.path('a.log'), 'first\n');
    await watching.sees('first');
    await until(() => !watching.problems().includes('no-files-match'), 'the problem was over');
  });

  it('forgets what was wrong with a file that is taken off the list', async () => {
    const watching = prepared(['folder', 'a.log'], ['a.log']);
    mkdirSync(watching.path('folder'));
    await watching.start();
    await until(() => watching.problems().includes('file-directory'), 'the folder was refused');
    const config = watching.config();
    const files = config.settings.files.filter(({ path }) => path === watching.path('a.log'));
    await watching.engine.apply({ ...config, settings: { ...config.settings, files } });
    expect(watching.problems()).toEqual([]);
  });

  it('refuses the files Logbell writes itself', async () => {
    const watching = prepared(['own.log'], ['own.log']);
    watching.ownFiles.push(watching.path('own.log'));
    await watching.start();
    expect(watching.problems()).toContain('file-own');
  });
});

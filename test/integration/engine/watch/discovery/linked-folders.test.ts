import { fileSources } from '../../../../../src/shared/settings/log-source';
import { execFileSync } from 'node:child_process';
import { appendFileSync, linkSync, mkdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { until } from '../../../../support/time/until';
import { Watching, type WatchingOptions } from '../../../../support/engine/watching';

function preparedWith(options: WatchingOptions, names: readonly string[]): Watching {
  const watching = new Watching(options);
  mkdirSync(watching.path('.'), { recursive: true });
  names.forEach((name) => writeFileSync(watching.path(name), 'old\n'));
  return watching;
}

describe.each([
  ['with notices', { sweepMs: 250 }],
  ['by polling', { polling: true }],
] as const)('%s', (_way, watch) => {
  const prepared = (paths: readonly string[], names: readonly string[] = []): Watching =>
    preparedWith({ paths, watch }, names);

  describe('finding files', () => {
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

    it('ignores folders, and names that came and went, in a glob', async () => {
      const watching = prepared(['**/*.log'], ['app.log']);
      await watching.start();
      mkdirSync(watching.path('folder.log'));
      writeFileSync(watching.path('gone.log'), 'gone\n');
      await watching.sees('gone');
      unlinkSync(watching.path('gone.log'));
      appendFileSync(watching.path('app.log'), 'one\n');
      await watching.sees('gone', 'one');
      await until(() => watching.engine.status().files.length === 1, 'the deleted file was let go of');
      expect(watching.engine.status().files.map(({ path }) => path)).toEqual([watching.path('app.log')]);
      expect(watching.problems()).toEqual([]);
    });

    it('reports that there are more files than it can follow', async () => {
      const watching = new Watching({ paths: ['*.log'], watch: { ...watch, maxFiles: 2 } });
      mkdirSync(watching.path('.'), { recursive: true });
      ['a.log', 'b.log', 'c.log'].forEach((name) => writeFileSync(watching.path(name), ''));
      await watching.start();
      expect(watching.problems()).toEqual(['too-many-files']);
      rmSync(watching.path('a.log'));
      appendFileSync(watching.path('c.log'), 'one\n');
      await watching.sees('one');
      await until(() => watching.problems().length === 0, 'the problem was over');
    });

    it('lists a hundred files of a glob, and counts them all', async () => {
      const names = Array.from({ length: 120 }, (_value, index) => `a${index}.log`);
      const watching = prepared(['*.log'], names);
      await watching.start();
      const { files, fileCounts } = watching.engine.status();
      expect(files).toHaveLength(100);
      expect(fileCounts).toEqual([{ fileId: 'f0', following: 120, waiting: 0, unreadable: 0, refused: 0 }]);
    });

    it('ignores compressed files of a glob', async () => {
      const watching = prepared(['app.log*'], ['app.log']);
      await watching.start();
      writeFileSync(watching.path('app.log.1.gz'), 'not text\n');
      appendFileSync(watching.path('app.log'), 'one\n');
      await watching.sees('one');
      await watching.settles();
      expect(watching.engine.status().files.map(({ path }) => path)).toEqual([watching.path('app.log')]);
    });

    it('reads a file once if two configured log files name it', async () => {
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
    ])('reads a file once if it is also reached by %s', async (_kind, link) => {
      const watching = prepared(['a.log', 'b.log'], ['a.log']);
      link(watching.path('a.log'), watching.path('b.log'));
      await watching.start();
      appendFileSync(watching.path('b.log'), 'once\n');
      await watching.sees('once');
      await watching.settles();
      await watching.sees('once');
    });

    it('G5 waits for a file whose folder is missing, too', async () => {
      const watching = prepared(['later/app.log']);
      await watching.start();
      expect(watching.engine.status().files[0]?.state).toBe('waiting');
      mkdirSync(watching.path('later'));
      writeFileSync(watching.path('later/app.log'), 'first\n');
      await watching.sees('first');
    });

    it('reports that a folder is no file', async () => {
      const watching = prepared(['folder']);
      mkdirSync(watching.path('folder'));
      await watching.start();
      await until(() => watching.problems().includes('file-directory'), 'the folder was refused');
    });

    it('reports that a FIFO cannot be watched, and does not block on it', async () => {
      const watching = prepared(['pipe']);
      execFileSync('mkfifo', [watching.path('pipe')]);
      await watching.start();
      await until(() => watching.problems().includes('file-special'), 'the pipe was refused');
    });

    it('reports that nothing matches a glob, until something does', async () => {
      const watching = prepared(['*.log']);
      await watching.start();
      expect(watching.problems()).toContain('no-files-match');
      writeFileSync(watching.path('a.log'), 'first\n');
      await watching.sees('first');
      await until(() => !watching.problems().includes('no-files-match'), 'the problem was over');
    });

    it('clears the problems of a file that is removed from the settings', async () => {
      const watching = prepared(['folder', 'a.log'], ['a.log']);
      mkdirSync(watching.path('folder'));
      await watching.start();
      await until(() => watching.problems().includes('file-directory'), 'the folder was refused');
      const config = watching.config();
      const files = fileSources(config.settings.files).filter(({ path }) => path === watching.path('a.log'));
      await watching.engine.apply({ ...config, settings: { ...config.settings, files } });
      expect(watching.problems()).toEqual([]);
    });

    it('L5 reports that a loop of symlinks leads nowhere', async () => {
      const watching = prepared(['a.log']);
      symlinkSync(watching.path('a.log'), watching.path('b.log'));
      symlinkSync(watching.path('b.log'), watching.path('a.log'));
      await watching.start();
      await until(() => watching.problems().includes('file-failing'), 'the loop was reported');
      expect(watching.engine.status().problems[0]?.params).toEqual({ reason: 'ELOOP' });
      rmSync(watching.path('a.log'));
      writeFileSync(watching.path('a.log'), 'old\n');
      await until(() => watching.problems().length === 0, 'the problem was over');
      appendFileSync(watching.path('a.log'), 'one\n');
      await watching.sees('one');
    });

    it('never reads its own ledger', async () => {
      const watching = prepared(['../data/*', 'app.log'], ['app.log']);
      await watching.start();
      appendFileSync(watching.path('app.log'), 'one\n');
      await watching.sees('one');
      const followed = watching.engine.status().files.filter(({ state }) => state === 'following');
      expect(followed.map(({ path }) => path)).toEqual([watching.path('app.log')]);
      expect(watching.problems()).toContain('file-own');
    });

    it('refuses files that Logbell writes itself', async () => {
      const watching = prepared(['own.log'], ['own.log']);
      watching.ownFiles.push(watching.path('own.log'));
      await watching.start();
      expect(watching.problems()).toContain('file-own');
    });
  });
});

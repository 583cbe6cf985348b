import { appendFileSync, chmodSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { until } from '../../../../support/time/until';
import { Watching } from '../../../../support/engine/watching';
import { watchingWithoutRoot } from '../../../../support/engine/watching-without-root';

/** Intervals so long that only inotify events can be in time. */
const NOTICES = { sweepMs: 60_000, pollMs: 60_000 };

function begun(watching: Watching, files: readonly { readonly id: string; readonly path: string }[]): Promise<void> {
  const config = watching.config();
  const [entry] = config.settings.files;
  const sources = files.flatMap((file) => (entry ? [{ ...entry, ...file }] : []));
  return watching.engine.apply({ ...config, settings: { ...config.settings, files: sources } });
}

describe('paths in other spellings', () => {
  it.each([
    ['//', '//app.log'],
    ['/./', '/./app.log'],
    ['a slash at the end', '/app.log/'],
    ['..', '/sub/../app.log'],
    ['// in a glob', '//*.log'],
    ['/./ in a glob', '/./*.log'],
    ['.. in a glob', '/sub/../*.log'],
  ])('get events of writes, with %s', async (_what, path) => {
    const watching = new Watching({ watch: NOTICES });
    mkdirSync(watching.path('sub'), { recursive: true });
    writeFileSync(watching.path(), '');
    await watching.start();
    await begun(watching, [{ id: 'f0', path: `${watching.path('.')}${path}` }]);
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
    renameSync(watching.path(), watching.path('app.log.1'));
    writeFileSync(watching.path(), 'two\n');
    await watching.sees('one', 'two');
    const [file] = watching.engine.status().files;
    const live = await watching.engine.readLive({ fileId: 'f0', path: file?.path ?? '', after: null });
    expect(live.lines.map(({ text }) => text)).toEqual(['two']);
  });

  it('lead to one file, which is read once for all its configured paths', async () => {
    const watching = new Watching();
    mkdirSync(watching.path('sub'), { recursive: true });
    symlinkSync('.', watching.path('link'));
    writeFileSync(watching.path(), '');
    await watching.start();
    const spelled = ['/app.log', '//app.log', '/sub/../app.log', '/link/app.log', '/./*.log'];
    await begun(
      watching,
      spelled.map((path, index) => ({ id: `f${index}`, path: `${watching.path('.')}${path}` })),
    );
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
    await watching.settles();
    await watching.sees('one');
    const counts = watching.engine.status().fileCounts.map(({ fileId, following }) => `${fileId}: ${following}`);
    expect(counts.sort()).toEqual(['f0: 1', 'f1: 1', 'f2: 1', 'f3: 1', 'f4: 1']);
  });
});

it('a name built to be slow for a glob delays nothing', async () => {
  const watching = new Watching({ paths: ['app-*-*-*-*-*-*-*.log', '**/a*b*a*b*a*b*.log'] });
  mkdirSync(watching.path('.'), { recursive: true });
  const name = watching.path('app-2026-01-02-03-04-05-06.log');
  writeFileSync(name, '');
  writeFileSync(watching.path(`app-${'-'.repeat(240)}`), '');
  writeFileSync(watching.path('ab'.repeat(120)), '');
  await watching.start();
  writeFileSync(watching.path(`app-${'-'.repeat(241)}`), '');
  appendFileSync(name, 'one\n');
  await watching.sees('one');
});

it('a file gets events even if its folder cannot be read', async () => {
  const watching = watchingWithoutRoot(NOTICES);
  chmodSync(watching.path('.'), 0o311);
  await watching.start();
  appendFileSync(watching.path(), 'one\n');
  await watching.sees('one');
  appendFileSync(watching.path(), 'two\n');
  await watching.sees('one', 'two');
  chmodSync(watching.path('.'), 0o755);
});

it('the target of a link gets events, even if its folder is moved and recreated', async () => {
  const watching = new Watching({ paths: ['link.log'], watch: NOTICES });
  mkdirSync(watching.path('real/logs'), { recursive: true });
  writeFileSync(watching.path('real/logs/app.log'), '');
  symlinkSync('real/logs/app.log', watching.path('link.log'));
  await watching.start();
  appendFileSync(watching.path('real/logs/app.log'), 'one\n');
  await watching.sees('one');
  const expected = ['one'];
  for (const round of ['two', 'three']) {
    renameSync(watching.path('real/logs'), watching.path(`real/${round}`));
    mkdirSync(watching.path('real/logs'));
    writeFileSync(watching.path('real/logs/app.log'), `${round}\n`);
    renameSync(watching.path('real/logs'), watching.path(`real/${round}-2`));
    mkdirSync(watching.path('real/logs'));
    writeFileSync(watching.path('real/logs/app.log'), `${round} again\n`);
    expected.push(round, `${round} again`);
    await watching.sees(...expected);
    appendFileSync(watching.path('real/logs/app.log'), `${round} at last\n`);
    expected.push(`${round} at last`);
    await watching.sees(...expected);
  }
});

it('no line is lost when hundreds of logs are rotated at once in a large folder', async () => {
  const watching = new Watching({ paths: ['*.log'], watch: { graceMs: 1_000 } });
  mkdirSync(watching.path('.'), { recursive: true });
  Array.from({ length: 4_000 }, (_value, index) => writeFileSync(watching.path(`other-${index}`), ''));
  const names = Array.from({ length: 200 }, (_value, index) => `f${index}.log`);
  names.forEach((name) => writeFileSync(watching.path(name), ''));
  await watching.start();
  names.forEach((name) => appendFileSync(watching.path(name), `${name} first\n`));
  await until(() => watching.lines().length === names.length, 'the first lines were seen');
  const expected = names.map((name) => `${name} first`);
  for (const round of [1, 2]) {
    names.forEach((name) => {
      renameSync(watching.path(name), watching.path(`${name}.${round}0`));
      writeFileSync(watching.path(name), `${name} brief ${round}\n`);
      renameSync(watching.path(name), watching.path(`${name}.${round}1`));
      writeFileSync(watching.path(name), `${name} ${round}\n`);
    });
    expected.push(...names.flatMap((name) => [`${name} brief ${round}`, `${name} ${round}`]));
    await until(() => watching.lines().length >= expected.length, 'the lines of this round were seen');
  }
  await watching.seesInAnyOrder(...expected);
});

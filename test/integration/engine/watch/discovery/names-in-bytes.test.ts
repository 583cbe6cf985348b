import { appendFileSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { runDry } from '../../../../support/engine/dry-run';
import { until } from '../../../../support/time/until';
import { Watching, WAYS, type WatchingOptions } from '../../../../support/engine/watching';

/** Path of a name that is CP949 on disk, including its folders. */
function inCp949(watching: Watching, name: string): Buffer {
  return Buffer.concat([Buffer.from(`${watching.path('.')}/`), iconv.encode(name, 'cp949')]);
}

describe.each(WAYS)('names that are CP949, %s', (_way, watch) => {
  const prepared = (options: WatchingOptions): Watching => {
    const watching = new Watching({ watch, ...options });
    mkdirSync(watching.path('.'), { recursive: true });
    return watching;
  };

  it('are found by a glob, even of folders, and shown readably', async () => {
    const watching = prepared({ paths: ['**/*.log'] });
    mkdirSync(inCp949(watching, '기록'));
    writeFileSync(inCp949(watching, '로그.log'), '');
    writeFileSync(inCp949(watching, '기록/서버.log'), '');
    await watching.start();
    appendFileSync(inCp949(watching, '로그.log'), 'one\n');
    await watching.sees('one');
    appendFileSync(inCp949(watching, '기록/서버.log'), 'two\n');
    await watching.sees('one', 'two');
    writeFileSync(inCp949(watching, '기록/새것.log'), 'three\n');
    await watching.sees('one', 'two', 'three');
    const shown = ['로그.log', '기록/서버.log', '기록/새것.log'].map((name) => watching.path(name));
    expect(watching.events.flatMap((event) => (event.event === 'match' ? [event.file] : []))).toEqual(shown);
    expect(
      watching.engine
        .status()
        .files.map(({ path }) => path)
        .sort(),
    ).toEqual(shown.toSorted());
    const entries = await watching.engine.history({ before: null, limit: 10, search: '.log' });
    expect(entries.flatMap((entry) => (entry.kind === 'match' ? [entry.path] : []))).toEqual(shown.toReversed());
  });

  it.each(['로그.log', '기록/서버*.log'])('are found by the readable name %s, existing or new', async (written) => {
    const watching = prepared({ paths: [written] });
    mkdirSync(inCp949(watching, '기록'));
    await watching.start();
    const path = inCp949(watching, written.replace('*', '1'));
    writeFileSync(path, 'one\n');
    await watching.sees('one');
    await watching.restart();
    appendFileSync(path, 'two\n');
    await watching.sees('one', 'two');
    expect(watching.problems()).toEqual([]);
  });

  it('are distinguished from the same names in UTF-8', async () => {
    const watching = prepared({ paths: ['*.log'] });
    const paths = [
      watching.path('로그.log'),
      inCp949(watching, '로그.log'),
      watching.path('로그.log'.normalize('NFD')),
    ];
    paths.forEach((path) => writeFileSync(path, ''));
    await watching.start();
    paths.forEach((path, index) => appendFileSync(path, `first ${index}\n`));
    await watching.seesInAnyOrder('first 0', 'first 1', 'first 2');
    await watching.stop();
    paths.forEach((path, index) => appendFileSync(path, `second ${index}\n`));
    await watching.start();
    await watching.seesInAnyOrder('first 0', 'first 1', 'first 2', 'second 0', 'second 1', 'second 2');
  });

  it('are followed through rotation, even while nobody watches', async () => {
    const watching = prepared({ paths: ['로그.log'] });
    const path = inCp949(watching, '로그.log');
    writeFileSync(path, '');
    await watching.start();
    appendFileSync(path, 'one\n');
    await watching.sees('one');
    renameSync(path, inCp949(watching, '로그.log.2'));
    writeFileSync(path, 'two\n');
    renameSync(path, inCp949(watching, '로그.log.1'));
    writeFileSync(path, 'three\n');
    await watching.sees('one', 'two', 'three');
    await watching.stop();
    appendFileSync(path, 'four\n');
    renameSync(path, inCp949(watching, '로그.log.0'));
    writeFileSync(path, 'five\n');
    await watching.start();
    await watching.sees('one', 'two', 'three', 'four', 'five');
  });

  it('may be those of a link and of its target', async () => {
    const watching = prepared({ paths: ['현재.log'] });
    mkdirSync(inCp949(watching, '기록'));
    writeFileSync(inCp949(watching, '기록/하나.log'), '');
    symlinkSync(iconv.encode('기록/하나.log', 'cp949'), inCp949(watching, '현재.log'));
    await watching.start();
    appendFileSync(inCp949(watching, '기록/하나.log'), 'one\n');
    await watching.sees('one');
    renameSync(inCp949(watching, '기록/하나.log'), inCp949(watching, '기록/하나.log.1'));
    writeFileSync(inCp949(watching, '기록/하나.log'), 'two\n');
    await watching.sees('one', 'two');
  });

  it('may be in no encoding at all', async () => {
    const watching = prepared({ paths: ['*.log'] });
    const path = Buffer.concat([Buffer.from(`${watching.path('.')}/`), Buffer.from('caf\xe9\x80.log', 'latin1')]);
    writeFileSync(path, '');
    await watching.start();
    appendFileSync(path, 'one\n');
    await watching.sees('one');
    expect(watching.engine.status().files[0]?.path).toBe(watching.path('caf\\xE9\\x80.log'));
  });
});

describe('names that are CP949 are known to', () => {
  const begun = async (): Promise<Watching> => {
    const watching = new Watching({ paths: ['*.log'], match: { text: 'disk' } });
    mkdirSync(watching.path('.'), { recursive: true });
    writeFileSync(inCp949(watching, '로그.log'), '');
    await watching.start();
    appendFileSync(inCp949(watching, '로그.log'), 'before\ndisk full\nafter\n');
    await watching.sees('disk full');
    return watching;
  };

  it('the preview of a path', async () => {
    const watching = await begun();
    expect(await watching.engine.previewPath(watching.path('*'))).toEqual({
      paths: [watching.path('로그.log')],
      total: 1,
      isWhole: true,
    });
    expect((await watching.engine.previewPath(watching.path('로그.log'))).total).toBe(1);
    expect((await watching.engine.previewPath(watching.path('없음.log'))).total).toBe(0);
  });

  it('the preview of encodings', async () => {
    const watching = await begun();
    const { state, path } = await watching.engine.previewEncodings(watching.path('로그.log'));
    expect([state, path]).toEqual(['read', watching.path('로그.log')]);
  });

  it('the live view, by the path in the status', async () => {
    const watching = await begun();
    const path = watching.engine.status().files[0]?.path ?? '';
    const { state, lines } = await watching.engine.readLive({ fileId: 'f0', path, after: null });
    expect([state, lines.map(({ text }) => text)]).toEqual(['read', ['before', 'disk full', 'after']]);
  });

  it('the view of a line in its file, rotated or not', async () => {
    const watching = await begun();
    const match = await until(() => watching.events.find((event) => event.event === 'match'), 'a match was reported');
    const shown = async (): Promise<unknown> => {
      const answer = await watching.engine.lineInFile(match.id);
      return answer.ok ? [answer.value.path, answer.value.matched.map(({ text }) => text)] : answer.error;
    };
    expect(await shown()).toEqual([watching.path('로그.log'), ['disk full']]);
    renameSync(inCp949(watching, '로그.log'), inCp949(watching, '로그.log.1'));
    expect(await shown()).toEqual([watching.path('로그.log.1'), ['disk full']]);
  });

  it('the texts', async () => {
    const watching = new Watching({
      paths: ['*.log'],
      rules: [{ id: 'all', match: { regex: '.+' }, message: '{{file}}: {{line}}' }],
    });
    mkdirSync(watching.path('.'), { recursive: true });
    writeFileSync(inCp949(watching, '로그.log'), '');
    await watching.start();
    appendFileSync(inCp949(watching, '로그.log'), 'one\n');
    const alert = await until(() => watching.events.find((event) => event.event === 'alert'), 'an alert was reported');
    expect(alert.content).toBe(`${watching.path('로그.log')}: one`);
  });

  it('problems', async () => {
    const watching = new Watching({ paths: ['*.log'], limits: { maxLineLength: 1_024 } });
    mkdirSync(watching.path('.'), { recursive: true });
    writeFileSync(inCp949(watching, '로그.log'), '');
    await watching.start();
    appendFileSync(inCp949(watching, '로그.log'), iconv.encode('오류가 났습니다\n', 'cp949'));
    await until(() => watching.problems().includes('looks-cp949'), 'the encoding was noticed');
    expect(watching.engine.status().problems.map(({ subject }) => subject)).toEqual([watching.path('로그.log')]);
    const config = watching.config();
    const files = config.settings.files.map((file) => ({ ...file, encoding: 'cp949' as const }));
    await watching.engine.apply({ ...config, settings: { ...config.settings, files } });
    expect(watching.problems()).toEqual([]);
  });
});

it('a dry run reads them, and their rotated and compressed files', async () => {
  const watching = new Watching();
  mkdirSync(watching.path('.'), { recursive: true });
  writeFileSync(inCp949(watching, '로그.log.2.gz'), gzipSync('one\n'));
  writeFileSync(inCp949(watching, '로그.log.1'), 'two\n');
  writeFileSync(inCp949(watching, '로그.log'), 'three\n');
  const tried = async (path: string, file: string | null): Promise<unknown> => {
    const settings = {
      files: [{ id: 'f', path: watching.path(path) }],
      rules: [{ id: 'all', match: { regex: '.+' } }],
      recipients: [{ id: 'me', number: '010-1234-5678' }],
    };
    const { matches, leftOut } = await runDry({ settings, file });
    return { paths: matches.first.map((match) => match.path).sort(), leftOut };
  };
  const parts = ['로그.log', '로그.log.1', '로그.log.2.gz'].map((name) => watching.path(name));
  const all = { paths: parts, leftOut: [] };
  expect(await tried('*.log', null)).toEqual(all);
  expect(await tried('로그.log', null)).toEqual(all);
  expect(await tried('other.log', watching.path('로그.log'))).toEqual(all);
});

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appPaths, makeAppDirs, type AppPaths } from '../../../src/main/settings/config-dir';
import { practiceSettings, setUpPractice } from '../../../src/main/settings/first-run';
import { openJsonStore, type OpenStore } from '../../../src/main/settings/json-store';
import { SettingsFile, type SettingsState } from '../../../src/main/settings/settings-file';
import { emptySettings, type Settings } from '../../../src/shared/settings/schema';
import { scratchDir } from '../../support/files/scratch-dir';
import { until } from '../../support/time/until';

interface Place {
  readonly paths: AppPaths;
  readonly file: SettingsFile;
  /** Names in the config folder that start with `config.json.`. */
  kept(): string[];
}

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

function place(content?: string, openStore: OpenStore = openJsonStore): Place {
  const paths = appPaths({ LOGBELL_CONFIG_DIR: join(scratchDir(), 'config') }, '/');
  makeAppDirs(paths);
  if (content !== undefined) {
    writeFileSync(paths.configFile, content);
  }
  const file = new SettingsFile({ path: paths.configFile, openStore, now: () => NOW });
  return { paths, file, kept: () => readdirSync(paths.configDir).filter((name) => name.startsWith('config.json.')) };
}

/** Saves an edit based on the current settings. */
function saveTo(file: SettingsFile, settings: unknown): ReturnType<SettingsFile['save']> {
  return file.save(settings, file.state());
}

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

function watched({ file }: Place): SettingsState[] {
  const seen: SettingsState[] = [];
  const stop = file.watch(
    (state) => seen.push(state),
    (code) => expect.unreachable(code),
  );
  onTestFinished(stop);
  return seen;
}

const english: Settings = {
  ...emptySettings(),
  app: { language: 'en', theme: 'dark', notifications: false, firstSteps: 'done' },
};

describe('the settings file', () => {
  it('is private to its owner, with its folders', () => {
    const { paths, file } = place();
    expect(file.load()).toMatchObject({ missing: true, problems: [] });
    expect(saveTo(file, english)).toMatchObject({ ok: true });
    expect(modeOf(paths.configFile)).toBe(0o600);
    expect([paths.configDir, paths.dataDir, paths.logDir].map(modeOf)).toEqual([0o700, 0o700, 0o700]);
    expect(JSON.parse(readFileSync(paths.configFile, 'utf8'))).toEqual(english);
  });

  it('tightens the mode of a file it replaces, and leaves no draft behind', () => {
    const here = place('{}');
    here.file.load();
    saveTo(here.file, english);
    expect(modeOf(here.paths.configFile)).toBe(0o600);
    expect(here.kept()).toEqual([]);
  });

  it('returns what was saved, to another reader, too', () => {
    const { paths, file } = place();
    const settings = practiceSettings('ko', paths.sampleLog);
    saveTo(file, settings);
    const other = new SettingsFile({ path: paths.configFile, openStore: openJsonStore, now: () => NOW });
    expect(other.load()).toEqual(file.state());
    expect(file.state()).toMatchObject({ settings, problems: [], missing: false, setAside: null, keptEdit: null });
  });

  it('reads a file with a byte order mark', () => {
    expect(place(`\ufeff${JSON.stringify(english)}`).file.load()).toMatchObject({ settings: english, problems: [] });
  });
});

describe('a file that cannot be used', () => {
  it('is set aside if it is not JSON, with the place of the error but none of its content', () => {
    const broken = '{\n  "sens": { "from": 0212345678 }\n}';
    const here = place(broken);
    const { settings, problems, setAside, missing } = here.file.load();
    expect(settings).toEqual(emptySettings());
    expect(missing).toBe(false);
    expect(problems).toMatchObject([{ code: 'not-json' }]);
    expect(problems[0]?.params['reason']).toMatch(/2:\d+$/);
    expect(JSON.stringify(problems)).not.toContain('0212');
    expect(here.kept()).toEqual(['config.json.bad-20260102T030405678Z']);
    expect(readFileSync(setAside ?? '', 'utf8')).toBe(broken);
    expect(saveTo(here.file, english)).toMatchObject({ ok: true });
    expect(here.kept()).toHaveLength(1);
  });

  it('applies its valid parts, stays untouched, and is kept as a copy before it is first replaced', () => {
    const content = JSON.stringify({ app: { language: 'en' }, recipients: [{ id: 'me' }], strange: 1 });
    const here = place(content);
    expect(here.file.load()).toMatchObject({
      settings: { app: { language: 'en' }, recipients: [] },
      problems: [{ path: 'strange' }, { path: 'recipients[0].number' }],
    });
    expect(readFileSync(here.paths.configFile, 'utf8')).toBe(content);
    saveTo(here.file, english);
    saveTo(here.file, { ...english, version: 1 });
    expect(here.kept()).toEqual(['config.json.bad-20260102T030405678Z']);
    const copy = join(here.paths.configDir, here.kept()[0] ?? '');
    expect(readFileSync(copy, 'utf8')).toBe(content);
    expect(modeOf(copy)).toBe(0o600);
  });

  it('is never replaced if a newer Logbell wrote it', () => {
    const content = JSON.stringify({ version: 2, app: { language: 'en' } });
    const here = place(content);
    expect(here.file.load().problems).toMatchObject([{ code: 'newer-version' }]);
    expect(saveTo(here.file, english)).toMatchObject({ ok: false, error: [{ code: 'newer-version' }] });
    expect(readFileSync(here.paths.configFile, 'utf8')).toBe(content);
    expect(here.kept()).toEqual([]);
  });

  it('is never replaced if it is too large to be read', () => {
    const here = place('');
    truncateSync(here.paths.configFile, 300_000_000);
    const fault = { path: '', code: 'too-large', params: { size: '300', limit: '20' } };
    expect(here.file.load()).toMatchObject({ missing: false, setAside: null, problems: [fault] });
    expect(saveTo(here.file, english)).toMatchObject({ ok: false, error: [fault] });
    expect(statSync(here.paths.configFile).size).toBe(300_000_000);
    expect(here.kept()).toEqual([]);
  });

  it('is never replaced if it cannot be read', () => {
    const here = place();
    mkdirSync(here.paths.configFile);
    expect(here.file.load()).toMatchObject({
      missing: false,
      problems: [{ code: 'unreadable', params: { reason: 'EISDIR' } }],
    });
    expect(saveTo(here.file, english)).toMatchObject({ ok: false, error: [{ code: 'unreadable' }] });
    expect(statSync(here.paths.configFile).isDirectory()).toBe(true);
  });
});

describe('saving', () => {
  it('refuses invalid settings and keeps the current ones', () => {
    const here = place(JSON.stringify(english));
    here.file.load();
    const wrong = { ...english, files: [{ id: 'a', path: 'relative.log' }] };
    expect(saveTo(here.file, wrong)).toMatchObject({ ok: false, error: [{ code: 'relative-path' }] });
    expect(here.file.state().settings).toEqual(english);
    expect(JSON.parse(readFileSync(here.paths.configFile, 'utf8'))).toEqual(english);
  });

  it('accepts unfinished settings, and reports that', () => {
    const { paths, file } = place();
    const unfinished = { ...practiceSettings('ko', paths.sampleLog), recipients: [] };
    const live = { ...unfinished, rules: [], sens: { ...unfinished.sens, mode: 'live' } };
    expect(saveTo(file, live)).toMatchObject({ ok: true, value: { state: { settings: { sens: { mode: 'live' } } } } });
    expect(file.state().problems.map(({ code }) => code)).toEqual(['no-from', 'no-service-id']);
  });

  it('returns an error if the disk fails', () => {
    const full: OpenStore = () => ({
      get store(): Record<string, unknown> {
        return {};
      },
      set store(_content) {
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      },
    });
    const { file } = place(undefined, full);
    expect(saveTo(file, english)).toEqual({
      ok: false,
      error: [{ path: '', code: 'not-saved', params: { reason: 'ENOSPC' } }],
    });
    expect(file.state().settings).toEqual(emptySettings());
  });
});

describe('changes by others', () => {
  it('are seen if made after the file was read and before the watch works', async () => {
    const here = place(JSON.stringify(english));
    here.file.load();
    writeFileSync(here.paths.configFile, JSON.stringify({ ...english, app: { ...english.app, theme: 'light' } }));
    const seen = watched(here);
    await until(() => seen[0]?.settings.app.theme === 'light', 'the change was seen');
  });

  it('are seen when the file is replaced or written in place, again and again', async () => {
    const here = place(JSON.stringify(emptySettings()));
    here.file.load();
    const seen = watched(here);
    const replace = (settings: Settings): void => {
      writeFileSync(`${here.paths.configFile}.editor`, JSON.stringify(settings));
      renameSync(`${here.paths.configFile}.editor`, here.paths.configFile);
    };
    // The watch works once a first change is seen; until then the change is repeated.
    let round = 0;
    await until(() => {
      round += 1;
      if (round % 100 === 1) {
        replace({ ...english, app: { ...english.app, notifications: round % 200 === 1 } });
      }
      return seen.length > 0;
    }, 'a first replacement was seen');
    replace(english);
    await until(() => seen.at(-1)?.settings.app.notifications === false, 'the replacement was seen');
    writeFileSync(here.paths.configFile, JSON.stringify({ ...english, app: { ...english.app, theme: 'light' } }));
    await until(() => seen.at(-1)?.settings.app.theme === 'light', 'the writing in place was seen');
    expect(here.file.state()).toEqual(seen.at(-1));
  });

  it('do not affect the current settings if they break the file, which then stays in place', async () => {
    const here = place(JSON.stringify(english));
    here.file.load();
    const seen = watched(here);
    let round = 0;
    await until(() => {
      round += 1;
      if (round % 100 === 1) {
        writeFileSync(here.paths.configFile, `{ "app": ${round}`);
      }
      return seen.length > 0;
    }, 'the broken file was seen');
    expect(seen[0]).toMatchObject({ settings: english, problems: [{ code: 'not-json' }], setAside: null });
    expect(here.kept()).toEqual([]);
  });
});

describe('the first start', () => {
  it('writes the practice settings and a sample log that does not match its own rule', () => {
    const { paths, file } = place();
    expect(file.load().missing).toBe(true);
    expect(setUpPractice(file, paths, 'ko')).toMatchObject({ ok: true, value: { problems: [], missing: false } });
    expect(readFileSync(paths.sampleLog, 'utf8')).toMatch(/^#(?!.*hello world).*\n$/);
    expect(file.state().settings.files).toMatchObject([{ path: paths.sampleLog }]);
  });

  it('does not touch an existing sample log', () => {
    const { paths, file } = place();
    writeFileSync(paths.sampleLog, 'mine\n');
    setUpPractice(file, paths, 'en');
    expect(readFileSync(paths.sampleLog, 'utf8')).toBe('mine\n');
    expect(existsSync(paths.configFile)).toBe(true);
  });
});

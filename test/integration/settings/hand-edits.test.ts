import {
  closeSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appPaths, makeAppDirs } from '../../../src/main/settings/config-dir';
import { setUpPractice } from '../../../src/main/settings/first-run';
import { openJsonStore, type OpenStore } from '../../../src/main/settings/json-store';
import type { Migrated } from '../../../src/main/settings/migrations';
import { SettingsFile, type SettingsState } from '../../../src/main/settings/settings-file';
import { parseSettings } from '../../../src/shared/settings/parse';
import type { Result } from '../../../src/shared/common/result';
import type { Rule, Settings } from '../../../src/shared/settings/schema';
import { isConflict, type SettingsConflict } from '../../../src/shared/contract/settings-save';
import { scratchDir } from '../../support/files/scratch-dir';
import { until } from '../../support/time/until';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const BACKUP = 'config.json.20260102T030405678Z.bak';

const START = parseSettings({
  recipients: [{ id: 'me', number: '010-1234-5678' }],
  files: [{ id: 'app', path: '/var/log/app.log' }],
  rules: [
    { id: 'disk', match: { text: 'disk full' } },
    { id: 'login', match: { text: 'failed login' } },
  ],
}).settings;

/** Settings with a change to one rule. */
function withRule(settings: Settings, id: string, change: Partial<Rule>): Settings {
  return { ...settings, rules: settings.rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)) };
}

const mine = withRule(START, 'disk', { cooldown: '5m' });
const theirs = withRule(START, 'login', { cooldown: '1h' });
const bothOnDisk = {
  rules: [
    { id: 'disk', cooldown: '5m' },
    { id: 'login', cooldown: '1h' },
  ],
};

interface Place {
  readonly path: string;
  readonly file: SettingsFile;
  /** States that the watch reported, newest last. */
  readonly told: SettingsState[];
  /** Content of `config.json`. */
  onDisk(): string;
  /** Files beside it, except the folders of Logbell. */
  copies(): readonly string[];
  copy(name: string): string;
  /** Writes like an editor: into the file, or a new file in its place. */
  edit(content: object | string, way?: 'in place' | 'anew'): void;
}

interface PlaceParts {
  readonly openStore?: OpenStore;
  readonly migrate?: (input: unknown) => Migrated | null;
}

/** A watched settings file, already read if it has content. */
function place(content: object | string | null = START, parts: PlaceParts = {}): Place {
  const paths = appPaths({ LOGBELL_CONFIG_DIR: join(scratchDir(), 'config') }, '/');
  makeAppDirs(paths);
  const path = paths.configFile;
  const text = (value: object | string): string => (typeof value === 'string' ? value : JSON.stringify(value));
  if (content !== null) {
    writeFileSync(path, text(content));
  }
  const file = new SettingsFile({ path, openStore: openJsonStore, now: () => NOW, ...parts });
  if (content !== null) {
    file.load();
  }
  const told: SettingsState[] = [];
  onTestFinished(
    file.watch(
      (state) => told.push(state),
      (code) => expect.unreachable(code),
    ),
  );
  const dir = dirname(path);
  return {
    ...{ path, file, told },
    onDisk: () => readFileSync(path, 'utf8'),
    copies: () => readdirSync(dir).filter((name) => !['config.json', 'data', 'logs'].includes(name)),
    copy: (name) => readFileSync(join(dir, name), 'utf8'),
    edit: (value, way = 'in place') => {
      if (way === 'anew') {
        writeFileSync(`${path}~`, text(value));
        renameSync(`${path}~`, path);
      } else {
        writeFileSync(path, text(value));
      }
    },
  };
}

function conflictOf(outcome: ReturnType<SettingsFile['save']>): SettingsConflict {
  if (outcome.ok || !isConflict(outcome.error)) {
    return expect.unreachable('no conflict');
  }
  return outcome.error;
}

const refused = (outcome: Result<unknown, unknown>): unknown => (outcome.ok ? null : outcome.error);

/** A store that lets `act` run once its draft is written. */
function interrupted(act: () => void): OpenStore {
  return (dir, name) => {
    const store = openJsonStore(dir, name);
    return {
      get store() {
        return store.store;
      },
      set store(value) {
        store.store = value;
        act();
      },
    };
  };
}

describe.each(['in place', 'anew'] as const)('a hand edit written %s', (way) => {
  it.each([0, 50, 100, 200, 300])('%d ms before a save of something else is kept in the file', async (ms) => {
    const here = place();
    const base = here.file.state();
    here.edit(theirs, way);
    await wait(ms);
    expect(here.file.save(mine, base)).toMatchObject({ ok: true, value: { copy: null } });
    expect(JSON.parse(here.onDisk())).toMatchObject(bothOnDisk);
    expect(here.file.state().settings).toEqual(withRule(mine, 'login', { cooldown: '1h' }));
    expect(here.copies()).toEqual([]);
  });

  it.each([0, 50, 100, 200, 300])('%d ms before a save of the same rule is not touched', async (ms) => {
    const here = place();
    const base = here.file.state();
    here.edit(withRule(START, 'disk', { name: 'Disk', cooldown: '1h' }), way);
    const edited = here.onDisk();
    await wait(ms);
    const conflict = conflictOf(here.file.save(mine, base));
    expect(conflict.problems).toEqual([]);
    expect(conflict.differences).toMatchObject([
      { part: 'rules', item: { id: 'disk' }, field: ['name'], mine: '', theirs: 'Disk' },
      { part: 'rules', item: { id: 'disk' }, field: ['cooldown'], mine: '5m', theirs: '1h' },
    ]);
    expect(here.onDisk()).toBe(edited);
    expect(here.copies()).toEqual([]);
    expect(here.told.at(-1)?.settings.rules[0]?.name).toBe('Disk');
  });

  it.each([0, 50, 100, 200, 300])('%d ms before a save is not touched while it is not JSON', async (ms) => {
    const here = place();
    const base = here.file.state();
    here.edit('{ "rules": [', way);
    await wait(ms);
    const conflict = conflictOf(here.file.save(mine, base));
    expect(conflict).toMatchObject({ problems: [{ code: 'not-json' }], differences: [] });
    expect(here.onDisk()).toBe('{ "rules": [');
    expect(here.copies()).toEqual([]);
  });
});

describe('a conflict', () => {
  it('is resolved with mine, and the former file is kept for the owner only', () => {
    const here = place();
    const base = here.file.state();
    const edit = withRule(theirs, 'disk', { cooldown: '1h' });
    here.edit(edit);
    const { revision } = conflictOf(here.file.save(mine, base));
    const saved = here.file.save(mine, base, { settlement: { revision, keep: 'mine' } });
    expect(saved).toMatchObject({ ok: true, value: { copy: join(dirname(here.path), BACKUP) } });
    expect(JSON.parse(here.onDisk())).toMatchObject(bothOnDisk);
    expect(here.copies()).toEqual([BACKUP]);
    expect(JSON.parse(here.copy(BACKUP))).toEqual(edit);
    expect(statSync(join(dirname(here.path), BACKUP)).mode & 0o777).toBe(0o600);
  });

  it('is resolved with theirs, and mine is kept', () => {
    const here = place();
    const base = here.file.state();
    here.edit(withRule(theirs, 'disk', { cooldown: '1h' }));
    const edited = here.onDisk();
    const { revision } = conflictOf(here.file.save(mine, base));
    const saved = here.file.save(mine, base, { settlement: { revision, keep: 'theirs' } });
    expect(saved).toMatchObject({ ok: true, value: { copy: join(dirname(here.path), BACKUP) } });
    expect(here.onDisk()).toBe(edited);
    expect(here.file.state().settings.rules[0]?.cooldown).toBe('1h');
    expect(JSON.parse(here.copy(BACKUP))).toMatchObject(bothOnDisk);
    expect(statSync(join(dirname(here.path), BACKUP)).mode & 0o777).toBe(0o600);
  });

  it('is asked again if the file has changed since', () => {
    const here = place();
    const base = here.file.state();
    here.edit(withRule(START, 'disk', { cooldown: '1h' }));
    const { revision } = conflictOf(here.file.save(mine, base));
    here.edit(withRule(START, 'disk', { cooldown: '2h' }));
    const again = conflictOf(here.file.save(mine, base, { settlement: { revision, keep: 'mine' } }));
    expect(again.revision).not.toBe(revision);
    expect(again.differences).toMatchObject([{ theirs: '2h' }]);
    expect(here.copies()).toEqual([]);
  });

  it.each([
    ['deleted in the file and edited here', { ...START, rules: START.rules.slice(1) }, mine, { mine: { id: 'disk' } }],
    [
      'edited in the file and deleted here',
      withRule(START, 'disk', { cooldown: '1h' }),
      { ...START, rules: START.rules.slice(1) },
      { theirs: { id: 'disk' } },
    ],
  ] as const)('is a rule %s', (_what, inFile, here, whole) => {
    const settings = place();
    const base = settings.file.state();
    settings.edit(inFile);
    const { differences } = conflictOf(settings.file.save(here, base));
    expect(differences).toMatchObject([{ part: 'rules', item: { id: 'disk' }, field: [], ...whole }]);
  });

  it('is a file with unreadable parts that were not seen; those that were seen are kept as a copy', () => {
    const here = place();
    const base = here.file.state();
    const broken = { ...theirs, rules: [...theirs.rules, { id: 'half', match: {} }] };
    here.edit(broken);
    const { problems, revision } = conflictOf(here.file.save(mine, base));
    expect(problems).toMatchObject([{ path: 'rules[2].match', code: 'bad-pattern' }]);
    expect(JSON.parse(here.onDisk())).toEqual(broken);
    const saved = here.file.save(mine, { ...base, revision });
    const copy = 'config.json.bad-20260102T030405678Z';
    expect(saved).toMatchObject({ ok: true, value: { copy: join(dirname(here.path), copy) } });
    expect(JSON.parse(here.copy(copy))).toEqual(broken);
    expect(JSON.parse(here.onDisk())).toMatchObject(bothOnDisk);
  });

  it('is a file that is not JSON, even for an edit that started with that known', async () => {
    const here = place();
    here.edit('{ "rules"');
    await until(() => here.told.length > 0, 'the broken file was seen');
    const base = here.file.state();
    expect(base).toMatchObject({ settings: START, problems: [{ code: 'not-json' }] });
    const { revision } = conflictOf(here.file.save(mine, base));
    expect(here.onDisk()).toBe('{ "rules"');
    expect(here.file.save(mine, base, { settlement: { revision, keep: 'mine' } })).toMatchObject({ ok: true });
    expect(here.copy(BACKUP)).toBe('{ "rules"');
    expect(here.file.state()).toMatchObject({ settings: mine, problems: [] });
  });

  it('is a file that replaced a broken one which was set aside', () => {
    const here = place('{ oops');
    const base = here.file.state();
    here.edit(theirs);
    expect(conflictOf(here.file.save(mine, base)).problems).toEqual([]);
    expect(JSON.parse(here.onDisk())).toEqual(theirs);
  });
});

describe('values changed by both', () => {
  it('are saved if they are equal', () => {
    const here = place();
    const base = here.file.state();
    here.edit(mine);
    expect(here.file.save(mine, base)).toMatchObject({ ok: true, value: { copy: null } });
  });

  it('are refused if they conflict, with the id of the item', () => {
    const here = place({ ...START, rules: [] });
    const base = here.file.state();
    const rule = { ...START.rules[0], id: 'theirs', files: ['app'] };
    here.edit({ ...START, rules: [rule] });
    const edited = here.onDisk();
    const without = { ...base.settings, files: [] };
    expect(refused(here.file.save(without, base))).toMatchObject([
      { path: 'rules.theirs.files[0]', code: 'unknown-file' },
    ]);
    expect(here.onDisk()).toBe(edited);
  });
});

describe('two saves based on the same settings', () => {
  it('are both kept if they change different values', () => {
    const here = place();
    const base = here.file.state();
    expect(here.file.save(mine, base)).toMatchObject({ ok: true });
    expect(here.file.save({ ...theirs, app: { ...theirs.app, theme: 'dark' } }, base)).toMatchObject({ ok: true });
    expect(JSON.parse(here.onDisk())).toMatchObject({ ...bothOnDisk, app: { theme: 'dark' } });
  });

  it('are both kept when there was no file yet', () => {
    const here = place(null);
    const base = here.file.load();
    expect(
      here.file.save({ ...base.settings, watch: START.watch, app: { ...START.app, theme: 'dark' } }, base).ok,
    ).toBe(true);
    expect(here.file.save({ ...base.settings, recipients: START.recipients }, base).ok).toBe(true);
    expect(JSON.parse(here.onDisk())).toMatchObject({ app: { theme: 'dark' }, recipients: [{ id: 'me' }] });
  });

  it('do not overwrite each other if they change the same value', () => {
    const here = place();
    const base = here.file.state();
    here.file.save(mine, base);
    conflictOf(here.file.save(withRule(START, 'disk', { cooldown: '9m' }), base));
    expect(JSON.parse(here.onDisk())).toMatchObject({ rules: [{ cooldown: '5m' }, {}] });
  });

  it('are both kept if another process made one of them', () => {
    const here = place();
    const other = new SettingsFile({ path: here.path, openStore: openJsonStore, now: () => NOW });
    other.load();
    const base = here.file.state();
    other.save(theirs, other.state());
    expect(here.file.save(mine, base)).toMatchObject({ ok: true });
    expect(JSON.parse(here.onDisk())).toMatchObject(bothOnDisk);
  });
});

describe.each(['in place', 'anew'] as const)('an editor that writes %s while Logbell saves', (way) => {
  it('has its edit merged', () => {
    let edits = 1;
    const openStore = interrupted(() => {
      edits -= 1;
      if (edits >= 0) {
        here.edit(theirs, way);
      }
    });
    const here = place(START, { openStore });
    expect(here.file.save(mine, here.file.state())).toMatchObject({ ok: true });
    expect(JSON.parse(here.onDisk())).toMatchObject(bothOnDisk);
    expect(here.copies()).toEqual([]);
  });

  it('has its edit kept if it overlaps', () => {
    const edit = withRule(START, 'disk', { cooldown: '1h' });
    const here = place(START, { openStore: interrupted(() => here.edit(edit, way)) });
    conflictOf(here.file.save(mine, here.file.state()));
    expect(JSON.parse(here.onDisk())).toEqual(edit);
    expect(here.copies()).toEqual([]);
  });

  it('does not cause endless retries', () => {
    let edits = 0;
    const openStore = interrupted(() => {
      edits += 1;
      here.edit(withRule(START, 'login', { cooldown: `${edits}h` }), way);
    });
    const here = place(START, { openStore });
    expect(refused(here.file.save(mine, here.file.state()))).toMatchObject([{ code: 'not-saved' }]);
    expect(JSON.parse(here.onDisk())).toMatchObject({ rules: [{}, { cooldown: `${edits}h` }] });
    expect(here.copies()).toEqual([]);
  });
});

describe('an editor that had the file open when it was replaced', () => {
  it('has its content kept as a copy, which is reported', async () => {
    const here = place();
    const editor = openSync(here.path, 'r+');
    expect(here.file.save(mine, here.file.state())).toMatchObject({ ok: true });
    ftruncateSync(editor);
    writeSync(editor, JSON.stringify(theirs), 0);
    closeSync(editor);
    const kept = join(dirname(here.path), BACKUP);
    await until(() => here.told.at(-1)?.keptEdit === kept, 'the late edit was reported');
    expect(JSON.parse(here.copy(BACKUP))).toEqual(theirs);
    expect(here.file.state()).toMatchObject({ settings: mine, keptEdit: kept });
    here.file.save(theirs, here.file.state());
    expect(here.file.state().keptEdit).toBeNull();
  });
});

describe('a save', () => {
  it('keeps a link in place of the file, and writes its target', () => {
    const dir = scratchDir();
    const target = join(dir, 'dotfiles.json');
    const link = join(dir, 'config.json');
    symlinkSync(basename(target), link);
    const file = new SettingsFile({ path: link, openStore: openJsonStore, now: () => NOW });
    for (const settings of [START, mine]) {
      expect(file.save(settings, file.state())).toMatchObject({ ok: true });
      expect(lstatSync(link).isSymbolicLink()).toBe(true);
      expect(JSON.parse(readFileSync(target, 'utf8'))).toEqual(settings);
    }
    expect(readdirSync(dir).sort()).toEqual(['config.json', 'dotfiles.json']);
  });

  it('creates a file in place of a deleted one that a newer Logbell had written', async () => {
    const here = place();
    here.edit({ ...START, version: 2 });
    await until(() => here.told.length > 0, 'the newer file was seen');
    expect(refused(here.file.save(mine, here.file.state()))).toMatchObject([{ code: 'newer-version' }]);
    rmSync(here.path);
    expect(here.file.save(mine, here.file.state())).toMatchObject({ ok: true });
  });

  it('writes a deleted file again', () => {
    const here = place();
    rmSync(here.path);
    expect(here.file.save(mine, here.file.state())).toMatchObject({ ok: true });
    expect(JSON.parse(here.onDisk())).toEqual(mine);
  });

  it('keeps a copy of a file that is not UTF-8', () => {
    const here = place();
    const [before = '', after = ''] = JSON.stringify(withRule(START, 'disk', { name: '@' })).split('@');
    const cp949 = Buffer.concat([Buffer.from(before), Buffer.from([0xb4, 0xe7, 0xc1, 0xf7]), Buffer.from(after)]);
    writeFileSync(here.path, cp949);
    expect(here.file.load().problems).toEqual([]);
    expect(here.file.save(here.file.state().settings, here.file.state())).toMatchObject({ ok: true });
    const copies = here.copies();
    expect(copies).toHaveLength(1);
    expect(readFileSync(join(dirname(here.path), copies[0] ?? '')).equals(cp949)).toBe(true);
  });
});

describe('the first start', () => {
  it.each([
    ['before it writes', undefined],
    ['while it writes', 'interrupted'],
  ])('does not touch a file that appears %s', (_when, store) => {
    const here = place(null, store === undefined ? {} : { openStore: interrupted(() => here.edit(theirs)) });
    const paths = appPaths({ LOGBELL_CONFIG_DIR: dirname(here.path) }, '/');
    expect(here.file.load().missing).toBe(true);
    if (store === undefined) {
      here.edit(theirs);
    }
    expect(setUpPractice(here.file, paths, 'ko')).toMatchObject({ ok: true, value: { settings: theirs } });
    expect(JSON.parse(here.onDisk())).toEqual(theirs);
    expect(here.copies()).toEqual([]);
  });
});

describe('a file of an older version', () => {
  const migrate = (input: unknown): Migrated | null => {
    const { old, ...settings } = input as Record<string, unknown>;
    return old === undefined ? null : { settings, from: 0 };
  };

  it('is rewritten after a copy was kept', () => {
    const here = place({ ...START, old: true }, { migrate });
    expect(here.file.state().settings).toEqual(START);
    expect(JSON.parse(here.onDisk())).toEqual(START);
    expect(here.copies()).toEqual(['config.json.v0-20260102T030405678Z']);
    expect(here.file.save(mine, here.file.state())).toMatchObject({ ok: true });
  });

  it('is read again if somebody edits it meanwhile', () => {
    let edits = 1;
    const openStore = interrupted(() => {
      edits -= 1;
      if (edits >= 0) {
        here.edit({ ...theirs, old: true });
      }
    });
    const here = place(null, { migrate, openStore });
    here.edit({ ...START, old: true });
    here.file.load();
    expect(here.file.state().settings).toEqual(theirs);
    expect(JSON.parse(here.onDisk())).toEqual(theirs);
    expect(
      here
        .copies()
        .map((name) => here.copy(name))
        .map((text) => JSON.parse(text) as unknown),
    ).toEqual([{ ...theirs, old: true }]);
  });
});

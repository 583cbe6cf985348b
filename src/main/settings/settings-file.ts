import { basename, dirname } from 'node:path';
import { watch } from 'chokidar';
import { parseSettings, type ParsedSettings } from '../../shared/parse-settings';
import { fail, ok, type Result } from '../../shared/result';
import { emptySettings, type Settings } from '../../shared/settings';
import { settingsProblem, type SettingsProblem, type SettingsProblemCode } from '../../shared/settings-problem';
import { errorCode } from '../error-code';
import { keepCopy, readJsonFile, setAside, unreadableProblem, type JsonFile } from './json-file';
import type { JsonStore, OpenStore } from './json-store';
import { migrate } from './migrations';

/** The settings at work, and what stands in the way of the file. */
export interface SettingsState extends ParsedSettings {
  /** True when there was no file to read: the first start. */
  readonly missing: boolean;
  /** Where the file was put because it was no JSON; null when it was not. */
  readonly setAside: string | null;
}

/** What the settings file is given. */
export interface SettingsFileParts {
  /** The file's path; its folder exists. */
  readonly path: string;
  readonly openStore: OpenStore;
  /** ms since 1970, for the names of kept copies. */
  readonly now: () => number;
}

/** The one owner of `config.json`: read once, kept in memory, written whole. */
export interface SettingsFile {
  /** What the last reading or saving gave. */
  state(): SettingsState;
  /** Reads the file. One that is no JSON is renamed, never wiped; one of an older version is rewritten after a backup. */
  load(): SettingsState;
  /**
   * Writes settings atomically, with mode 0600. Fails, changing nothing, when a part is wrong, or the file belongs to a
   * newer Logbell (`newer-version`), cannot be read (`unreadable`) or written (`not-saved`). Before it replaces a file with wrong parts, a copy is kept.
   */
  save(input: unknown): Result<SettingsState, readonly SettingsProblem[]>;
  /** Tells of changes made to the file by others, and with an errno when they can no longer be seen; gives the way to end it. */
  watch(changed: (state: SettingsState) => void, failed: (code: string) => void): () => Promise<void>;
}

/** Faults of settings that are not finished yet rather than wrong: nothing of them would be lost in the file. */
const UNFINISHED: ReadonlySet<SettingsProblemCode> = new Set<SettingsProblemCode>([
  'no-recipients',
  'no-from',
  'no-service-id',
]);

/** How often the file is looked at, ms. */
const LOOK_MS = 300;

/** How often it is read even when nothing was noticed, ms. */
const LOOK_AGAIN_MS = 2_000;

/** Long enough for an editor that writes in place to finish. */
const SETTLED_MS = 100;

/** The settings file over a store of the CLI or of the desktop. */
export function createSettingsFile(parts: SettingsFileParts): SettingsFile {
  const nothing = { settings: emptySettings(), problems: [], missing: true, setAside: null };
  let state: SettingsState = nothing;
  let known: string | null = null;
  let opened: JsonStore | null = null;

  const write = (settings: Record<string, unknown>): void => {
    opened ??= parts.openStore(dirname(parts.path), basename(parts.path, '.json'));
    opened.store = settings;
  };

  const load = (): SettingsState => {
    const file = readJsonFile(parts.path);
    known = contentOf(file);
    state = file.kind === 'broken' ? putAside(parts, nothing, file.reason) : stateOf(file, nothing, upgrade);
    return state;
  };

  const upgrade = (value: unknown): SettingsState => upgraded(value, parts, write);

  const save = (input: unknown): Result<SettingsState, readonly SettingsProblem[]> => {
    const parsed = parseSettings(input);
    const lost = parsed.problems.filter(({ code, path }) => !UNFINISHED.has(code) || path.endsWith('.recipients'));
    const barred = lost.length > 0 ? lost : keptFromWriting(parts);
    if (barred.length > 0) {
      return fail(barred);
    }
    try {
      write(toRecord(parsed.settings));
    } catch (error) {
      return fail([settingsProblem([], 'not-saved', { reason: errorCode(error) })]);
    }
    const file = readJsonFile(parts.path);
    known = contentOf(file);
    state = { ...parsed, missing: false, setAside: null };
    return ok(state);
  };

  const changedByOthers = (): boolean => {
    const file = readJsonFile(parts.path);
    const content = contentOf(file);
    if (file.kind === 'missing' || content === known) {
      return false;
    }
    known = content;
    state = stateOf(file, state, upgrade);
    return true;
  };

  return {
    state: () => state,
    load,
    save,
    watch: (changed, failed) => {
      const watcher = watch(parts.path, {
        ignoreInitial: true,
        // Notices fall into the gap while a replaced file is watched anew; a look at one small file costs nothing.
        usePolling: true,
        interval: LOOK_MS,
        awaitWriteFinish: { stabilityThreshold: SETTLED_MS, pollInterval: SETTLED_MS / 2 },
      });
      const look = (): void => {
        if (changedByOthers()) {
          changed(state);
        }
      };
      watcher.on('all', look);
      // What changed since the file was read, and before it was polled for the first time, is told by nobody.
      watcher.on('ready', look);
      const lookAgain = setInterval(look, LOOK_AGAIN_MS);
      watcher.on('error', (error) => failed(errorCode(error)));
      return () => {
        clearInterval(lookAgain);
        return watcher.close();
      };
    },
  };
}

/** What tells a file from how it was before: its text, or why it has none. */
function contentOf(file: JsonFile): string {
  return 'text' in file ? file.text : `\0${file.kind === 'unreadable' ? file.code : ''}`;
}

/** What a file says; where it says nothing that can be used, `before` stays at work with the fault. */
function stateOf(file: JsonFile, before: SettingsState, read: (value: unknown) => SettingsState): SettingsState {
  switch (file.kind) {
    case 'missing':
      return before;
    case 'json':
      return read(file.value);
    case 'broken':
      return { ...before, problems: [settingsProblem([], 'not-json', { reason: file.reason })] };
    case 'unreadable':
      return { ...before, missing: false, problems: [unreadableProblem(file)] };
  }
}

function putAside(parts: SettingsFileParts, nothing: SettingsState, reason: string): SettingsState {
  const problems = [settingsProblem([], 'not-json', { reason })];
  try {
    return { ...nothing, missing: false, problems, setAside: setAside(parts.path, parts.now()) };
  } catch {
    return { ...nothing, missing: false, problems };
  }
}

function upgraded(
  value: unknown,
  parts: SettingsFileParts,
  write: (settings: Record<string, unknown>) => void,
): SettingsState {
  const newer = migrate(value);
  if (newer === null) {
    return { ...parseSettings(value), missing: false, setAside: null };
  }
  const parsed = parseSettings(newer.settings);
  try {
    keepCopy(parts.path, `v${newer.from}`, parts.now());
    write(newer.settings);
    return { ...parsed, missing: false, setAside: null };
  } catch (error) {
    const problem = settingsProblem([], 'not-saved', { reason: errorCode(error) });
    return { ...parsed, problems: [...parsed.problems, problem], missing: false, setAside: null };
  }
}

/** Why the file on disk may not be replaced; keeps a copy of one that says more than Logbell could read. */
function keptFromWriting(parts: SettingsFileParts): readonly SettingsProblem[] {
  const file = readJsonFile(parts.path);
  if (file.kind === 'missing') {
    return [];
  }
  if (file.kind === 'unreadable') {
    return [unreadableProblem(file)];
  }
  if (file.kind === 'json') {
    const { problems } = parseSettings(file.value);
    const newer = problems.filter(({ code }) => code === 'newer-version');
    if (newer.length > 0 || problems.length === 0) {
      return newer;
    }
  }
  try {
    keepCopy(parts.path, 'bad', parts.now());
    return [];
  } catch (error) {
    return [settingsProblem([], 'not-saved', { reason: errorCode(error) })];
  }
}

function toRecord(settings: Settings): Record<string, unknown> {
  return { ...settings };
}

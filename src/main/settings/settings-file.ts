import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { watch } from 'chokidar';
import { parseSettings, type ParsedSettings } from '../../shared/settings/parse';
import { fail, ok, type Result } from '../../shared/common/result';
import { emptySettings } from '../../shared/settings/schema';
import { settingsProblem, type SettingsProblem } from '../../shared/settings/validation/problems';
import type { SaveRefusal, Settlement, SettingsBase } from '../../shared/contract/settings-save';
import { errorCode, isSystemFault } from '../engine/common/error-code';
import { decideSave, lostParts, NO_FILE, type SaveDecision } from './decide-save';
import { backupPath, copyPath, dropCopy, keepCopy, restoredName, setAside } from './file-copies';
import { readJsonFile, unreadableProblem, type JsonFile } from './json-file';
import { storeText, type OpenStore } from './json-store';
import { migrate, type Migrated } from './migrations';
import { replaceFile } from './replace-file';

/** The current settings and the faults of their file. */
export interface SettingsState extends ParsedSettings {
  /** True if there was no file, as at the first start. */
  readonly missing: boolean;
  /** New path of a file that was no JSON; null for none. */
  readonly setAside: string | null;
  /** Copy of an edit that an editor wrote into the file while it was replaced; null for none. */
  readonly keptEdit: string | null;
  /** Identifies the content last read or saved. */
  readonly revision: string;
}

/** Result of saving. */
export interface SavedSettings {
  readonly state: SettingsState;
  /** Path of the version that was not kept; null for none. */
  readonly copy: string | null;
}

/** Options of `save`. */
interface SaveOptions {
  /** The person's choice in a conflict; null before one. */
  readonly settlement?: Settlement | null;
  /** Keeps a copy of the replaced file under this label (`config.json.<label>-<time>`). */
  readonly copyAs?: string;
  /** Only creates the file: an existing one is a conflict. */
  readonly onlyIfMissing?: boolean;
}

/** Dependencies of the settings file. */
interface SettingsFileDeps {
  /** The file's path; its folder exists. */
  readonly path: string;
  readonly openStore: OpenStore;
  /** Current time, ms since 1970, for the names of copies. */
  readonly now: () => number;
  /** False keeps a file of an older version as it is until it is saved; true if left out. */
  readonly rewritesOlder?: boolean;
  /** Migrates older settings to the current version; null if there is nothing to do. */
  readonly migrate?: (input: unknown) => Migrated | null;
}

/** Interval of polling the file, ms. */
const POLL_MS = 300;

/** Interval of reading the file even without an event, ms. */
const REREAD_MS = 2_000;

/** Time without a change after which an editor has finished writing, ms. */
const STABLE_MS = 100;

/** Maximum number of merges of an edit, each after the file was changed while saving. */
const MAX_ATTEMPTS = 5;

/** The file changed during each attempt. */
const BUSY = settingsProblem([], 'not-saved', { reason: 'EBUSY' });

/** State without a file. */
const NO_SETTINGS: SettingsState = {
  settings: emptySettings(),
  problems: [],
  missing: true,
  setAside: null,
  keptEdit: null,
  revision: NO_FILE,
};

/** The only owner of `config.json`: reads it, keeps it in memory, and never writes over an unseen change. */
export class SettingsFile {
  readonly #deps: SettingsFileDeps;
  readonly #listeners = new Set<(state: SettingsState) => void>();
  #state = NO_SETTINGS;

  constructor(deps: SettingsFileDeps) {
    this.#deps = deps;
  }

  /** Returns the state after the last read or save. */
  state(): SettingsState {
    return this.#state;
  }

  /** Reads the file. Renames one that is no JSON, and rewrites one of an older version after a backup. */
  load(): SettingsState {
    const file = this.#read();
    this.#state = file.kind === 'broken' ? this.#setAside(file) : this.#stateOf(file, NO_SETTINGS);
    return this.#state;
  }

  /** Reads the file again and tells the listeners, even if nothing has changed; a missing file changes nothing. */
  reload(): void {
    this.#change(this.#stateOf(this.#read(), this.#state));
  }

  /**
   * Saves an edit based on `base`, atomically and with mode 0600, merging changes that others have made since. Where
   * they overlap, or the file cannot be parsed, fails with a conflict and writes nothing. Also fails if a part is
   * invalid, or the file belongs to a newer Logbell (`newer-version`), cannot be read (`unreadable`) or cannot be
   * written (`not-saved`).
   */
  save(input: unknown, base: SettingsBase, options: SaveOptions = {}): Result<SavedSettings, SaveRefusal> {
    const edit = parseSettings(input);
    const faults = lostParts(edit.problems);
    if (faults.length > 0) {
      return fail(faults);
    }
    try {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const outcome = this.#trySave(edit, base, options);
        if (outcome !== 'changed') {
          return outcome;
        }
      }
      return fail([BUSY]);
    } catch (error) {
      return fail([notSaved(error)]);
    }
  }

  /**
   * Watches the file for changes by others; `failed` gets an errno when that is no longer possible. Returns a function
   * that stops it.
   */
  watch(changed: (state: SettingsState) => void, failed: (code: string) => void): () => Promise<void> {
    this.#listeners.add(changed);
    const watcher = watch(this.#deps.path, {
      ignoreInitial: true,
      // inotify misses events while a replaced file is watched again; polling one small file costs nothing.
      usePolling: true,
      interval: POLL_MS,
      awaitWriteFinish: { stabilityThreshold: STABLE_MS, pollInterval: STABLE_MS / 2 },
    });
    const check = (): void => this.#adopt(this.#read());
    watcher.on('all', check);
    // A change between the first read and the first poll raises no event.
    watcher.on('ready', check);
    const rereadTimer = setInterval(check, REREAD_MS);
    watcher.on('error', (error) => failed(errorCode(error)));
    return () => {
      this.#listeners.delete(changed);
      clearInterval(rereadTimer);
      return watcher.close();
    };
  }

  #read(): JsonFile {
    return readJsonFile(this.#deps.path);
  }

  /** Adopts what others wrote, unless it is known; a missing file leaves the current settings. */
  #adopt(file: JsonFile): void {
    if (file.kind !== 'missing' && revisionOf(file) !== this.#state.revision) {
      this.#change(this.#stateOf(file, this.#state));
    }
  }

  #change(state: SettingsState): void {
    this.#state = state;
    this.#listeners.forEach((listener) => listener(state));
  }

  #trySave(
    edit: ParsedSettings,
    base: SettingsBase,
    { settlement = null, copyAs, onlyIfMissing = false }: SaveOptions,
  ): Result<SavedSettings, SaveRefusal> | 'changed' {
    const file = this.#read();
    if (file.kind === 'unreadable') {
      return fail([unreadableProblem(file)]);
    }
    // A broken file may still be being written: the watcher adopts it once it is stable.
    if (file.kind === 'json') {
      this.#adopt(file);
    }
    const decision = decideSave({
      ...{ edit: edit.settings, base, settlement, onlyIfMissing },
      found: {
        revision: file.kind === 'json' ? this.#state.revision : revisionOf(file),
        fault: file.kind === 'broken' ? file.reason : null,
        current: this.#state,
      },
    });
    switch (decision.kind) {
      case 'refuse':
        return fail(decision.refusal);
      case 'give-way': {
        const copy = keepCopy(this.#copyPath(null), storeText({ ...decision.settings }));
        return ok({ state: this.#state, copy });
      }
      case 'write':
        return this.#write(file, decision, copyAs);
    }
  }

  #write(
    file: JsonFile,
    { parsed, keeps }: Extract<SaveDecision, { kind: 'write' }>,
    copyAs: string | undefined,
  ): Result<SavedSettings, SaveRefusal> | 'changed' {
    const label = copyAs ?? (keeps === 'bad' ? 'bad' : null);
    const replaced = this.#replace(file, { ...parsed.settings }, (bytes) =>
      label !== null || keeps === 'backup' || !isText(bytes) ? this.#copyPath(label) : null,
    );
    if (replaced === null) {
      return 'changed';
    }
    const { copy, ...written } = replaced;
    this.#state = { ...parsed, missing: false, setAside: null, ...written };
    return ok({ state: this.#state, copy });
  }

  /**
   * Writes new content, and a copy of the old one if `copyPathOf` returns a path. Returns null, changing nothing, if
   * the file no longer has the content that was read.
   */
  #replace(
    file: JsonFile,
    content: Record<string, unknown>,
    copyPathOf: (bytes: Buffer) => string | null,
  ): (Pick<SettingsState, 'keptEdit' | 'revision'> & { readonly copy: string | null }) | null {
    const { path, openStore } = this.#deps;
    let copy: string | null = null;
    let keptEdit: string | null = null;
    let done = false;
    const replaced = replaceFile({
      ...{ path, openStore, content, expected: 'text' in file ? file.text : null },
      beforeReplace: (bytes) => {
        const place = copyPathOf(bytes);
        copy = place === null ? null : keepCopy(place, bytes);
      },
      lateWrite: (bytes) => {
        keptEdit = this.#keepLateEdit(bytes);
        if (done) {
          this.#change({ ...this.#state, keptEdit });
        }
      },
    });
    if (!replaced) {
      dropCopy(copy);
      return null;
    }
    done = true;
    return { copy, keptEdit, revision: textRevision(storeText(content)) };
  }

  /** State of a file; if it is unusable, `before` stays with the fault. */
  #stateOf(file: JsonFile, before: SettingsState): SettingsState {
    const revision = revisionOf(file);
    switch (file.kind) {
      case 'missing':
        return before;
      case 'json':
        return this.#upgraded(file);
      case 'broken': {
        const problems = [settingsProblem([], 'not-json', { reason: file.reason })];
        return { ...before, problems, revision };
      }
      case 'unreadable': {
        const problems = [unreadableProblem(file)];
        return { ...before, missing: false, problems, revision };
      }
    }
  }

  /** State of a JSON file; one of an older version is rewritten after a copy was kept. */
  #upgraded(file: Extract<JsonFile, { kind: 'json' }>, attempt = 1): SettingsState {
    const newer = (this.#deps.migrate ?? migrate)(file.value);
    const read = { missing: false, setAside: null };
    if (newer === null) {
      return { ...parseSettings(file.value), ...read, keptEdit: null, revision: revisionOf(file) };
    }
    const parsed = parseSettings(newer.settings);
    if (this.#deps.rewritesOlder === false) {
      return { ...parsed, ...read, keptEdit: null, revision: revisionOf(file) };
    }
    const notWritten = (problem: SettingsProblem): SettingsState => {
      const problems = [...parsed.problems, problem];
      return { ...parsed, problems, ...read, keptEdit: null, revision: revisionOf(file) };
    };
    try {
      const replaced = this.#replace(file, newer.settings, () => this.#copyPath(`v${newer.from}`));
      if (replaced !== null) {
        const { keptEdit, revision } = replaced;
        return { ...parsed, ...read, keptEdit, revision };
      }
    } catch (error) {
      return notWritten(notSaved(error));
    }
    if (attempt === MAX_ATTEMPTS) {
      return notWritten(BUSY);
    }
    const now = this.#read();
    return now.kind === 'json' ? this.#upgraded(now, attempt + 1) : this.#stateOf(now, this.#state);
  }

  #setAside(file: Extract<JsonFile, { kind: 'broken' }>): SettingsState {
    const { path, now } = this.#deps;
    const broken = {
      ...NO_SETTINGS,
      missing: false,
      problems: [settingsProblem([], 'not-json', { reason: file.reason })],
    };
    let aside: string;
    try {
      aside = setAside(path, now());
    } catch {
      return { ...broken, revision: revisionOf(file) };
    }
    // An editor may have written a better one meanwhile.
    if (readFileSync(aside, 'utf8') !== file.text && restoredName(aside, path)) {
      return this.load();
    }
    return { ...broken, setAside: aside };
  }

  /** Path of a copy with this label; null for a version that was not chosen. */
  #copyPath(label: string | null): string {
    const { path, now } = this.#deps;
    return label === null ? backupPath(path, now()) : copyPath(path, label, now());
  }

  /** Keeps a late edit; null if that failed, as nobody could be told why. */
  #keepLateEdit(bytes: Buffer): string | null {
    try {
      return keepCopy(this.#copyPath(null), bytes);
    } catch {
      return null;
    }
  }
}

/** Converts a system error to a problem; rethrows any other. */
function notSaved(error: unknown): SettingsProblem {
  if (!isSystemFault(error)) {
    throw error;
  }
  return settingsProblem([], 'not-saved', { reason: errorCode(error) });
}

/** Identifies the file's content, or the reason for having none. */
function revisionOf(file: JsonFile): string {
  if ('text' in file) {
    return textRevision(file.text);
  }
  return file.kind === 'missing' ? NO_FILE : `unreadable ${file.code}`;
}

function textRevision(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** True for UTF-8; other bytes would be changed by decoding. */
function isText(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString('utf8')).equals(bytes);
}

import { createHash } from 'node:crypto';
import { linkSync, readFileSync, rmSync } from 'node:fs';
import { watch } from 'chokidar';
import { parseSettings, type ParsedSettings } from '../../shared/settings/parse';
import { fail, ok, type Result } from '../../shared/common/result';
import { emptySettings } from '../../shared/settings/schema';
import { settingsProblem, type SettingsProblem } from '../../shared/settings/problems';
import type { SaveRefusal, Settlement, SettingsBase } from '../../shared/contract/settings-save';
import { errorCode, isSystemFault } from '../engine/common/error-code';
import { decideSave, lostParts, NO_FILE, type SaveDecision } from './decide-save';
import { backupPath, copyPath, keepCopy, readJsonFile, setAside, unreadableProblem, type JsonFile } from './json-file';
import { storeText, type OpenStore } from './json-store';
import { migrate, type Migrated } from './migrations';
import { replaceFile } from './replace-file';

/** The settings at work, and what stands in the way of the file. */
export interface SettingsState extends ParsedSettings {
  /** True when there was no file to read: the first start. */
  readonly missing: boolean;
  /** Where the file was put because it was no JSON; null when it was not. */
  readonly setAside: string | null;
  /** Where an edit was kept that an editor wrote into the file while it was replaced; null when there was none. */
  readonly keptEdit: string | null;
  /** Tells the content that was read or saved last from any other. */
  readonly revision: string;
}

/** What a saving left behind. */
export interface SavedSettings {
  readonly state: SettingsState;
  /** Where the version that was not kept lies; null when there was none. */
  readonly copy: string | null;
}

/** How to save. */
interface SaveOptions {
  /** The person's choice in a conflict; null before there was one. */
  readonly settlement?: Settlement | null;
  /** Keeps a copy of the file that is replaced, under this label (`config.json.<label>-<time>`). */
  readonly copyAs?: string;
  /** Makes the file only where there is none: one that has appeared is a conflict. */
  readonly onlyIfMissing?: boolean;
}

/** What the settings file is given. */
export interface SettingsFileDeps {
  /** The file's path; its folder exists. */
  readonly path: string;
  readonly openStore: OpenStore;
  /** ms since 1970, for the names of kept copies. */
  readonly now: () => number;
  /** Brings older settings to the current version; null where there is nothing to do. */
  readonly migrate?: (input: unknown) => Migrated | null;
}

/** The one owner of `config.json`: read, kept in memory, written whole and never over a change that was not seen. */
export interface SettingsFile {
  /** What the last reading or saving gave. */
  state(): SettingsState;
  /** Reads the file. One that is no JSON is renamed, never wiped; one of an older version is rewritten after a backup. */
  load(): SettingsState;
  /**
   * Saves an edit that began from `base`, atomically and with mode 0600. What others changed in the file since then is
   * merged in; where it overlaps, or Logbell cannot read it, the answer is a conflict and nothing is written. Fails, too,
   * when a part is wrong, or the file belongs to a newer Logbell (`newer-version`), cannot be read (`unreadable`) or
   * written (`not-saved`).
   */
  save(input: unknown, base: SettingsBase, options?: SaveOptions): Result<SavedSettings, SaveRefusal>;
  /** Tells of changes made to the file by others, and with an errno when they can no longer be seen; gives the way to end it. */
  watch(changed: (state: SettingsState) => void, failed: (code: string) => void): () => Promise<void>;
}

/** How often the file is looked at, ms. */
const LOOK_MS = 300;

/** How often it is read even when nothing was noticed, ms. */
const LOOK_AGAIN_MS = 2_000;

/** Long enough for an editor that writes in place to finish. */
const SETTLED_MS = 100;

/** How often an edit is merged anew because the file was changed while it was saved. */
const ATTEMPTS = 5;

/** The file was changed each time it was to be replaced. */
const BUSY = settingsProblem([], 'not-saved', { reason: 'EBUSY' });

/** The settings file over a store of the CLI or of the desktop. */
export function createSettingsFile(deps: SettingsFileDeps): SettingsFile {
  const owner = new SettingsOwner(deps);
  return {
    state: () => owner.state,
    load: () => owner.load(),
    save: (input, base, options) => owner.save(input, base, options),
    watch: (changed, failed) => owner.watch(changed, failed),
  };
}

/** The state before there is a file. */
const NOTHING: SettingsState = {
  settings: emptySettings(),
  problems: [],
  missing: true,
  setAside: null,
  keptEdit: null,
  revision: NO_FILE,
};

class SettingsOwner {
  readonly #deps: SettingsFileDeps;
  readonly #listeners = new Set<(state: SettingsState) => void>();
  #state = NOTHING;

  constructor(deps: SettingsFileDeps) {
    this.#deps = deps;
  }

  get state(): SettingsState {
    return this.#state;
  }

  load(): SettingsState {
    const file = this.#read();
    this.#state = file.kind === 'broken' ? this.#putAside(file) : this.#stateOf(file, NOTHING);
    return this.#state;
  }

  save(input: unknown, base: SettingsBase, options: SaveOptions = {}): Result<SavedSettings, SaveRefusal> {
    const mine = parseSettings(input);
    const faults = lostParts(mine.problems);
    if (faults.length > 0) {
      return fail(faults);
    }
    try {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const outcome = this.#tryToSave(mine, base, options);
        if (outcome !== 'changed') {
          return outcome;
        }
      }
      return fail([BUSY]);
    } catch (error) {
      return fail([notSaved(error)]);
    }
  }

  watch(changed: (state: SettingsState) => void, failed: (code: string) => void): () => Promise<void> {
    this.#listeners.add(changed);
    const watcher = watch(this.#deps.path, {
      ignoreInitial: true,
      // Notices fall into the gap while a replaced file is watched anew; a look at one small file costs nothing.
      usePolling: true,
      interval: LOOK_MS,
      awaitWriteFinish: { stabilityThreshold: SETTLED_MS, pollInterval: SETTLED_MS / 2 },
    });
    const look = (): void => this.#takeIn(this.#read());
    watcher.on('all', look);
    // What changed since the file was read, and before it was polled for the first time, is told by nobody.
    watcher.on('ready', look);
    const lookAgain = setInterval(look, LOOK_AGAIN_MS);
    watcher.on('error', (error) => failed(errorCode(error)));
    return () => {
      this.#listeners.delete(changed);
      clearInterval(lookAgain);
      return watcher.close();
    };
  }

  #read(): JsonFile {
    return readJsonFile(this.#deps.path);
  }

  /** Takes over what others wrote, unless it is known; a file that went away leaves the settings at work. */
  #takeIn(file: JsonFile): void {
    if (file.kind !== 'missing' && revisionOf(file) !== this.#state.revision) {
      this.#change(this.#stateOf(file, this.#state));
    }
  }

  #change(state: SettingsState): void {
    this.#state = state;
    this.#listeners.forEach((listener) => listener(state));
  }

  #tryToSave(
    mine: ParsedSettings,
    base: SettingsBase,
    { settlement = null, copyAs, onlyIfMissing = false }: SaveOptions,
  ): Result<SavedSettings, SaveRefusal> | 'changed' {
    const file = this.#read();
    if (file.kind === 'unreadable') {
      return fail([unreadableProblem(file)]);
    }
    // A broken file may be one that an editor is writing: the watch takes it in once it stands still.
    if (file.kind === 'json') {
      this.#takeIn(file);
    }
    const decision = decideSave({
      ...{ mine: mine.settings, base, settlement, onlyIfMissing },
      found: {
        revision: file.kind === 'json' ? this.#state.revision : revisionOf(file),
        fault: file.kind === 'broken' ? file.reason : null,
        theirs: this.#state,
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
    const { copy, ...told } = replaced;
    this.#state = { ...parsed, missing: false, setAside: null, ...told };
    return ok({ state: this.#state, copy });
  }

  /**
   * Writes new content, and a copy of what it replaces where `copyPathOf` names one. Gives null, leaving all as it is,
   * when the file does not say any more what was read.
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
      replacing: (bytes) => {
        const place = copyPathOf(bytes);
        copy = place === null ? null : keepCopy(place, bytes);
      },
      late: (bytes) => {
        keptEdit = this.#keepLate(bytes);
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

  /** What a file says; where it says nothing that can be used, `before` stays at work with the fault. */
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

  /** What a file says, which is rewritten, after a copy was kept, when it is of an older version. */
  #upgraded(file: Extract<JsonFile, { kind: 'json' }>, attempt = 1): SettingsState {
    const newer = (this.#deps.migrate ?? migrate)(file.value);
    const read = { missing: false, setAside: null };
    if (newer === null) {
      return { ...parseSettings(file.value), ...read, keptEdit: null, revision: revisionOf(file) };
    }
    const parsed = parseSettings(newer.settings);
    const unsaved = (problem: SettingsProblem): SettingsState => {
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
      return unsaved(notSaved(error));
    }
    if (attempt === ATTEMPTS) {
      return unsaved(BUSY);
    }
    const now = this.#read();
    return now.kind === 'json' ? this.#upgraded(now, attempt + 1) : this.#stateOf(now, this.#state);
  }

  #putAside(file: Extract<JsonFile, { kind: 'broken' }>): SettingsState {
    const { path, now } = this.#deps;
    const broken = {
      ...NOTHING,
      missing: false,
      problems: [settingsProblem([], 'not-json', { reason: file.reason })],
    };
    let aside: string;
    try {
      aside = setAside(path, now());
    } catch {
      return { ...broken, revision: revisionOf(file) };
    }
    // An editor may have written a better one since the file was read.
    if (readFileSync(aside, 'utf8') !== file.text && movedBack(aside, path)) {
      return this.load();
    }
    return { ...broken, setAside: aside };
  }

  /** Where a copy goes, by its label; null for a version that was not chosen. */
  #copyPath(label: string | null): string {
    const { path, now } = this.#deps;
    return label === null ? backupPath(path, now()) : copyPath(path, label, now());
  }

  /** Null when it could not be kept: nobody is there to be told why. */
  #keepLate(bytes: Buffer): string | null {
    try {
      return keepCopy(this.#copyPath(null), bytes);
    } catch {
      return null;
    }
  }
}

/** What the system refused, as a problem; throws anything else. */
function notSaved(error: unknown): SettingsProblem {
  if (!isSystemFault(error)) {
    throw error;
  }
  return settingsProblem([], 'not-saved', { reason: errorCode(error) });
}

/** Tells one content of the file from another, or why there is none. */
function revisionOf(file: JsonFile): string {
  if ('text' in file) {
    return textRevision(file.text);
  }
  return file.kind === 'missing' ? NO_FILE : `unreadable ${file.code}`;
}

function textRevision(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Whether bytes are UTF-8: others would not come back as they were from the text they are read as. */
function isText(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString('utf8')).equals(bytes);
}

/** Removes a copy of what has not been replaced after all. */
function dropCopy(copy: string | null): void {
  if (copy !== null) {
    rmSync(copy, { force: true });
  }
}

/** Gives a file its name back, unless there is one of that name by now. */
function movedBack(aside: string, path: string): boolean {
  try {
    linkSync(aside, path);
    rmSync(aside);
    return true;
  } catch {
    return false;
  }
}

import { readdirSync } from 'node:fs';
import type { FileStatus } from '../../../../shared/contract/status';
import { journalTitle } from '../../../../shared/settings/log-source';
import { isSystemFault } from '../../common/error-code';
import { JournalFollower, type JournalFollowerDeps } from './follower';
import { JournalHealth } from './health';
import { journalctlOutput } from './journalctl';
import { anyMachineKey, type JournalPart, machinePart, wholePart } from './part';
import { admitsMachine, type FollowedSelection, machinesArguments } from './selection';

/** Interval between two looks at the names of the files in a folder, ms. */
const LOOK_MS = 2_000;
/** Looks until the machines are looked up although no name changed: several may write to one file. */
const LOOKS_A_QUERY = 30;
/** Looks after a change of names that look up the machines, as a new file is empty at first. */
const LOOKS_AFTER_CHANGE = 3;
/** Most output read of a list of machines, bytes. */
const LIST_BYTES = 1_024 * 1_024;

/**
 * Follows one selection. In a folder each machine has a journalctl and a position of its own, as journalctl skips
 * entries that arrive later than newer ones of another machine.
 */
export class SelectionFollower {
  readonly selection: FollowedSelection;
  readonly title: string;
  readonly #deps: JournalFollowerDeps;
  readonly #maxLineBytes: number;
  readonly #health: JournalHealth;
  readonly #parts = new Map<string, JournalFollower>();
  #cancelLook: () => void = () => undefined;
  #names = '';
  #looksLeft = LOOKS_A_QUERY;
  #isStopped = false;

  constructor(selection: FollowedSelection, maxLineBytes: number, deps: JournalFollowerDeps) {
    this.selection = selection;
    this.title = journalTitle(selection.journal);
    this.#deps = deps;
    this.#maxLineBytes = maxLineBytes;
    this.#health = new JournalHealth(selection.journal, deps);
  }

  get state(): FileStatus['state'] {
    if (this.#health.isUnreadable) {
      return 'unreadable';
    }
    const parts = Array.from(this.#parts.values());
    return parts.length > 0 && parts.every(({ isFollowing }) => isFollowing) ? 'following' : 'waiting';
  }

  /** Starts following; resolves once the positions are known, or cannot be found out for now. */
  async start(): Promise<void> {
    this.#health.inspect();
    if (this.selection.journal.directory === '') {
      await this.#follow([wholePart(this.selection)]);
      return;
    }
    this.#names = this.#fileNames();
    const machines = await this.#machines();
    if (this.#isStopped) {
      return;
    }
    const needsRest = machines.length === 0 || this.#hasPosition(this.selection.key);
    const rest = needsRest ? [wholePart(this.selection)] : [];
    await this.#follow([...rest, ...this.#partsOf(machines)]);
    this.#noteKnown();
    this.#lookLater();
  }

  /**
   * Stops reading; what is not committed is read again by the next start. The ledger may be closed right after it.
   */
  stop(): void {
    this.#isStopped = true;
    this.#cancelLook();
    this.#parts.forEach((part) => part.stop());
    this.#health.stop();
  }

  /** Restarts now instead of after a delay, and looks again for what was wrong. */
  checkNow(): void {
    if (this.#health.hasFaults) {
      this.#health.inspect();
    }
    this.#parts.forEach((part) => part.checkNow());
  }

  async #follow(parts: readonly JournalPart[]): Promise<void> {
    const added = parts.filter(({ key }) => !this.#isStopped && !this.#parts.has(key));
    await Promise.all(
      added.map(async (part) => {
        const shared = { title: this.title, health: this.#health, maxLineBytes: this.#maxLineBytes };
        const follower = new JournalFollower(part, shared, this.#deps);
        this.#parts.set(part.key, follower);
        await follower.start();
      }),
    );
  }

  #partsOf(machines: readonly string[]): JournalPart[] {
    const isNew = this.#hasPosition(anyMachineKey(this.selection));
    return machines.map((machine) => machinePart(this.selection, machine, isNew));
  }

  /** Ids of the machines with entries in the folder; empty if they cannot be read. */
  async #machines(): Promise<string[]> {
    const { journal } = this.selection;
    const { output } = await journalctlOutput(machinesArguments(journal), LIST_BYTES, this.#deps.journalctl);
    const ids = output.toString().split('\n');
    return ids.filter((id) => /^[0-9a-f]{32}$/.test(id) && admitsMachine(journal, id)).sort();
  }

  /** Saves that machines without position are new from now on. */
  #noteKnown(): void {
    if (this.#isStopped) {
      return;
    }
    const selection = anyMachineKey(this.selection);
    const isReady = Array.from(this.#parts.keys()).every((key) => this.#hasPosition(key));
    if (isReady && !this.#hasPosition(selection)) {
      const { sink } = this.#deps;
      sink.takeEntries([], { selection, cursor: '', fileIds: this.selection.fileIds }, () => undefined);
      sink.flush();
    }
  }

  #hasPosition(key: string): boolean {
    const { health, positions } = this.#deps;
    return health.read('lines', () => positions.find(key) !== null, false);
  }

  #lookLater(): void {
    if (!this.#isStopped) {
      this.#cancelLook = this.#deps.clock.after(LOOK_MS, () => void this.#look());
    }
  }

  /** Looks for machines that are new in the folder. */
  async #look(): Promise<void> {
    const names = this.#fileNames();
    this.#looksLeft = names === this.#names ? this.#looksLeft - 1 : LOOKS_A_QUERY + LOOKS_AFTER_CHANGE;
    this.#names = names;
    if (this.#looksLeft <= 0 || this.#looksLeft > LOOKS_A_QUERY) {
      this.#looksLeft = this.#looksLeft <= 0 ? LOOKS_A_QUERY : this.#looksLeft;
      const machines = await this.#machines();
      if (this.#isStopped) {
        return;
      }
      await this.#follow(this.#partsOf(machines));
    }
    this.#noteKnown();
    this.#lookLater();
  }

  #fileNames(): string {
    try {
      return readdirSync(this.selection.journal.directory).sort().join('\n');
    } catch (error) {
      if (isSystemFault(error)) {
        return '';
      }
      throw error;
    }
  }
}

import { createHash } from 'node:crypto';
import { readFileSync, statfsSync, statSync } from 'node:fs';
import type { NativeDatabase } from './native-database';
import type { EngineState } from './engine-state';

/** The file in which a ledger was last used. */
interface FileOrigin {
  /** Inode number and birth time in ns, in decimal; the time is 0 if the file system has none. */
  readonly inode: string;
  readonly born: string;
  /** Hash of the machine's id (machine-id(5)); empty without one, as in many containers. */
  readonly machine: string;
}

/** Key in `engine_state` of the ledger's origin. */
const ORIGIN = 'origin';

/** Origin that matches no file. */
const NO_FILE: FileOrigin = { inode: '', born: '', machine: '' };

/**
 * File systems with stable inode numbers: ext2 to ext4, XFS, Btrfs, F2FS, ZFS, bcachefs, tmpfs, overlayfs (statfs(2)).
 * FUSE, FAT and network file systems may renumber files at each mount.
 */
const STABLE_INODE_SYSTEMS = new Set([
  0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x2fc12fc1, 0xca451a4e, 0x01021994, 0x794c7630,
]);

/**
 * Detects that the ledger is a copy: its file is not the one it was last used in. The original may then send its queued
 * texts as well.
 */
export class Origin {
  readonly #state: EngineState;
  readonly #holdQueued: () => void;
  #isConfirmed = false;

  /** Creates the check; `holdQueued` is called inside a transaction if the ledger is a copy. */
  constructor(state: EngineState, holdQueued: () => void) {
    this.#state = state;
    this.#holdQueued = holdQueued;
  }

  /** Holds the queued texts of a copy and records the file. Must run inside a transaction. */
  confirm(file: string): void {
    if (this.#isConfirmed) {
      return;
    }
    const here = originOf(file);
    const entry = this.#state.entry(ORIGIN);
    if (entry === JSON.stringify(here)) {
      this.#isConfirmed = true;
      return;
    }
    if (entry !== null && isCopy(file, JSON.parse(entry) as FileOrigin, here)) {
      this.#holdQueued();
    }
    this.#state.saveEntry(ORIGIN, JSON.stringify(here));
  }

  /** Records the new file in a copy that Logbell made itself, unless the ledger may itself be a copy. */
  recordIn(copy: NativeDatabase, file: string): void {
    if (this.#isConfirmed) {
      write(copy, originOf(file));
    }
  }

  /** Marks a database as left: if it is used again, it counts as a copy. */
  markLeft(database: NativeDatabase): void {
    write(database, NO_FILE);
  }
}

function write(database: NativeDatabase, origin: FileOrigin): void {
  database
    .prepare(
      'INSERT INTO engine_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run(ORIGIN, JSON.stringify(origin));
}

function originOf(file: string): FileOrigin {
  const { ino, birthtimeNs } = statSync(file, { bigint: true });
  return { inode: String(ino), born: String(birthtimeNs), machine: hashedMachineId() };
}

function isCopy(file: string, kept: FileOrigin, here: FileOrigin): boolean {
  const isSameBirth = kept.born === here.born || kept.born === '0' || here.born === '0';
  if (kept.inode === here.inode && isSameBirth) {
    return false;
  }
  const areMachinesKnown = kept.machine !== '' && here.machine !== '';
  return (
    kept.inode === '' ||
    STABLE_INODE_SYSTEMS.has(statfsSync(file).type) ||
    (areMachinesKnown && kept.machine !== here.machine)
  );
}

/** Hashes the machine's id, which must not leave it in clear (machine-id(5)); empty if there is none. */
function hashedMachineId(): string {
  for (const path of ['/etc/machine-id', '/var/lib/dbus/machine-id']) {
    try {
      const id = readFileSync(path, 'latin1').trim();
      if (/^[0-9a-f]{32}$/.test(id)) {
        return createHash('sha256').update(`logbell ${id}`).digest('hex').slice(0, 32);
      }
    } catch {
      // Try the next path.
    }
  }
  return '';
}

import { createHash } from 'node:crypto';
import { readFileSync, statfsSync, statSync } from 'node:fs';
import type { NativeDatabase } from './connection';
import type { EngineState } from './engine-state';

/** The file a ledger was last kept in. */
interface FileOrigin {
  /** Inode number and birth time in ns, in decimal; the time is 0 where the file system knows none. */
  readonly inode: string;
  readonly born: string;
  /** The hash of the machine's id (machine-id(5)); empty where there is none, as in many containers. */
  readonly machine: string;
}

/** The key of the entry in `engine_state` that says where the ledger was kept. */
const ORIGIN = 'origin';

/** An entry that no file fits. */
const LEFT_BEHIND: FileOrigin = { inode: '', born: '', machine: '' };

/**
 * File systems on which a file keeps its inode number: ext2 to ext4, XFS, Btrfs, F2FS, ZFS, bcachefs, tmpfs, overlayfs (statfs(2)).
 * FUSE, FAT and network file systems may number it anew at each mount.
 */
const LASTING = new Set([0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x2fc12fc1, 0xca451a4e, 0x01021994, 0x794c7630]);

/**
 * Notices that the ledger is a copy: that the file it is in is not the one it was kept in when it was last used. What it owes may
 * then be sent from the original as well.
 */
export class Origin {
  readonly #state: EngineState;
  readonly #holdOwed: () => void;
  #isSettled = false;

  /** `holdOwed` is called inside a transaction when the ledger turns out to be a copy. */
  constructor(state: EngineState, holdOwed: () => void) {
    this.#state = state;
    this.#holdOwed = holdOwed;
  }

  /** Runs inside a transaction: holds what a copy owes, and notes the file for the next time. */
  confirm(file: string): void {
    if (this.#isSettled) {
      return;
    }
    const here = originOf(file);
    const entry = this.#state.entry(ORIGIN);
    if (entry === JSON.stringify(here)) {
      this.#isSettled = true;
      return;
    }
    if (entry !== null && isCopy(file, JSON.parse(entry) as FileOrigin, here)) {
      this.#holdOwed();
    }
    this.#state.saveEntry(ORIGIN, JSON.stringify(here));
  }

  /** Notes in a copy that Logbell made itself that it is the ledger now, unless the ledger itself may be a copy. */
  noteIn(copy: NativeDatabase, file: string): void {
    if (this.#isSettled) {
      write(copy, originOf(file));
    }
  }

  /** Notes in a database that the ledger has left it: should somebody use it again, it counts as a copy. */
  leave(database: NativeDatabase): void {
    write(database, LEFT_BEHIND);
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
  return { inode: String(ino), born: String(birthtimeNs), machine: machineMark() };
}

function isCopy(file: string, kept: FileOrigin, here: FileOrigin): boolean {
  const isSameBirth = kept.born === here.born || kept.born === '0' || here.born === '0';
  if (kept.inode === here.inode && isSameBirth) {
    return false;
  }
  const areMachinesKnown = kept.machine !== '' && here.machine !== '';
  return kept.inode === '' || LASTING.has(statfsSync(file).type) || (areMachinesKnown && kept.machine !== here.machine);
}

/** The machine's id must not leave it in clear (machine-id(5)). */
function machineMark(): string {
  for (const path of ['/etc/machine-id', '/var/lib/dbus/machine-id']) {
    try {
      const id = readFileSync(path, 'latin1').trim();
      if (/^[0-9a-f]{32}$/.test(id)) {
        return createHash('sha256').update(`logbell ${id}`).digest('hex').slice(0, 32);
      }
    } catch {
      // The next place may have it.
    }
  }
  return '';
}

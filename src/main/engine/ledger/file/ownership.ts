import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { LEDGER_TAKEN } from '../../common/error-code';
import type { EngineState } from './engine-state';

/** The process that owns a ledger, as stored in it. */
interface Owner {
  /** Random, new each time a ledger is opened. */
  readonly token: string;
  readonly pid: number;
  /** Start of the process in clock ticks since boot (proc(5), /proc/pid/stat, field 22), as pids are reused. */
  readonly startedAt: string;
  /** Boot and pid namespace of the pid (proc(5), pid_namespaces(7)). */
  readonly boot: string;
  readonly namespace: string;
}

/** Key in `engine_state` of the owner. */
export const OWNER = 'owner';

/** States of a process that has ended (proc(5), /proc/pid/stat, field 3). */
const ENDED = new Set(['Z', 'X', 'x']);

/** Thrown when another Logbell owns the ledger: this one must neither write to it nor send anything. */
class LedgerTaken extends Error {
  readonly code = LEDGER_TAKEN;

  constructor() {
    super('Another process owns the ledger.');
  }
}

/**
 * Prevents a second sender: every transaction checks the owner's token in the database. A Logbell that lost the ledger
 * cannot write, however the other got past the lock file.
 */
export class Ownership {
  readonly #state: EngineState;
  readonly #self = JSON.stringify({ token: randomUUID(), ...self() } satisfies Owner);
  /** False until the token was read back: a full disk may refuse it at first. */
  #isRecorded = false;

  constructor(state: EngineState) {
    this.#state = state;
  }

  /** Confirms the ownership inside each transaction. Throws `LedgerTaken` if another process owns the ledger. */
  confirm(): void {
    if (this.isOurs()) {
      this.#isRecorded = true;
    } else if (this.#isRecorded) {
      throw new LedgerTaken();
    } else {
      this.#state.saveEntry(OWNER, this.#self);
    }
  }

  /** Releases the ledger for the next process, while this one may go on. */
  release(): void {
    if (this.isOurs()) {
      this.#state.removeEntry(OWNER);
    }
  }

  /** True if the ledger names this process. */
  isOurs(): boolean {
    return this.#state.entry(OWNER) === this.#self;
  }

  /** True once another process has taken the ownership. */
  get isLost(): boolean {
    return this.#isRecorded && !this.isOurs();
  }
}

/** True if the stored entry names another process that certainly runs. */
export function isOwnedByOther(entry: string | null): boolean {
  const owner = entry === null ? null : (JSON.parse(entry) as Owner);
  if (owner === null) {
    return false;
  }
  const { pid, startedAt, boot, namespace } = self();
  const isSelf = owner.pid === pid && owner.startedAt === startedAt;
  const isSameHost = owner.boot === boot && owner.namespace === namespace && boot !== '';
  return isSameHost && !isSelf && startOf(owner.pid) === owner.startedAt;
}

function self(): Omit<Owner, 'token'> {
  return {
    pid: process.pid,
    startedAt: startOf(process.pid) ?? '',
    boot: readOrNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? '',
    namespace: readOrNull(() => readlinkSync('/proc/self/ns/pid')) ?? '',
  };
}

/** Start time of a running process; null if none has this pid. */
function startOf(pid: number): string | null {
  // The name in parentheses may itself contain spaces and parentheses.
  const stat = readOrNull(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const [state = '', startedAt] = [fields[0], fields[19]];
  return ENDED.has(state) || startedAt === undefined ? null : startedAt;
}

function readOrNull(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}

import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { LEDGER_TAKEN } from '../../common/error-code';
import type { EngineState } from './engine-state';

/** The process that owns a ledger, as stored in the ledger itself. */
interface Owner {
  /** Random, one for each time a ledger is opened. */
  readonly token: string;
  readonly pid: number;
  /** When the process was started, in clock ticks since boot (proc(5), /proc/pid/stat, field 22): pids are used again. */
  readonly startedAt: string;
  /** The boot and the pid namespace in which the pid counts (proc(5), pid_namespaces(7)). */
  readonly boot: string;
  readonly namespace: string;
}

/** The key of the entry in `engine_state` that names the owner. */
export const OWNER = 'owner';

/** States of a process that has ended (proc(5), /proc/pid/stat, field 3). */
const ENDED = new Set(['Z', 'X', 'x']);

/** Another Logbell owns the ledger: this one must neither write to it nor send anything. */
class LedgerTaken extends Error {
  readonly code = LEDGER_TAKEN;

  constructor() {
    super('Another process owns the ledger.');
  }
}

/**
 * Fences off a second sender: the owner's token is in the database, and every transaction checks it. A Logbell that lost the
 * ledger can change nothing, however the other got past the lock file.
 */
export class Ownership {
  readonly #state: EngineState;
  readonly #self = JSON.stringify({ token: randomUUID(), ...self() } satisfies Owner);
  /** False until the token was found in the ledger: a full disk may not take it at once. */
  #isNoted = false;

  constructor(state: EngineState) {
    this.#state = state;
  }

  /** Runs inside every transaction. Throws `LedgerTaken` when another process owns the ledger. */
  confirm(): void {
    if (this.isOurs()) {
      this.#isNoted = true;
    } else if (this.#isNoted) {
      throw new LedgerTaken();
    } else {
      this.#state.saveEntry(OWNER, this.#self);
    }
  }

  /** Leaves the ledger to whoever opens it next, while this process may go on. */
  release(): void {
    if (this.isOurs()) {
      this.#state.removeEntry(OWNER);
    }
  }

  /** True when the ledger names this process. */
  isOurs(): boolean {
    return this.#state.entry(OWNER) === this.#self;
  }

  /** True once another process has noted itself as the owner. */
  get isLost(): boolean {
    return this.#isNoted && !this.isOurs();
  }
}

/** True when the owner's entry, as stored, names another process that certainly runs. */
export function isOwnedByOther(entry: string | null): boolean {
  const owner = entry === null ? null : (JSON.parse(entry) as Owner);
  if (owner === null) {
    return false;
  }
  const { pid, startedAt, boot, namespace } = self();
  const isSelf = owner.pid === pid && owner.startedAt === startedAt;
  const isNear = owner.boot === boot && owner.namespace === namespace && boot !== '';
  return isNear && !isSelf && startOf(owner.pid) === owner.startedAt;
}

function self(): Omit<Owner, 'token'> {
  return {
    pid: process.pid,
    startedAt: startOf(process.pid) ?? '',
    boot: toldBy(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? '',
    namespace: toldBy(() => readlinkSync('/proc/self/ns/pid')) ?? '',
  };
}

/** The start time of a running process; null for none with this pid. */
function startOf(pid: number): string | null {
  // The name in brackets may hold blanks and brackets itself.
  const stat = toldBy(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const [state = '', startedAt] = [fields[0], fields[19]];
  return ENDED.has(state) || startedAt === undefined ? null : startedAt;
}

function toldBy(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}

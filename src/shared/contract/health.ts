import type { AppStatus, Problem, ProblemCode } from './status';

/** Code of a fault that no problem describes; a stable interface, as is `ProblemHealthCode`. */
type OwnHealthCode = 'engine-stopped' | 'ledger-not-writable' | 'texts-late';

/** Kind of a problem that makes a Logbell unhealthy. */
type ProblemHealthCode =
  | 'engine-stopped'
  | 'ledger-not-writable'
  | 'log-unreadable'
  | 'sens-refused'
  | 'sens-unreachable'
  | 'keys-missing'
  | 'problem';

/** One reason why a Logbell is unhealthy. */
export type HealthReason =
  | { readonly code: OwnHealthCode; readonly problem: null }
  | { readonly code: ProblemHealthCode; readonly problem: Problem };

/** Health of a running Logbell. A pause is not unhealthy, but it is said. */
export interface Health {
  readonly ok: boolean;
  /** Empty if healthy. */
  readonly reasons: readonly HealthReason[];
  readonly paused: boolean;
}

/** Facts that the health is derived from. */
export interface HealthFacts extends Pick<AppStatus, 'running' | 'problems' | 'pausedUntil' | 'queuedSince'> {
  /** Result of a write to the ledger; missing if none was tried. */
  readonly ledgerWritable?: boolean;
}

/** Time that a text may wait to be sent before it counts as late, ms. */
export const LATE_TEXT_MS = 300_000;

const CODES: Partial<Readonly<Record<ProblemCode, ProblemHealthCode>>> = {
  'engine-stuck': 'engine-stopped',
  'ledger-unusable': 'ledger-not-writable',
  'ledger-newer': 'ledger-not-writable',
  'ledger-in-use': 'ledger-not-writable',
  'ledger-deleted': 'ledger-not-writable',
  'file-unreadable': 'log-unreadable',
  'file-failing': 'log-unreadable',
  'absence-blind': 'log-unreadable',
  'journal-missing-program': 'log-unreadable',
  'journal-denied': 'log-unreadable',
  'journal-failing': 'log-unreadable',
  'sens-refused-key': 'sens-refused',
  'sens-no-right': 'sens-refused',
  'sens-bad-request': 'sens-refused',
  'sens-unknown-service': 'sens-refused',
  'sens-clock': 'sens-refused',
  'text-refused': 'sens-refused',
  'sens-server': 'sens-unreachable',
  'sens-unreachable': 'sens-unreachable',
  'sens-odd-answer': 'sens-unreachable',
  'sens-certificate': 'sens-unreachable',
  'sens-too-fast': 'sens-unreachable',
  'no-keys': 'keys-missing',
  'keyring-locked': 'keys-missing',
};

/** Problems of telling others about the health, which do not change it. */
const OF_REPORTING: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['heartbeat-undelivered']);

/** Derives the health from the status, as a pure function: tray, commands, watchdog and heartbeats agree. */
export function healthOf(facts: HealthFacts, now: number): Health {
  const { running, pausedUntil, queuedSince, ledgerWritable = true } = facts;
  const isLate = queuedSince !== null && now - queuedSince > LATE_TEXT_MS;
  const found = facts.problems
    .filter(({ code }) => !OF_REPORTING.has(code))
    .map((problem) => ({ code: CODES[problem.code] ?? ('problem' as const), problem }));
  const isLedgerNamed = found.some(({ code }) => code === 'ledger-not-writable');
  const reasons: HealthReason[] = [
    ...(running ? [] : [{ code: 'engine-stopped', problem: null } as const]),
    ...(ledgerWritable || isLedgerNamed ? [] : [{ code: 'ledger-not-writable', problem: null } as const]),
    ...found,
    ...(isLate ? [{ code: 'texts-late', problem: null } as const] : []),
  ];
  return { ok: reasons.length === 0, reasons, paused: pausedUntil !== null };
}

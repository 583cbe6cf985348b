import { readFileSync } from 'node:fs';
import { isJsonObject, type JsonObject } from '../../../../shared/common/json-object';
import { PRIORITIES } from '../../../../shared/settings/choices';
import { salvagedFields } from './salvage';
import type { JournalField } from './selection';

/** Place of an entry in the journal, and what systemd says of its origin. */
export interface JournalOrigin {
  readonly cursor: string;
  /** Unit that wrote it or that it is about; empty if unknown, as other fields are. */
  readonly unit: string;
  readonly boot: string;
  readonly identifier: string;
  /** Level as in the settings: `warning`. */
  readonly priority: string;
  readonly pid: string;
  readonly host: string;
}

/** An entry of the journal. */
export interface JournalEntry extends JournalOrigin {
  /** Null for an entry without message. */
  readonly message: string | Buffer | null;
  /** Time of the entry, ms since 1970. */
  readonly at: number;
  /** Id of the machine that it comes from; empty if unknown or not asked for. */
  readonly machine: string;
}

/** Reads a line of `journalctl --output=json`; null if it is no entry. */
export function readEntry(line: string): JournalEntry | null {
  const fields = fieldsOf(line);
  return isJsonObject(fields) ? entryOf(fields) : null;
}

function fieldsOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return salvagedFields(line);
  }
}

/** Makes an entry of its fields; null without a cursor. */
function entryOf(fields: JsonObject): JournalEntry | null {
  const cursor = fields['__CURSOR'];
  if (typeof cursor !== 'string') {
    return null;
  }
  const text = (name: JournalField | '_BOOT_ID' | '__REALTIME_TIMESTAMP'): string => textOf(fields[name]);
  const pid = text('_PID');
  return {
    cursor,
    message: messageOf(fields['MESSAGE']),
    at: Math.floor(Number(text('__REALTIME_TIMESTAMP')) / 1_000),
    // Only the service manager may name another unit.
    unit: (pid === '1' ? text('UNIT') : '') || text('_SYSTEMD_USER_UNIT') || text('_SYSTEMD_UNIT'),
    boot: text('_BOOT_ID'),
    identifier: text('SYSLOG_IDENTIFIER') || text('_COMM'),
    priority: PRIORITIES[Number.parseInt(text('PRIORITY'), 10)] ?? '',
    pid,
    host: text('_HOSTNAME'),
    machine: text('_MACHINE_ID'),
  };
}

/** Text of a field; the first value of a field that occurs several times. */
function textOf(value: unknown): string {
  const message = messageOf(Array.isArray(value) && !isBytes(value) ? value[0] : value);
  return message === null ? '' : message.toString();
}

/** Text of a message, or its bytes if it is not printable UTF-8; a message that occurs several times is joined. */
function messageOf(value: unknown): string | Buffer | null {
  if (typeof value === 'string') {
    return value;
  }
  if (!Array.isArray(value) || value.length === 0) {
    return null;
  }
  const values: readonly unknown[] = value;
  if (isBytes(values)) {
    return Buffer.from(values);
  }
  const parts = values.flatMap((part) => messageOf(part)?.toString() ?? []);
  return parts.length === 0 ? null : parts.join('\n');
}

function isBytes(value: readonly unknown[]): value is readonly number[] {
  return typeof value[0] === 'number';
}

let boot: string | null = null;

/** Leaves out what this process writes: reading its own output, it would match the same line again and again. */
export function withoutOwn(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const pid = String(process.pid);
  return entries.filter((entry) => entry.pid !== pid || entry.boot !== (boot ??= currentBoot()));
}

/** Id of the running boot, as journal entries have it (random(4), sd_id128_get_boot(3)); empty if unknown. */
function currentBoot(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().replaceAll('-', '');
  } catch {
    return '';
  }
}

import { randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** Debian keeps it out of PATH (systemd-journal-remote(8)). */
export const REMOTE = '/lib/systemd/systemd-journal-remote';

/** 2023-11-14 in µs since 1970. */
const FIRST_TIME = 1_700_000_000_000_000;
const FIRST_BOOT = '0123456789abcdef0123456789abcdef';

/** Fields of an entry; bytes for values that are not printable. */
export type EntryFields = Readonly<Record<string, string | Buffer | readonly (string | Buffer)[]>>;

/** Writes entries to a journal file with a real systemd-journal-remote, which keeps cursors and sequence numbers. */
export class JournalWriter {
  readonly dir: string;
  boot = FIRST_BOOT;
  /** Time of the next entry, µs since 1970. */
  time = FIRST_TIME;
  #monotonic = 1_000_000;
  #rotations = 0;

  constructor(dir: string) {
    this.dir = dir;
    mkdirSync(dir, { recursive: true });
  }

  /** Path of the file that is written. */
  get file(): string {
    return join(this.dir, 'active.journal');
  }

  /** Appends one entry for each message. */
  write(...messages: readonly (string | Buffer)[]): void {
    this.append(...messages.map((MESSAGE) => ({ MESSAGE })));
  }

  append(...entries: readonly EntryFields[]): void {
    this.appendTo(this.file, ...entries);
  }

  appendTo(file: string, ...entries: readonly EntryFields[]): void {
    const input = Buffer.concat(entries.map((fields) => this.exported(fields)));
    const { status, stderr } = spawnSync(REMOTE, ['-o', file, '-'], { input });
    if (status !== 0) {
      throw new Error(`systemd-journal-remote failed: ${stderr.toString()}`);
    }
  }

  /** The next entry in the Journal Export Format. */
  exported(fields: EntryFields): Buffer {
    this.time += 1_000;
    this.#monotonic += 1_000;
    const all: EntryFields = {
      PRIORITY: '6',
      SYSLOG_IDENTIFIER: 'app',
      _SYSTEMD_UNIT: 'app.service',
      _PID: '77',
      _HOSTNAME: 'web1',
      ...fields,
    };
    const times = `__REALTIME_TIMESTAMP=${this.time}\n__MONOTONIC_TIMESTAMP=${this.#monotonic}\n_BOOT_ID=${this.boot}\n`;
    const parts = Object.entries(all).flatMap(([name, value]) =>
      (Array.isArray(value) ? (value as (string | Buffer)[]) : [value as string | Buffer]).map((one) =>
        exportedField(name, one),
      ),
    );
    return Buffer.concat([Buffer.from(times), ...parts, Buffer.from('\n')]);
  }

  /** Starts another boot: the monotonic clock begins again. */
  reboot(): void {
    this.boot = randomUUID().replaceAll('-', '');
    this.#monotonic = 1_000_000;
  }

  /** Archives the file, as journald does; the next entry creates a new one with the same sequence of numbers. */
  rotate(): void {
    this.#rotations += 1;
    renameSync(this.file, join(this.dir, archiveName(this.#rotations, this.time)));
  }

  /** Has journalctl delete the oldest archived files, all by default. */
  vacuum(keep = 0): void {
    const files = keep + (existsSync(this.file) ? 1 : 0);
    const limit = keep === 0 ? '--vacuum-time=1s' : `--vacuum-files=${files}`;
    const { status, stderr } = spawnSync('journalctl', [`--directory=${this.dir}`, limit]);
    if (status !== 0) {
      throw new Error(`journalctl failed: ${stderr.toString()}`);
    }
  }
}

/** Name that journald gives an archived file, with a number and a time, µs since 1970, of its first entry. */
function archiveName(number: number, time: number): string {
  const [first, at] = [number, time].map((value) => value.toString(16).padStart(16, '0'));
  return `active@${FIRST_BOOT}-${first}-${at}.journal`;
}

function exportedField(name: string, value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  if (!bytes.includes(0x0a) && bytes.every((byte) => byte >= 0x20)) {
    return Buffer.concat([Buffer.from(`${name}=`), bytes, Buffer.from('\n')]);
  }
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  return Buffer.concat([Buffer.from(`${name}\n`), length, bytes, Buffer.from('\n')]);
}

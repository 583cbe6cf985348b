import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { JournalWriter, REMOTE } from './journal-writer';

/** A change of the journal by journald. */
export interface JournalStep {
  readonly does: 'write' | 'write-same' | 'rotate' | 'vacuum' | 'reboot';
  /** Number of entries written. */
  readonly entries?: number;
}

/** A journal in which every entry must be seen once, unless it was vacuumed unread. */
export class ModelledJournal {
  readonly #journal: JournalWriter;
  #writer: ChildProcess | null = null;
  #written = 0;
  #rotations = 0;
  /** Entries by the file they are in; the last is the active one. */
  #files: { readonly name: string; readonly lines: string[] }[] = [];
  /** Entries vacuumed before they were seen. */
  readonly may: string[] = [];

  constructor(dir: string) {
    this.#journal = new JournalWriter(dir);
    this.#open();
  }

  /** Entries that must be seen once. */
  get must(): string[] {
    return [...this.#gone, ...this.#files.flatMap(({ lines }) => lines)];
  }

  /** Entries that were seen before they were vacuumed. */
  readonly #gone: string[] = [];

  /** Takes a step; `seen` lists the entries seen so far. */
  async take({ does, entries = 1 }: JournalStep, seen: () => readonly string[]): Promise<void> {
    switch (does) {
      case 'write':
        this.#write(Array.from({ length: entries }, () => `entry ${(this.#written += 1)}`));
        break;
      case 'write-same':
        this.#write(['the same', 'the same']);
        break;
      case 'rotate':
        await this.#rotate();
        break;
      case 'vacuum':
        await this.#vacuum(seen());
        break;
      case 'reboot':
        await this.#rotate();
        this.#journal.reboot();
    }
  }

  /** Ends writing, and waits until everything is in the files. */
  async end(): Promise<void> {
    const writer = this.#writer;
    this.#writer = null;
    if (writer) {
      const closed = new Promise((resolve) => writer.once('close', resolve));
      writer.stdin?.end();
      await closed;
    }
  }

  #open(): void {
    this.#files.push({ name: '', lines: [] });
  }

  #write(lines: readonly string[]): void {
    this.#writer ??= spawn(REMOTE, ['-o', this.#journal.file, '-'], { stdio: ['pipe', 'ignore', 'ignore'] });
    this.#writer.stdin?.write(Buffer.concat(lines.map((MESSAGE) => this.#journal.exported({ MESSAGE }))));
    this.#files.at(-1)?.lines.push(...lines);
  }

  async #rotate(): Promise<void> {
    const active = this.#files.at(-1);
    if (!active || active.lines.length === 0) {
      return;
    }
    await this.end();
    this.#rotations += 1;
    const name = `archived-${String(this.#rotations).padStart(4, '0')}.journal`;
    renameSync(this.#journal.file, join(this.#journal.dir, name));
    this.#files = [...this.#files.slice(0, -1), { name, lines: active.lines }];
    this.#open();
  }

  /** Deletes all archived files. */
  async #vacuum(seen: readonly string[]): Promise<void> {
    await this.end();
    const left = new Map<string, number>();
    seen.forEach((line) => left.set(line, (left.get(line) ?? 0) + 1));
    this.#gone.forEach((line) => left.set(line, (left.get(line) ?? 0) - 1));
    for (const { lines } of this.#files.slice(0, -1)) {
      for (const line of lines) {
        const count = left.get(line) ?? 0;
        left.set(line, count - 1);
        (count > 0 ? this.#gone : this.may).push(line);
      }
    }
    this.#files = this.#files.slice(-1);
    readdirSync(this.#journal.dir)
      .filter((file) => file.startsWith('archived-'))
      .forEach((file) => rmSync(join(this.#journal.dir, file)));
  }
}

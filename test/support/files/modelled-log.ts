import {
  appendFileSync,
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** An action of a program on its log, or of log rotation. */
export type LogStep =
  | { readonly does: 'write'; readonly lines: number }
  | { readonly does: 'write-part' | 'write-same' | 'truncate' | 'delete' | 'retarget' }
  | { readonly does: 'rewrite'; readonly size: 'same' | 'larger' | 'smaller' }
  | { readonly does: 'save' | 'save-in-place' | 'save-shorter' }
  | { readonly does: 'rotate' | 'rotate-late' | 'rotate-twice' | 'copytruncate' };

/** Longest filling of a line, bytes: lines are shorter or longer than what a fingerprint hashes. */
const LONGEST_FILLING = 700;

/** Bytes at the start of a log that identify it. */
const HEAD_BYTES = 1_024;

/** A log on disk, and a model of the lines that a follower must see and may see. */
export class ModelledLog {
  readonly #path: string;
  readonly #isGlob: boolean;
  readonly #must: string[] = [];
  readonly #may: string[] = [];
  /** Lines of the current file that may not have been read yet: lost if overwritten. */
  #unread: string[] = [];
  /** Start of a line whose end is not written yet. */
  #part = '';
  #count = 0;
  #targets = 0;

  readonly #actions: Readonly<Record<Exclude<LogStep['does'], 'write' | 'rewrite'>, () => void>> = {
    'write-same': () => this.#writeSame(),
    'write-part': () => this.#writePart(),
    retarget: () => this.#retarget(),
    save: () => this.#save('save'),
    'save-in-place': () => this.#save('save-in-place'),
    'save-shorter': () => this.#save('save-shorter'),
    truncate: this.#withFile(() => this.#truncate()),
    delete: this.#withFile(() => this.#delete()),
    rotate: this.#withFile(() => this.#rotate()),
    'rotate-late': this.#withFile(() => this.#rotateLate()),
    'rotate-twice': this.#withFile(() => this.#rotateTwice()),
    copytruncate: this.#withFile(() => this.#copyAndTruncate()),
  };

  /**
   * `isGlob`: rotated files are also followed under their new names, where an unterminated line may still be completed.
   */
  constructor(path: string, isGlob: boolean) {
    this.#path = path;
    this.#isGlob = isGlob;
  }

  /** Lines that must be seen, with repetitions. */
  get must(): readonly string[] {
    return this.#must;
  }

  /** Lines that may be seen but were gone before a follower could be expected to read them. */
  get may(): readonly string[] {
    return this.#may;
  }

  /** Marks everything written so far as read. */
  allRead(): void {
    this.#unread = [];
  }

  /** Ends the log: terminates the last line. */
  end(): void {
    this.#write(1);
  }

  take(step: LogStep): void {
    if (step.does === 'write') {
      this.#write(step.lines);
    } else if (step.does === 'rewrite') {
      this.#rewrite(step.size);
    } else {
      this.#actions[step.does]();
    }
  }

  /** Applies an action to the file at the path, if there is one. */
  #withFile(action: () => void): () => void {
    return () => {
      if (existsSync(this.#path)) {
        action();
      }
    };
  }

  #truncate(): void {
    this.#overwritten();
    truncateSync(this.#path);
  }

  #delete(): void {
    this.#overwritten();
    unlinkSync(this.#path);
  }

  #rotateTwice(): void {
    this.#rotate();
    this.#write(1);
    this.#rotate();
  }

  #write(lines: number): void {
    for (let line = 0; line < lines; line += 1) {
      this.#append(`${this.#next()}\n`);
    }
  }

  /** Writes the same line again, only if the bytes before it identify the file. */
  #writeSame(): void {
    if (existsSync(this.#path) && statSync(this.#path).size > 0 && this.#part === '') {
      this.#expect('again');
      appendFileSync(this.#path, 'again\n');
    }
  }

  #writePart(): void {
    this.#count += 1;
    const part = `part ${this.#count} `;
    this.#part += part;
    appendFileSync(this.#path, part);
  }

  #append(text: string): void {
    this.#part = '';
    appendFileSync(this.#path, text);
  }

  #next(): string {
    this.#count += 1;
    const line = `line ${this.#count} ${'x'.repeat((this.#count * 137) % LONGEST_FILLING)}`;
    this.#expect(this.#part + line);
    return line;
  }

  #expect(line: string): void {
    this.#must.push(line);
    this.#unread.push(line);
  }

  /** Drops the lines that may be unread, and an unterminated line. */
  #overwritten(): void {
    for (const line of this.#unread) {
      this.#must.splice(this.#must.lastIndexOf(line), 1);
      this.#may.push(line);
    }
    this.#unread = [];
    this.#partMaySeen();
  }

  #partMaySeen(): void {
    if (this.#part !== '') {
      this.#may.push(this.#part);
      this.#part = '';
    }
  }

  /** Counts an unterminated line as a line, since nobody returns to this file. */
  #ended(): void {
    if (this.#part !== '') {
      (this.#isGlob ? this.#may : this.#must).push(this.#part);
      this.#part = '';
    }
    this.#unread = [];
  }

  #shift(): void {
    const numbers = readdirSync(dirname(this.#path)).flatMap((name) => /^app\.log\.(\d+)$/.exec(name)?.[1] ?? []);
    for (const number of numbers.map(Number).sort((one, other) => other - one)) {
      renameSync(`${this.#path}.${number}`, `${this.#path}.${number + 1}`);
    }
  }

  #rotate(): void {
    this.#shift();
    renameSync(this.#path, `${this.#path}.1`);
    this.#ended();
  }

  /** Rotates the log while the writer keeps the renamed file open a little longer. */
  #rotateLate(): void {
    const writer = openSync(this.#path, 'a');
    this.#shift();
    renameSync(this.#path, `${this.#path}.1`);
    writeSync(writer, `${this.#next()}\n`);
    this.#part = '';
    closeSync(writer);
    this.#ended();
  }

  #copyAndTruncate(): void {
    this.#shift();
    copyFileSync(this.#path, `${this.#path}.1`);
    truncateSync(this.#path);
    this.#partMaySeen();
    this.#unread = [];
  }

  #rewrite(size: 'same' | 'larger' | 'smaller'): void {
    const before = existsSync(this.#path) ? statSync(this.#path).size : 0;
    this.#overwritten();
    this.#count += 1;
    const first = `rewritten ${this.#count} `;
    const wanted = { same: before, larger: before + 50, smaller: Math.floor(before / 2) }[size];
    const line = first + 'y'.repeat(Math.max(0, wanted - first.length - 1));
    this.#expect(line);
    writeFileSync(this.#path, `${line}\n`);
  }

  /** Saves the log as an editor does, with a line added at its end, and perhaps one removed in the middle. */
  #save(how: 'save' | 'save-in-place' | 'save-shorter'): void {
    const before = existsSync(this.#path) ? readFileSync(this.#path, 'latin1') : '';
    const lines = before.split('\n');
    // Enough must remain to identify the log, at its start and at its end.
    const middle = lines.findIndex((_line, index) => index > 2 && lines.slice(0, index).join('\n').length > HEAD_BYTES);
    const omitted = before.length < HEAD_BYTES ? 2 : middle;
    if (this.#part !== '' || lines.length < 6 || omitted < 0 || omitted > lines.length - 4) {
      return;
    }
    if (how !== 'save') {
      this.#overwritten();
      lines.splice(omitted, 1);
    }
    const content = `${lines.join('\n')}${this.#next()}\n`;
    if (how === 'save-in-place') {
      writeFileSync(this.#path, content);
    } else {
      writeFileSync(join(dirname(this.#path), '.saved'), content);
      renameSync(join(dirname(this.#path), '.saved'), this.#path);
    }
  }

  /** Points a symlink to a new file that already has a line. */
  #retarget(): void {
    this.#targets += 1;
    const target = `${this.#path}-target-${this.#targets}`;
    // If it is redirected twice between two checks, nobody finds the first target.
    this.#overwritten();
    writeFileSync(target, `${this.#next()}\n`);
    symlinkSync(target, `${this.#path}-fresh`);
    renameSync(`${this.#path}-fresh`, this.#path);
  }
}

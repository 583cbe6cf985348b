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

/** What a program does to its log, or rotation to it. */
export type LogStep =
  | { readonly does: 'write'; readonly lines: number }
  | { readonly does: 'write-part' | 'write-same' | 'truncate' | 'delete' | 'retarget' }
  | { readonly does: 'rewrite'; readonly size: 'same' | 'larger' | 'smaller' }
  | { readonly does: 'save' | 'save-in-place' | 'save-shorter' }
  | { readonly does: 'rotate' | 'rotate-late' | 'rotate-twice' | 'copytruncate' };

/** Longest filling of a line, bytes: lines are now shorter, now longer than what a proof hashes. */
const LONGEST_FILLING = 700;

/** What of a log's beginning proves that it is the same, bytes. */
const HEAD_BYTES = 1_024;

/** A log on disk, and which lines must and may be seen of it by whoever follows it. */
export class ModelledLog {
  readonly #path: string;
  readonly #isGlob: boolean;
  readonly #must: string[] = [];
  readonly #may: string[] = [];
  /** Lines of the present file that nobody may have read yet: gone if they are overwritten. */
  #unread: string[] = [];
  /** The beginning of a line whose end is still to be written. */
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

  /** `isGlob`: rotated files are followed under their new names too, where an unended line may still get its end. */
  constructor(path: string, isGlob: boolean) {
    this.#path = path;
    this.#isGlob = isGlob;
  }

  /** Every line that must be seen, as often as it stands here. */
  get must(): readonly string[] {
    return this.#must;
  }

  /** Lines that were gone before anyone can be asked to have read them. */
  get may(): readonly string[] {
    return this.#may;
  }

  /** Everything written so far has been read. */
  allRead(): void {
    this.#unread = [];
  }

  /** Nothing more is written: gives the last line its end. */
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

  /** Does something to the file at the path, if there is one. */
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

  /** The same words again: only where the file is told apart from others by what stands before. */
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

  /** What nobody may have read is gone, and so is a line without an end. */
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

  /** A line without an end is one of its own once nobody comes back to it. */
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

  /** The writer keeps the renamed file open a little longer. */
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

  /** An editor saves the log with a line more at its end, and perhaps one less in its midst. */
  #save(how: 'save' | 'save-in-place' | 'save-shorter'): void {
    const before = existsSync(this.#path) ? readFileSync(this.#path, 'latin1') : '';
    const lines = before.split('\n');
    // Enough must be left to know the log by, of its beginning and of its end.
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

  /** Leads a symlink to a new file that holds a line already. */
  #retarget(): void {
    this.#targets += 1;
    const target = `${this.#path}-target-${this.#targets}`;
    // Led elsewhere twice before anyone looks, the first target is found by nobody.
    this.#overwritten();
    writeFileSync(target, `${this.#next()}\n`);
    symlinkSync(target, `${this.#path}-fresh`);
    renameSync(`${this.#path}-fresh`, this.#path);
  }
}

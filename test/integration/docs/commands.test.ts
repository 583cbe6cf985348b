import { appendFileSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startPracticeServer } from '../../../src/main/practice/practice-server';
import { type Page, type Block, guides, PROJECT, withBlocks } from '../../support/docs/page';
import { runInTerminal } from '../../support/docs/terminal';
import { keysOf } from '../../support/engine/live-settings';
import { scratchDir } from '../../support/files/scratch-dir';
import { JournalWriter } from '../../support/journal/journal-writer';

/** Home folder of the person that the pages show. */
const HOME = '/home/kim';
const LOCALES = { en: 'en_US.UTF-8', ko: 'ko_KR.UTF-8' };

/** A file, or a folder with the journals of other machines. */
type ExampleLog = { readonly path: string } | { readonly journal: { readonly directory: string } };

/** Settings as far as they are changed for a test. */
interface Example {
  readonly sens?: object;
  readonly files?: readonly ExampleLog[];
}

/** A computer on which the commands of one page run, with all files below one folder. */
class Computer {
  readonly #root = scratchDir();
  readonly #page: Page;
  #keys: Readonly<Record<string, string>> = {};

  constructor(page: Page) {
    this.#page = page;
    mkdirSync(this.#at(HOME), { recursive: true });
  }

  /** Writes the settings of the page, and log files where they look for them. */
  async configure(content: string): Promise<void> {
    const example = JSON.parse(content) as Example;
    const { sens } = example;
    const files = (example.files ?? []).map((log) => this.#placed(log));
    const settings = { ...example, files, ...(sens ? { sens: await this.#practice() } : {}) };
    this.#write(`${HOME}/.config/logbell/config.json`, JSON.stringify(settings));
  }

  /** Runs the commands of a block, and returns them with what they print. */
  async run({ content }: Block): Promise<string> {
    const commands = content.split('\n').filter((line) => line.startsWith('$ '));
    const parts: string[] = [];
    for (const command of commands) {
      const printed = await this.#printed(command.slice('$ '.length));
      parts.push([command, ...printed.map((line) => line.replaceAll(this.#root, ''))].join('\n'), '\n');
    }
    return parts.join('');
  }

  async #printed(command: string): Promise<readonly string[]> {
    const home = this.#at(HOME);
    const run = runInTerminal(command, { HOME: home, LANG: LOCALES[this.#page.language], ...this.#keys });
    if (command === 'logbell watch') {
      await run.line('Ctrl+C');
      appendFileSync(join(home, '.local/share/logbell/sample.log'), 'hello world\n');
      await run.line('An Event Occurred');
      const lines = run.lines();
      run.interrupt();
      expect(await run.end()).toBe(0);
      return lines;
    }
    expect(await run.end(), run.lines().join('\n')).toBe(0);
    return run.lines();
  }

  /** Settings and keys of a practice SENS in place of the real one. */
  async #practice(): Promise<object> {
    const sens = await startPracticeServer({ deliveryMs: 20 });
    onTestFinished(() => sens.close());
    this.#keys = keysOf(sens);
    const { baseUrl, serviceId, from } = sens;
    return { mode: 'live', zone: 'custom', baseUrl, serviceId, from };
  }

  /** Writes what a log of the settings reads, and returns it with its place on this computer. */
  #placed(log: ExampleLog): ExampleLog {
    if ('journal' in log) {
      const directory = this.#at(log.journal.directory);
      new JournalWriter(directory).write('Out of memory: Killed process 4711 (java)');
      return { ...log, journal: { ...log.journal, directory } };
    }
    const path = this.#at(log.path);
    if (!/[*{]/.test(path)) {
      this.#copySample(path);
    }
    return { ...log, path };
  }

  #copySample(path: string): void {
    const [, name = 'app.log'] = /samples\/([\w.-]+)/.exec(this.#page.text) ?? [];
    mkdirSync(dirname(path), { recursive: true });
    copyFileSync(join(PROJECT, 'docs', 'samples', name), path);
  }

  #write(path: string, content: string): void {
    mkdirSync(dirname(this.#at(path)), { recursive: true, mode: 0o700 });
    writeFileSync(this.#at(path), content, { mode: 0o600 });
  }

  #at(path: string): string {
    return join(this.#root, path);
  }
}

/** Hides what differs from run to run: times, durations and the address of the practice phone. */
function lasting(block: string): string {
  return block
    .replace(/\d\d:\d\d:\d\d/g, '00:00:00')
    .replace(/\((?:\d+ s|\d+초)\)/g, '(1 s)')
    .replace(/http:\/\/127\.0\.0\.1:\d+\/\S+/g, 'http://127.0.0.1:1/');
}

/**
 * Each `console` block runs on a new computer, with the settings and the sample of its page. `vitest -u` writes the
 * output into the pages.
 */
it.each(guides())('$path shows what its commands print', async (page) => {
  const computer = new Computer(page);
  const text = await withBlocks(page, async (block) => {
    if (block.kind === 'json') {
      await computer.configure(block.content);
    }
    if (block.kind !== 'console') {
      return block.content;
    }
    const printed = await computer.run(block);
    return lasting(printed) === lasting(block.content) ? block.content : printed;
  });
  await expect(text).toMatchFileSnapshot(join(PROJECT, page.path));
});

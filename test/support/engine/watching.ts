import { cpSync, mkdirSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, onTestFinished } from 'vitest';
import { systemClock, type Clock } from '../../../src/main/engine/common/clock';
import { Engine } from '../../../src/main/engine/engine';
import type { EngineConfig } from '../../../src/main/engine/engine-api';
import type { EngineEvent } from '../../../src/main/engine/common/events';
import type { WatchOptions } from '../../../src/main/engine/watch/discovery/watch-options';
import { parseSettings } from '../../../src/shared/settings/parse';
import type { ProblemCode } from '../../../src/shared/contract/status';
import { UNBOUNDED } from './live-settings';
import { scratchDir } from '../files/scratch-dir';
import { until } from '../time/until';

/** Longest wait for the positions in journals, for tests in which they never get known, ms. */
const JOURNAL_MS = 10_000;

/** Differences of one run from the default. */
export interface WatchingOptions {
  readonly watch?: Partial<WatchOptions>;
  /** Paths or globs below the scratch folder; by default `app.log`. */
  readonly paths?: readonly string[];
  readonly encoding?: string;
  readonly start?: 'end' | 'beginning';
  /** Selections of journal entries in place of files, and a program in place of journalctl. */
  readonly journals?: readonly object[];
  readonly journalctl?: string;
  /** False while the reader of the events is behind. */
  readonly mayRead?: () => boolean;
  readonly match?: object;
  /** More fields of each configured file, and the section `watch` of the settings. */
  readonly file?: object;
  readonly limits?: object;
  /** Replaces the one rule. */
  readonly rules?: readonly object[];
  /** Replaces the one recipient. */
  readonly recipients?: readonly object[];
  /** Section `metrics` of the settings, which the engine counts for but does not serve. */
  readonly metrics?: object;
  /** Section `policy` of the settings; by default without limits. */
  readonly policy?: object;
  /** Path of the built worker.ts; without it one thread reads. */
  readonly aheadWorker?: string;
  /** More sections of the settings, which replace those above, and the values of the receiver's tokens. */
  readonly sections?: object;
  readonly receiveTokens?: readonly string[];
  /** By default the system clock. */
  readonly clock?: Clock;
}

/** Ways to detect changes: by inotify events, or by polling alone. */
export const WAYS = [
  ['with notices', { sweepMs: 1_000 }],
  ['by polling', { polling: true }],
] as const satisfies readonly (readonly [string, Partial<WatchOptions>])[];

/** Engine on real files below a scratch folder. Its one rule matches every line that is not empty. */
export class Watching {
  /** Defaults of all runs, unless their own options differ. */
  static #way: Partial<WatchOptions> = {};
  readonly dir = scratchDir();
  readonly events: EngineEvent[] = [];
  /** Paths that the engine treats as written by Logbell; fill before the start. */
  readonly ownFiles: string[] = [];
  readonly #options: WatchingOptions;
  #engine: Engine | null = null;
  /** Number of the current ledger folder: a crash leaves the old one behind. */
  #crashes = 0;

  constructor(options: WatchingOptions = {}) {
    this.#options = options;
    onTestFinished(() => this.stop());
  }

  /** Makes this the default of the runs in every test of the block it is called in. */
  static everyTest(way: Partial<WatchOptions>): void {
    beforeEach(() => {
      Watching.#way = way;
    });
    afterEach(() => {
      Watching.#way = {};
    });
  }

  /** Starts on one log with this content. */
  static async begin(options: WatchingOptions = {}, first: string | Buffer = ''): Promise<Watching> {
    const watching = new Watching(options);
    mkdirSync(watching.path('.'), { recursive: true });
    writeFileSync(watching.path(), first);
    await watching.start();
    return watching;
  }

  /** Absolute path of a name in the scratch folder. */
  path(name = 'app.log'): string {
    return join(this.dir, 'logs', name);
  }

  /** Path of the ledger. */
  get ledgerFile(): string {
    return join(this.#dataDir(), 'ledger.db');
  }

  async start(): Promise<void> {
    const crashes = this.#crashes;
    const { aheadWorker, journalctl, mayRead } = this.#options;
    const started = await Engine.start({
      ...(aheadWorker === undefined ? {} : { aheadWorker }),
      config: this.config(),
      ...(journalctl === undefined ? {} : { journalctl }),
      ...(mayRead === undefined ? {} : { mayRead }),
      clock: this.#options.clock ?? systemClock,
      hostName: 'test',
      emit: (event) => {
        if (crashes === this.#crashes) {
          this.events.push(event);
        }
      },
      watch: { graceMs: 300, sweepMs: 100, pollMs: 50, ...Watching.#way, ...this.#options.watch },
    });
    if (!started.ok) {
      throw new Error(`The engine did not start: ${started.error.code}`);
    }
    this.#engine = started.value;
    await this.#journalsKnown();
  }

  /** Waits for journals that take longer than the start waits for them, until their positions or problems are known. */
  async #journalsKnown(): Promise<void> {
    const isUnknown = (): boolean =>
      this.engine.status().files.some(({ isJournal, state }) => isJournal && state === 'waiting');
    const deadline = Date.now() + JOURNAL_MS;
    while (isUnknown() && this.problems().length === 0 && Date.now() < deadline) {
      await setTimeout(5);
    }
  }

  get engine(): Engine {
    if (!this.#engine) {
      throw new Error('The engine is not running.');
    }
    return this.#engine;
  }

  async stop(): Promise<void> {
    await this.#engine?.stop();
    this.#engine = null;
  }

  /**
   * Leaves the engine as a kill at this moment would: the next one starts from a copy of the current ledger files. The
   * old engine writes its last data to a folder that nobody reads.
   */
  async crash(): Promise<void> {
    const left = this.#dataDir();
    this.#crashes += 1;
    cpSync(left, this.#dataDir(), { recursive: true });
    await this.stop();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Files that this process has open, by their current names. */
  heldFiles(): string[] {
    return readdirSync('/proc/self/fd').flatMap((descriptor) => {
      try {
        return [readlinkSync(`/proc/self/fd/${descriptor}`)];
      } catch {
        return [];
      }
    });
  }

  /** Lines matched so far, over all starts. */
  lines(): string[] {
    return this.events.flatMap((event) => (event.event === 'match' ? [event.line] : []));
  }

  /** Number of held matches that were counted instead of reported one by one, over all starts. */
  counted(): number {
    return this.events.reduce((sum, event) => sum + (event.event === 'held' ? event.count : 0), 0);
  }

  /** Waits until exactly these lines matched in this order; fails as soon as another one comes. */
  async sees(...expected: string[]): Promise<void> {
    const seen = (): boolean => {
      const lines = this.lines();
      const wrong = lines.findIndex((line, index) => line !== expected[index]);
      if (wrong >= 0) {
        throw new Error(
          `Line ${wrong + 1} of ${lines.length} is not the one expected: ${JSON.stringify(lines.slice(0, 20))}`,
        );
      }
      return lines.length === expected.length;
    };
    await until(seen, `${expected.length} lines were matched (${JSON.stringify(this.lines().slice(-3))})`);
  }

  /** Waits until these lines matched, in any order, and nothing changes any more; fails if there are others. */
  async seesInAnyOrder(...expected: string[]): Promise<void> {
    await until(() => this.lines().length >= expected.length, `${expected.length} lines were matched`);
    await this.settles();
    const [seen, wanted] = [this.lines(), expected].map((lines) => JSON.stringify(lines.toSorted()));
    if (seen !== wanted) {
      throw new Error(`These lines were matched: ${seen?.slice(0, 500)}`);
    }
  }

  /** Waits until two consecutive checks of every file found nothing new. */
  async settles(): Promise<void> {
    const positions = (): string => JSON.stringify(this.engine.status().files);
    let before = '';
    await until(async () => {
      await this.engine.lookAtAll();
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
      const now = positions();
      const same = now === before;
      before = now;
      return same;
    }, 'nothing moved any more');
  }

  problems(): ProblemCode[] {
    return this.engine.status().problems.map(({ code }) => code);
  }

  /** Configuration of the engine. */
  config(): EngineConfig {
    const { paths = ['app.log'], encoding = 'auto', start = 'end', match = { regex: '.+' } } = this.#options;
    const { settings, problems } = parseSettings({
      files: this.#options.journals
        ? this.#options.journals.map((journal, index) => ({ id: `j${index}`, journal, start }))
        : paths.map((path, index) => ({
            id: `f${index}`,
            path: this.path(path),
            encoding,
            start,
            ...this.#options.file,
          })),
      watch: this.#options.limits,
      metrics: this.#options.metrics,
      policy: this.#options.policy ?? UNBOUNDED,
      rules: this.#options.rules ?? [{ id: 'all', match }],
      recipients: this.#options.recipients ?? [{ id: 'me', number: '010-1234-5678' }],
      ...this.#options.sections,
    });
    if (problems.length > 0) {
      throw new Error(`The settings of the test are wrong: ${JSON.stringify(problems)}`);
    }
    const { receiveTokens = [] } = this.#options;
    const dataDir = this.#dataDir();
    return { settings, access: null, channelSecrets: {}, receiveTokens, dataDir, ownFiles: this.ownFiles };
  }

  #dataDir(): string {
    return join(this.dir, this.#crashes === 0 ? 'data' : `data-${this.#crashes}`);
  }
}

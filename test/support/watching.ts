import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../src/main/engine/clock';
import { Engine } from '../../src/main/engine/engine';
import type { EngineConfig } from '../../src/main/engine/engine-api';
import type { EngineEvent } from '../../src/main/engine/events';
import type { WatchOptions } from '../../src/main/engine/watch/intake';
import { parseSettings } from '../../src/shared/parse-settings';
import type { ProblemCode } from '../../src/shared/status';
import { scratchDir } from './scratch-dir';
import { until } from './until';

/** How a watching under test differs from the plain one. */
export interface WatchingOptions {
  readonly watch?: Partial<WatchOptions>;
  /** Paths or globs below the scratch folder; `app.log` unless said otherwise. */
  readonly paths?: readonly string[];
  readonly encoding?: string;
  readonly start?: 'end' | 'beginning';
  readonly match?: object;
}

/** An engine on real files below a scratch folder. Its one rule matches every line that is not empty. */
export class Watching {
  readonly dir = scratchDir();
  readonly events: EngineEvent[] = [];
  /** Paths the engine is told Logbell writes itself; fill it before the start. */
  readonly ownFiles: string[] = [];
  readonly #options: WatchingOptions;
  #engine: Engine | null = null;

  constructor(options: WatchingOptions = {}) {
    this.#options = options;
    onTestFinished(() => this.stop());
  }

  /** The absolute path of a name in the scratch folder. */
  path(name = 'app.log'): string {
    return join(this.dir, 'logs', name);
  }

  async start(): Promise<void> {
    const started = await Engine.start({
      config: this.config(),
      clock: systemClock,
      hostName: 'test',
      emit: (event) => this.events.push(event),
      watch: { graceMs: 300, sweepMs: 100, ...this.#options.watch },
    });
    if (!started.ok) {
      throw new Error(`The engine did not start: ${started.error.code}`);
    }
    this.#engine = started.value;
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

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** The lines matched so far, over all starts. */
  lines(): string[] {
    return this.events.flatMap((event) => (event.event === 'match' ? [event.line] : []));
  }

  /** Waits until exactly these lines were matched in this order; fails as soon as another comes. */
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

  /** Waits until two looks at every file, one after the other, have found nothing new. */
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

  /** What the engine is started with. */
  config(): EngineConfig {
    const { paths = ['app.log'], encoding = 'auto', start = 'end', match = { regex: '.+' } } = this.#options;
    const { settings, problems } = parseSettings({
      files: paths.map((path, index) => ({ id: `f${index}`, path: this.path(path), encoding, start })),
      rules: [{ id: 'all', match }],
      recipients: [{ id: 'me', number: '010-1234-5678' }],
    });
    if (problems.length > 0) {
      throw new Error(`The settings of the test are wrong: ${JSON.stringify(problems)}`);
    }
    return { settings, access: null, dataDir: join(this.dir, 'data'), ownFiles: this.ownFiles };
  }
}

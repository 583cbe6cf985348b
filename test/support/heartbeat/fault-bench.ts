import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock, type Clock } from '../../../src/main/engine/common/clock';
import { Engine } from '../../../src/main/engine/engine';
import type { EngineConfig } from '../../../src/main/engine/engine-api';
import { openSqlite } from '../../../src/main/engine/ledger/file/sqlite';
import { createLazyHttp } from '../../../src/main/engine/send/sens/lazy-http';
import { heartbeatUrl } from '../../../src/main/heartbeat/heartbeat-url';
import { Heartbeats, MONITOR_TIMEOUTS, type HeartbeatDeps } from '../../../src/main/heartbeat/heartbeats';
import { type PracticeServer, startPracticeServer } from '../../../src/main/practice/practice-server';
import { appPaths } from '../../../src/main/settings/config-dir';
import { engineConfig } from '../../../src/main/settings/engine-config';
import type { Problem } from '../../../src/shared/contract/status';
import { translator } from '../../../src/shared/i18n/translator';
import { parseSettings } from '../../../src/shared/settings/parse';
import { liveSettings } from '../engine/live-settings';
import { scratchDir } from '../files/scratch-dir';
import { FastClock } from '../time/fast-clock';
import { type Heard, MonitorServer } from './monitor-server';

/** Seconds of the simulation in one of the machine. */
const FACTOR = 10;
/** Time after which a fault must be known, of the simulation, ms. */
const LIMIT_MS = 90_000;

/** Differences of one run from the default. */
export interface BenchOptions {
  readonly journals?: readonly object[];
  /** Paths, with `{dir}` for the folder of the run. */
  readonly journalctl?: string;
  readonly path?: string;
  readonly policy?: object;
  /** Further settings, in the form of config.json. */
  readonly settings?: object;
  /** Error of the machine's clock, ms. */
  readonly clockErrorMs?: number;
  /** Called with the folder before anything starts. */
  readonly before?: (dir: string) => void;
}

/** A real engine in live mode with a SENS, a log and a heartbeat, on a fast clock. */
export class FaultBench {
  readonly dir = scratchDir();
  readonly clock = new FastClock(FACTOR);
  readonly sens: PracticeServer;
  readonly monitor: MonitorServer;
  readonly #options: BenchOptions;
  #engine: Engine | null = null;

  private constructor(sens: PracticeServer, monitor: MonitorServer, options: BenchOptions) {
    this.sens = sens;
    this.monitor = monitor;
    this.#options = options;
  }

  /** Prepares everything; nothing runs yet. */
  static async prepare(options: BenchOptions = {}): Promise<FaultBench> {
    const clock = new FastClock(FACTOR);
    const sens = await startPracticeServer({ now: () => clock.now() });
    onTestFinished(() => sens.close());
    const bench = new FaultBench(sens, await MonitorServer.start('healthchecks'), options);
    mkdirSync(join(bench.dir, 'logs'));
    mkdirSync(bench.dataDir);
    writeFileSync(bench.log, '');
    options.before?.(bench.dir);
    return bench;
  }

  /** Prepares and runs it. */
  static async start(options: BenchOptions = {}): Promise<FaultBench> {
    const bench = await FaultBench.prepare(options);
    await bench.run();
    return bench;
  }

  /** Starts engine and heartbeat, and waits until the monitor knows that everything is healthy. */
  async run(): Promise<void> {
    const { journalctl } = this.#options;
    const started = await Engine.start({
      ...{ config: this.config(), clock: this.clock, hostName: 'test', emit: () => undefined },
      ...(journalctl === undefined ? {} : { journalctl: this.#inDir(journalctl) }),
    });
    if (!started.ok) {
      throw new Error(`The engine did not start: ${started.error.code}`);
    }
    const engine = started.value;
    this.#engine = engine;
    onTestFinished(() => engine.stop());
    this.beat({
      probe: () => engine.health(true),
      lastKnown: () => engine.status(),
    });
    await this.healthy();
  }

  get engine(): Engine {
    if (!this.#engine) {
      throw new Error('The engine is not running.');
    }
    return this.#engine;
  }

  get log(): string {
    return join(this.dir, 'logs', 'app.log');
  }

  get dataDir(): string {
    return join(this.dir, 'data');
  }

  config(more: object = {}): EngineConfig {
    const { journals, path = '{dir}/logs/*.log', policy, settings: further } = this.#options;
    const files = journals
      ? journals.map((journal, index) => ({ id: `j${index}`, journal, start: 'end' }))
      : [{ id: 'app', path: this.#inDir(path) }];
    const input = liveSettings(this.sens, this.dir, {}, { files, ...(policy && { policy }), ...further, ...more });
    const { settings } = parseSettings(input);
    const paths = appPaths({ LOGBELL_CONFIG_DIR: this.dir }, this.dir);
    const { accessKey, secretKey } = this.sens;
    return engineConfig({ settings, keys: { accessKey, secretKey }, practice: null, paths });
  }

  #inDir(path: string): string {
    return path.replace('{dir}', this.dir);
  }

  /** Starts the heartbeat of a program around the engine. */
  beat(probe: Pick<HeartbeatDeps, 'probe' | 'lastKnown'>): void {
    const { clockErrorMs = 0 } = this.#options;
    const machine: Clock = { ...systemClock, now: () => Date.now() + clockErrorMs };
    let found: readonly Problem[] = [];
    const heartbeats = new Heartbeats({
      ...{ clock: this.clock, http: createLazyHttp(machine, MONITOR_TIMEOUTS), lastKnown: probe.lastKnown },
      probe: async () => {
        const facts = await probe.probe();
        return { ...facts, problems: [...found, ...facts.problems] };
      },
      urlOf: (heartbeat) => heartbeatUrl(heartbeat, [], { known: () => ({}) }),
      translate: () => translator('en'),
      found: (problems) => {
        found = problems.map((problem) => ({ ...problem, since: 0 }));
      },
    });
    onTestFinished(() => heartbeats.stop());
    heartbeats.apply([{ url: this.monitor.url, every: '1m', method: 'GET' }]);
  }

  async healthy(): Promise<void> {
    await this.monitor.hears(({ isUp }) => isUp, 'a success');
  }

  /** Writes a line that matches the rule, so that a text is sent. */
  alert(): void {
    appendFileSync(this.log, 'hello world\n');
  }

  /** Causes a fault; returns what the monitor hears, and fails if that takes too long or says nothing. */
  async failsAfter(cause: () => unknown): Promise<Heard> {
    const before = this.monitor.heard.length;
    const since = this.clock.now();
    await cause();
    const heard = await this.monitor.hears(({ isUp }) => !isUp, 'a failure', before);
    const took = this.clock.now() - since;
    if (took > LIMIT_MS || heard.message === '') {
      throw new Error(`The failure was told after ${took} ms: ${heard.message}`);
    }
    return heard;
  }
}

/** Changes a ledger as another program. */
export function inLedger(dataDir: string, sql: string): void {
  const database = openSqlite(join(dataDir, 'ledger.db'));
  database.exec(sql);
  database.close();
}

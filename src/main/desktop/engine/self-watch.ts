import type { HeartbeatView } from '../../../shared/contract/heartbeat-view';
import type { Problem } from '../../../shared/contract/status';
import type { Translate } from '../../../shared/i18n/translator';
import { isEqual } from '../../../shared/settings/merge';
import { systemClock } from '../../engine/common/clock';
import type { HostProblem } from '../../engine/engine-api';
import { createLazyHttp } from '../../engine/send/sens/lazy-http';
import { heartbeatUrl } from '../../heartbeat/heartbeat-url';
import type { Heartbeats } from '../../heartbeat/heartbeats';
import type { Secrets } from '../../settings/secrets/secrets';
import type { SettingsFile } from '../../settings/settings-file';
import type { AppStatusStore } from './app-status';
import type { EngineClient } from './engine-client';
import { EngineMonitor } from './engine-monitor';

export interface SelfWatchDeps {
  readonly settings: Pick<SettingsFile, 'state'>;
  readonly secrets: Pick<Secrets, 'heartbeats'>;
  readonly engine: Pick<EngineClient, 'health'>;
  readonly statusStore: AppStatusStore;
  readonly getTranslate: () => Translate;
  /** Called with problems that are new. */
  readonly raised: (problems: readonly Problem[]) => void;
  /** Called when the problems for the history have changed: not if the engine, which keeps it, does not answer. */
  readonly changed: () => void;
}

/** Watches the engine thread, and sends the heartbeats, whose code is loaded only if the settings name one. */
export class SelfWatch {
  readonly #deps: SelfWatchDeps;
  readonly #monitor: EngineMonitor;
  #loading: Promise<Heartbeats> | null = null;
  #found: readonly HostProblem[] = [];
  #isRunning = false;

  constructor(deps: SelfWatchDeps) {
    this.#deps = deps;
    const { engine, statusStore, raised } = deps;
    this.#monitor = new EngineMonitor({ engine, statusStore, clock: systemClock, raised });
  }

  /** Begins; the engine must be ready and the keys read. */
  start(): void {
    this.#isRunning = true;
    this.#monitor.start();
    this.apply();
  }

  /** Takes the heartbeats of the current settings, once it is started. */
  apply(): void {
    const { heartbeats } = this.#deps.settings.state().settings;
    if (this.#isRunning && (heartbeats.length > 0 || this.#loading !== null)) {
      this.#loading ??= this.#load();
      void this.#loading.then((running) => {
        if (this.#isRunning) {
          running.apply(heartbeats);
        }
      });
    }
  }

  /** Returns what may be shown of the heartbeats. */
  async heartbeats(): Promise<readonly HeartbeatView[]> {
    return (await this.#loading)?.views() ?? [];
  }

  stop(): void {
    this.#isRunning = false;
    this.#monitor.stop();
    void this.#loading?.then((running) => running.stop());
  }

  async #load(): Promise<Heartbeats> {
    const loaded = await import('../../heartbeat/heartbeats');
    const { settings, secrets, statusStore, getTranslate } = this.#deps;
    return new loaded.Heartbeats({
      clock: systemClock,
      http: createLazyHttp(systemClock, loaded.MONITOR_TIMEOUTS),
      probe: () => this.#monitor.probe(),
      lastKnown: () => statusStore.status(),
      urlOf: (heartbeat) => heartbeatUrl(heartbeat, settings.state().settings.heartbeats, secrets.heartbeats),
      translate: getTranslate,
      found: (problems) => this.#show(problems),
    });
  }

  #show(problems: readonly HostProblem[]): void {
    if (!isEqual(problems, this.#found)) {
      this.#found = problems;
      const { raised, statusStore, changed } = this.#deps;
      raised(statusStore.setProblems(problems, systemClock.now(), 'heartbeats'));
      changed();
    }
  }
}

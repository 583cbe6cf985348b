import { systemClock } from '../../engine/common/clock';
import { createLazyHttp } from '../../engine/send/sens/lazy-http';
import { heartbeatUrl } from '../../heartbeat/heartbeat-url';
import type { Heartbeats } from '../../heartbeat/heartbeats';
import type { CliContext } from '../cli-context';
import type { WatchStatus } from './watch-status';

/** Heartbeats of `logbell watch`, whose code is loaded only if the settings name one. */
export class WatchHeartbeats {
  readonly #context: CliContext;
  readonly #watch: WatchStatus;
  #loading: Promise<Heartbeats> | null = null;
  #isStopped = false;

  constructor(context: CliContext, watch: WatchStatus) {
    this.#context = context;
    this.#watch = watch;
  }

  /** Takes the heartbeats of the current settings. */
  apply(): void {
    const { heartbeats } = this.#context.file.state().settings;
    if (heartbeats.length > 0 || this.#loading !== null) {
      this.#loading ??= this.#load();
      void this.#loading.then((running) => {
        if (!this.#isStopped) {
          running.apply(heartbeats);
        }
      });
    }
  }

  stop(): void {
    this.#isStopped = true;
    void this.#loading?.then((running) => running.stop());
  }

  async #load(): Promise<Heartbeats> {
    const loaded = await import('../../heartbeat/heartbeats');
    const { file, secrets, translate } = this.#context;
    return new loaded.Heartbeats({
      clock: systemClock,
      http: createLazyHttp(systemClock, loaded.MONITOR_TIMEOUTS),
      probe: () => this.#watch.health(),
      lastKnown: () => this.#watch.status(),
      urlOf: (heartbeat) => heartbeatUrl(heartbeat, file.state().settings.heartbeats, secrets.heartbeats),
      translate: () => translate,
      found: (problems) => this.#watch.setProblems('heartbeats', problems),
    });
  }
}

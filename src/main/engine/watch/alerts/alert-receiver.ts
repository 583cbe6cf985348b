import { isDeepStrictEqual } from 'node:util';
import type { EngineStatus, FileStatus } from '../../../../shared/contract/status';
import { alertsTitle } from '../../../../shared/settings/log-source';
import type { AlertsSource, ReceiveSettings } from '../../../../shared/settings/schema';
import type { Clock } from '../../common/clock';
import type { ProblemReporter } from '../../common/problems';
import type { ReceiveServerOptions } from './receive-server';

export interface AlertReceiverDeps extends Pick<ReceiveServerOptions, 'take' | 'isReady' | 'sentence'> {
  readonly clock: Clock;
  readonly problems: ProblemReporter;
  readonly changed: () => void;
  /** Time of the last alert of an entry of the settings, ms since 1970. */
  readonly lastAlertAt: (fileId: string) => number | undefined;
}

/** Part of the configuration that the receiver needs. */
export interface ReceiverConfig {
  readonly receive: ReceiveSettings;
  /** Values of the tokens that are known. */
  readonly tokens: readonly string[];
  readonly sources: readonly AlertsSource[];
}

/** Delay before the next attempt to listen, ms. */
const RETRY_MS = 10_000;
const NO_FILES = { following: 0, waiting: 0, unreadable: 0, refused: 0 };

/** Receives alerts as the settings say; loads the code for it only if they do. */
export class AlertReceiver {
  readonly #deps: AlertReceiverDeps;
  #config: ReceiverConfig | null = null;
  #running: { readonly close: () => Promise<void> } | null = null;
  #isFailing = false;
  #cancelRetry: () => void = () => undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(deps: AlertReceiverDeps) {
    this.#deps = deps;
  }

  /** Takes up the configuration; calls run one after the other. */
  apply(config: ReceiverConfig): Promise<void> {
    this.#last = this.#last.then(() => this.#take(config));
    return this.#last;
  }

  /** Status of each entry of the settings. */
  status(): Pick<EngineStatus, 'files' | 'fileCounts'> {
    const files = (this.#config?.sources ?? []).map(({ id, alerts }): FileStatus => {
      const at = this.#deps.lastAlertAt(id);
      const state = { position: 0, size: 0, polled: false, isAlerts: true, state: this.#state() } as const;
      return { fileId: id, path: alertsTitle(alerts), ...state, ...(at === undefined ? {} : { lastAlertAt: at }) };
    });
    return { files, fileCounts: files.map(({ fileId, state }) => ({ fileId, ...NO_FILES, [state]: 1 })) };
  }

  /** Titles of these entries; true for those that are being received. */
  reading(ofEntry: (fileId: string) => boolean): ReadonlyMap<string, boolean> {
    const asked = (this.#config?.sources ?? []).filter(({ id }) => ofEntry(id));
    return new Map(asked.map(({ alerts }) => [alertsTitle(alerts), this.#running !== null]));
  }

  /** Takes no more requests. */
  async stop(): Promise<void> {
    await this.#last;
    this.#cancelRetry();
    await this.#close();
  }

  #state(): FileStatus['state'] {
    if (this.#running !== null) {
      return 'following';
    }
    return this.#isFailing ? 'unreadable' : 'waiting';
  }

  async #take(config: ReceiverConfig): Promise<void> {
    const before = this.#config;
    this.#config = config;
    // Files of certificates may have changed, too.
    const isSame =
      before !== null &&
      config.receive.tls === undefined &&
      isDeepStrictEqual([before.receive, before.tokens], [config.receive, config.tokens]);
    if (isSame && this.#running !== null) {
      return;
    }
    this.#cancelRetry();
    await this.#close();
    await this.#start(config);
  }

  async #start({ receive, tokens }: ReceiverConfig): Promise<void> {
    const { clock, problems, take, isReady, sentence, changed } = this.#deps;
    this.#isFailing = false;
    if (receive.listen === '') {
      problems.keepOnly('receive-unavailable', new Set());
      return;
    }
    const { startReceiveServer } = await import('./receive-server');
    const started = await startReceiveServer({ receive, tokens, take, isReady, sentence, now: () => clock.now() });
    problems.keepOnly('receive-unavailable', new Set('reason' in started ? [receive.listen] : []));
    if ('reason' in started) {
      this.#isFailing = true;
      problems.raise('receive-unavailable', receive.listen, { reason: started.reason });
      this.#cancelRetry = clock.after(RETRY_MS, () => {
        this.#last = this.#last.then(() => (this.#config === null ? undefined : this.#take(this.#config)));
      });
    } else {
      this.#running = started;
    }
    changed();
  }

  async #close(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.close();
  }
}

import { appState, fileTotal } from '../../../shared/contract/app-state';
import { healthOf } from '../../../shared/contract/health';
import type { EngineStatus } from '../../../shared/contract/status';
import { chooseLanguage, systemLocale } from '../../../shared/i18n/language';
import { statusSentence } from '../../../shared/i18n/status-text';
import { systemClock } from '../../engine/common/clock';
import { repeatEvery } from '../../engine/common/repeat';
import type { CliContext } from '../cli-context';
import { ServiceManager } from './service-manager';

/** Parts of the running engine that the service manager hears of. */
interface WatchedEngine {
  status(): EngineStatus;
  isLedgerWritable(): boolean;
}

/** Interval in which changes of the status are combined, ms. */
const STATUS_MS = 500;
/** Signs of life in the interval of the watchdog: one may stay away, as while a backup holds the ledger. */
const MARGIN = 3;

/** Tells the service manager whether `logbell watch` is ready, well, reloading or stopping (sd_notify(3)). */
export class WatchService {
  readonly #context: CliContext;
  readonly #manager: ServiceManager;
  #engine: WatchedEngine | null = null;
  #shown = '';
  #cancelStatus: (() => void) | null = null;
  #cancelWatchdog = (): void => undefined;

  constructor(context: CliContext, failed: (reason: string) => void) {
    this.#context = context;
    this.#manager = new ServiceManager(context.environment, failed);
  }

  /** Reports readiness, and from then on the status and signs of life. */
  started(engine: WatchedEngine): void {
    this.#engine = engine;
    this.#ready();
    const period = this.#manager.watchdogMs;
    if (period !== null) {
      this.#cancelWatchdog = repeatEvery(systemClock, period / MARGIN, () => this.#feedWatchdog());
    }
  }

  /** Reports the status soon if its sentence has changed. */
  statusChanged(): void {
    if (this.#engine !== null) {
      this.#cancelStatus ??= systemClock.after(STATUS_MS, () => {
        this.#cancelStatus = null;
        this.#showStatus();
      });
    }
  }

  /** Reports a reload of the settings, and readiness once `work` is done. */
  async reload(work: () => Promise<void>): Promise<void> {
    // The time tells the manager that this answers its request (systemd.service(5), Type=notify-reload).
    const microseconds = process.hrtime.bigint() / 1_000n;
    void this.#manager.notify({ RELOADING: '1', MONOTONIC_USEC: String(microseconds) });
    await work();
    if (this.#engine !== null) {
      this.#ready();
    }
  }

  /** Reports why watching cannot start; resolves once the manager knows. */
  async failed(sentence: string): Promise<void> {
    await this.#manager.notify({ STATUS: sentence });
  }

  /** Reports that Logbell stops, with the reason unless it was asked to; resolves once the manager knows. */
  async stopping(reason: string): Promise<void> {
    this.#engine = null;
    this.#cancelStatus?.();
    this.#cancelWatchdog();
    await this.#manager.notify({ STOPPING: '1', ...(reason === '' ? {} : { STATUS: reason }) });
  }

  #ready(): void {
    this.#shown = this.#sentence();
    void this.#manager.notify({ READY: '1', STATUS: this.#shown });
  }

  #showStatus(): void {
    const sentence = this.#sentence();
    if (sentence !== this.#shown) {
      this.#shown = sentence;
      void this.#manager.notify({ STATUS: sentence });
    }
  }

  #feedWatchdog(): void {
    if (!this.#manager.isBehind && this.#engine !== null && canWrite(this.#engine)) {
      void this.#manager.notify({ WATCHDOG: '1' });
    }
  }

  #sentence(): string {
    const { file, environment, translate } = this.#context;
    const { settings } = file.state();
    if (this.#engine === null) {
      return '';
    }
    const engine = this.#engine.status();
    const facts = { ...engine, unseenAlerts: 0 };
    const language = chooseLanguage(settings.app.language, systemLocale(environment));
    const summary = {
      ...facts,
      state: appState(facts),
      files: fileTotal(engine),
      problems: facts.problems.length,
      practice: settings.sens.mode === 'practice',
    };
    return statusSentence(summary, { t: translate, language, now: Date.now() });
  }
}

/** True if the ledger takes writes and no problem says otherwise. */
function canWrite(engine: WatchedEngine): boolean {
  return (
    engine.isLedgerWritable() &&
    healthOf(engine.status(), Date.now()).reasons.every(({ code }) => code !== 'ledger-not-writable')
  );
}

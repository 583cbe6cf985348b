import type { EngineStatus } from '../../../shared/contract/status';
import { alertsSources, fileSources, journalSources } from '../../../shared/settings/log-source';
import type { LogSource, ReceiveSettings } from '../../../shared/settings/schema';
import type { AlertReceiver } from './alerts/alert-receiver';
import type { JournalWatcher } from './journal/journal-watcher';
import type { ReadLimits } from './reader/line-sink';
import type { Watcher } from './watcher';

/** The receiver of alerts in the settings, and the values of its tokens. */
export interface ReceiverAccess {
  readonly receive: ReceiveSettings;
  readonly tokens: readonly string[];
}

/** Watches all logs of the settings: files, the journal and received alerts. */
export class WatchedLogs {
  readonly #files: Watcher;
  readonly #journals: JournalWatcher;
  readonly #alerts: AlertReceiver;

  constructor(files: Watcher, journals: JournalWatcher, alerts: AlertReceiver) {
    this.#files = files;
    this.#journals = journals;
    this.#alerts = alerts;
  }

  /** Replaces the watched logs. Nothing is lost in the change, as the ledger keeps the positions. */
  async apply(sources: readonly LogSource[], limits: ReadLimits, access: ReceiverAccess): Promise<void> {
    await Promise.all([
      this.#files.apply(fileSources(sources), limits),
      this.#journals.apply(journalSources(sources), limits.maxLineBytes),
      this.#alerts.apply({ ...access, sources: alertsSources(sources) }),
    ]);
  }

  /** Status of each log. */
  status(): Pick<EngineStatus, 'files' | 'fileCounts'> {
    const all = [this.#files.status(), this.#journals.status(), this.#alerts.status()];
    return { files: all.flatMap(({ files }) => files), fileCounts: all.flatMap(({ fileCounts }) => fileCounts) };
  }

  /** Bytes of log files that were not read yet, by entry of the settings; the journal and alerts have none. */
  lags(): ReadonlyMap<string, number> {
    return this.#files.lags();
  }

  /** Number of files to be checked. */
  get dueFiles(): number {
    return this.#files.dueFiles;
  }

  /** True if logs of these entries are being read and none of them is unreadable. */
  isReading(ofEntry: (fileId: string) => boolean): boolean {
    const counts = this.status().fileCounts.filter(({ fileId }) => ofEntry(fileId));
    return counts.some(({ following }) => following > 0) && counts.every(({ unreadable }) => unreadable === 0);
  }

  /** Paths or titles of these entries; true for those being read. */
  reading(ofEntry: (fileId: string) => boolean): ReadonlyMap<string, boolean> {
    return new Map([
      ...this.#files.reading(ofEntry),
      ...this.#journals.reading(ofEntry),
      ...this.#alerts.reading(ofEntry),
    ]);
  }

  /** Checks everything now: after the computer resumes, or when the ledger can be written again. */
  checkAll(): void {
    this.#files.checkAll();
    this.#journals.checkAll();
  }

  /** Stops reading. */
  async stop(): Promise<void> {
    await this.#alerts.stop();
    this.#journals.stop();
    await this.#files.stop();
  }
}

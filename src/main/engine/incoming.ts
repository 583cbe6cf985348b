import { logTitle } from '../../shared/settings/log-source';
import type { Rule } from '../../shared/settings/schema';
import type { AlertPipeline } from './alert/alert-pipeline';
import { ownTranslations } from './alert/message/compose';
import type { PipelineResult } from './alert/pipeline-result';
import { AlertIntake } from './alert-intake';
import type { Clock } from './common/clock';
import { OwnTimers } from './common/own-timers';
import type { EngineConfig, EngineDeps } from './engine-api';
import { Ingest } from './ingest/ingest';
import type { Ledger } from './ledger/ledger';
import type { LedgerHealth } from './ledger/ledger-health';
import { type CompiledRule, compileRules } from './match/compiled-rule';
import { ReadAhead } from './match/read-ahead/coordinator';
import { firstLineTest, SlowPatterns } from './match/regex/slow-patterns';
import type { Tally } from './metrics/tally';
import type { ProblemLog } from './problem-routing/problem-log';
import { AlertReceiver } from './watch/alerts/alert-receiver';
import { filesHeldAtOnce } from './watch/discovery/limits';
import { readLimits, sourcesToRead, WATCH_DEFAULTS } from './watch/discovery/watch-options';
import type { OwnFiles } from './watch/identity/own-files';
import { JournalWatcher } from './watch/journal/journal-watcher';
import { entryRules } from './watch/reader/multiline';
import { WatchedLogs } from './watch/watched-logs';
import { Watcher } from './watch/watcher';

/** Longest time for which the sums of the lags stay valid, ms. */
const LAGS_MS = 1_000;

export interface IncomingDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly health: LedgerHealth;
  readonly problems: ProblemLog;
  readonly tally: Tally;
  readonly pipeline: AlertPipeline;
  readonly ownFiles: OwnFiles;
  readonly host: Pick<EngineDeps, 'mayRead' | 'watch' | 'journalctl' | 'aheadWorker'>;
  readonly config: () => EngineConfig;
  /** Called with decisions, once they are committed. */
  readonly publish: (decided: PipelineResult) => void;
  /** Called with a rule whose pattern has used up its time. */
  readonly timeExhausted: (rule: Rule) => void;
  readonly statusChanged: () => void;
}

/** Everything that comes in: lines of files, journal entries and received alerts, up to the decision on each match. */
export class Incoming {
  readonly logs: WatchedLogs;
  readonly #deps: IncomingDeps;
  /** Timers of patterns and of first-line patterns. */
  readonly #matchTimers: OwnTimers;
  readonly #patterns: SlowPatterns;
  readonly #readAhead: ReadAhead | null;
  readonly #ingest: Ingest;
  readonly #intake: AlertIntake;
  #rules: readonly CompiledRule[] = [];
  /** Paths and titles of logs whose positions may have been in a ledger that was set aside. */
  readonly #knownBefore: ReadonlySet<string>;
  /** Last sum of the lags, and its time on the clock of `performance.now()`. */
  #lagsKnown: { readonly at: number; readonly lags: ReadonlyMap<string, number> } | null = null;

  constructor(deps: IncomingDeps) {
    const { ledger, clock, health, problems, tally, pipeline, host, config, publish } = deps;
    this.#deps = deps;
    this.#knownBefore = new Set(ledger.setAside === null ? [] : config().settings.files.map(logTitle));
    this.#matchTimers = new OwnTimers(clock);
    const onTimeExhausted = (rule: Rule): void => deps.timeExhausted(rule);
    this.#patterns = new SlowPatterns({ problems, clock: this.#matchTimers, onTimeExhausted });
    this.#readAhead = host.aheadWorker === undefined ? null : new ReadAhead(host.aheadWorker);
    const common = { ledger, health, clock, pipeline, rules: () => this.#rules, publish };
    this.#ingest = new Ingest({ ...common, problems, readAhead: this.#readAhead, tally });
    this.#intake = new AlertIntake({ ...common, files: () => config().settings.files });
    this.logs = this.#createLogs();
  }

  /** Number of matches that are not written yet. */
  get pendingMatches(): number {
    return this.#ingest.pendingMatches;
  }

  start(): void {
    this.#intake.start();
  }

  useRules(rules: readonly Rule[]): void {
    this.#rules = compileRules(rules, this.#patterns);
  }

  /** Watches the logs of the settings. */
  async watch(): Promise<void> {
    const { config, host } = this.#deps;
    const { settings, receiveTokens: tokens = [] } = config();
    const access = { receive: settings.receive, tokens };
    await this.logs.apply(sourcesToRead(settings, this.#knownBefore), readLimits(settings, host.watch), access);
  }

  /** Bytes not yet read, by log; added up over all files at most once per second. */
  lags(): ReadonlyMap<string, number> {
    const now = performance.now();
    if (this.#lagsKnown === null || now - this.#lagsKnown.at > LAGS_MS) {
      this.#lagsKnown = { at: now, lags: this.logs.lags() };
    }
    return this.#lagsKnown.lags;
  }

  /** Stops reading and commits. */
  async stop(): Promise<void> {
    this.#ingest.endBackoff();
    this.#intake.stop();
    await this.logs.stop();
    this.#readAhead?.end();
    this.#matchTimers.stop();
  }

  #createLogs(): WatchedLogs {
    const { ledger, clock, health, problems, ownFiles, host, config, statusChanged } = this.#deps;
    const { mayRead = (): boolean => true, watch, journalctl } = host;
    const common = { sink: this.#ingest, problems, health, clock, mayRead, changed: statusChanged };
    const files = new Watcher({
      ...common,
      positions: ledger.positions,
      options: { ...WATCH_DEFAULTS, maxFiles: filesHeldAtOnce(WATCH_DEFAULTS.maxFiles), ...watch },
      entryRule: entryRules(firstLineTest({ problems, clock: this.#matchTimers })),
      ownFiles,
    });
    const program = journalctl === undefined ? {} : { journalctl };
    const journals = new JournalWatcher({ ...common, ...program, positions: ledger.journals });
    const alerts = new AlertReceiver({
      ...common,
      take: (received) => this.#intake.take(received),
      isReady: () => !this.#intake.isFailing || health.isWritable(),
      sentence: (fault) => ownTranslations(config().settings)(`receive.${fault}`),
      lastAlertAt: (fileId) => this.#intake.lastAlertAt(fileId),
    });
    return new WatchedLogs(files, journals, alerts);
  }
}

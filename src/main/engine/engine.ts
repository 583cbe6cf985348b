import type { HistoryEntry, HistoryQuery } from '../../shared/history';
import type { IncidentQuery, IncidentRefusal, IncidentView } from '../../shared/incident';
import type { PathPreview, PatternTrial, TrialOutcome } from '../../shared/ipc-contract';
import type { EncodingPreview, LiveQuery, LiveReading, MatchShare } from '../../shared/live-view';
import type { ActionRefusal } from '../../shared/text-actions';
import { parseDuration } from '../../shared/duration';
import { ok, type Result } from '../../shared/result';
import type { FileSource, Rule } from '../../shared/settings';
import type { EngineStatus } from '../../shared/status';
import { Pause } from './alert/pause';
import { Checkpoints } from './checkpoints';
import type { Clock } from './clock';
import { DailyCounts } from './daily-counts';
import type { EngineApi, EngineConfig } from './engine-api';
import type { Emit } from './events';
import { HistoryTeller } from './history-teller';
import { Ledger, ledgerFile } from './ledger/ledger';
import { ledgerFiles, type LedgerFault } from './ledger/open-database';
import { Retention } from './retention';
import { LineIntake } from './line-intake';
import { LiveDesk } from './live/live-desk';
import { SearchAhead } from './match/ahead/search-ahead';
import { compileRules, type CompiledRule } from './match/compiled-rule';
import { firstLineTest } from './match/first-line-test';
import { PatternHealth } from './match/pattern-health';
import { tryPattern } from './match/try-pattern';
import { OutsideChanges } from './outside-changes';
import { composeOwnText, countryCodeOf, numberOf, ownWords } from './own-texts';
import { PolicyKeeper } from './policy-keeper';
import { ProblemDesk } from './problem-desk';
import { createSender } from './send/outbox-sender';
import type { Sender } from './send/sender-types';
import { Spending } from './spending';
import { StatusTeller } from './status-teller';
import { TextTeller } from './text-teller';
import { USER_AGENT } from './user-agent';
import { filesHeldAtOnce } from './watch/descriptor-limit';
import { previewPath } from './watch/discovery';
import { WATCH_DEFAULTS, type ReadLimits, type WatchOptions } from './watch/intake';
import { eventRules } from './watch/multi-line';
import { Watcher } from './watch/watcher';

/** How long texts in flight are waited for when stopping, ms. */
const STOP_GRACE_MS = 5_000;
/** How long a restart after a crash is shown as a problem, ms. */
const RESTART_SHOWN_MS = 600_000;

/** Entries of one incident's history that are shown. */
const INCIDENT_ENTRIES = 100;

/** What stands on the board for a single text. */
const TEXT_PROBLEMS = ['text-failed', 'text-unknown', 'text-refused'] as const;

/** What an engine is made from. */
export interface EngineParts {
  readonly config: EngineConfig;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly hostName: string;
  readonly watch?: Partial<WatchOptions>;
  /** False while what was told has still to be taken: reading then waits. */
  readonly mayRead?: () => boolean;
  /** Whether the status and changed entries of the history are told as events: only where a window shows them. */
  readonly isShown?: boolean;
  /** The built match/ahead/ahead-worker.ts: long logs are then read by two threads. */
  readonly aheadWorker?: string;
  /** True when an earlier engine of this run has crashed. */
  readonly restarted?: boolean;
}

/** The pipeline: watch → match → alert → send over one ledger. It wires the stages and owns their life. */
export class Engine implements EngineApi {
  readonly #parts: EngineParts;
  readonly #ledger: Ledger;
  readonly #problems: ProblemDesk;
  readonly #patterns: PatternHealth;
  readonly #pause: Pause;
  readonly #policy: PolicyKeeper;
  readonly #watcher: Watcher;
  readonly #texts: TextTeller;
  readonly #sender: Sender;
  readonly #teller: StatusTeller;
  readonly #retention: Retention;
  readonly #spending: Spending;
  readonly #checkpoints: Checkpoints;
  readonly #ahead: SearchAhead | null;
  readonly #days: DailyCounts;
  readonly #outside: OutsideChanges;
  readonly #live: LiveDesk;
  #config: EngineConfig;
  #rules: readonly CompiledRule[] = [];
  /** Paths that a ledger set aside may have known. */
  readonly #begunBefore: ReadonlySet<string>;
  #running = false;
  #cancelRestartShown: (() => void) | null = null;

  private constructor(parts: EngineParts, ledger: Ledger) {
    const { clock, emit, hostName, config } = parts;
    this.#parts = parts;
    this.#ledger = ledger;
    this.#config = config;
    this.#begunBefore = new Set(ledger.setAside === null ? [] : config.settings.files.map(({ path }) => path));
    this.#teller = new StatusTeller(clock, parts.isShown ? emit : null, () => this.status());
    const changed = (): void => this.#teller.changed();
    this.#problems = new ProblemDesk({ clock, emit, records: ledger.problems, changed });
    this.#patterns = new PatternHealth(this.#problems);
    this.#pause = new Pause({ state: ledger.state, clock, ended: (held) => this.#resumed(held) });
    const history = new HistoryTeller(ledger.history, parts.isShown ? emit : null);
    this.#texts = new TextTeller({ ledger, emit, history, statusChanged: changed });
    this.#sender = createSender(
      {
        outbox: ledger.texts,
        clock,
        problems: this.#problems,
        access: () => this.#config.access,
        numberOf: (id) => numberOf(this.#config.settings, id),
        countryCodeOf: (id) => countryCodeOf(this.#config.settings, id),
        files: ledger.sensFiles,
        imageOf: (hash) => ledger.images.find(hash),
        delivery: () => this.#config.settings.delivery,
        compose: (message, recipientId) => composeOwnText(this.#config.settings, message, recipientId),
        words: () => ownWords(this.#config.settings),
        changed: (ids) => this.#texts.changed(ids),
      },
      { userAgent: USER_AGENT },
    );
    this.#retention = new Retention(ledger, clock);
    this.#spending = new Spending({ records: ledger.spending, clock, changed });
    this.#checkpoints = new Checkpoints(ledger, clock);
    this.#days = new DailyCounts(ledger.days, clock);
    this.#outside = new OutsideChanges(ledger, clock, {
      texts: (ids) => this.#actedOn(ids),
      incidents: (changed) => this.#policy.changedOutside(changed),
    });
    this.#policy = new PolicyKeeper({
      ledger,
      clock,
      pause: this.#pause,
      problems: this.#problems,
      emit,
      history,
      hostName,
      settings: () => this.#config.settings,
      canRead: (rule) => this.#watcher.isReading((id) => !rule.files || rule.files.includes(id)),
      reading: (rule) => this.#watcher.reading((id) => !rule.files || rule.files.includes(id)),
      owed: (ids) => this.#owe(ids),
      written: (matches) => this.#retention.written(matches),
      changed,
    });
    this.#ahead = parts.aheadWorker === undefined ? null : new SearchAhead(parts.aheadWorker);
    const intake = new LineIntake({
      ledger,
      desk: this.#policy.desk,
      problems: this.#problems,
      clock,
      rules: () => this.#rules,
      ahead: this.#ahead,
      tell: (decided) => this.#policy.tell(decided),
    });
    const ownFiles = [...config.ownFiles, ...ledgerFiles(ledgerFile(config.dataDir))];
    this.#live = new LiveDesk(() => this.#config, ownFiles);
    this.#watcher = new Watcher({
      positions: ledger.positions,
      intake,
      problems: this.#problems,
      clock,
      options: { ...WATCH_DEFAULTS, maxFiles: filesHeldAtOnce(WATCH_DEFAULTS.maxFiles), ...parts.watch },
      eventRule: eventRules(firstLineTest(this.#problems)),
      ownFiles,
      changed,
      mayRead: parts.mayRead ?? ((): boolean => true),
    });
  }

  /** Opens the ledger and starts watching; the error is why the ledger cannot be used. */
  static async start(parts: EngineParts): Promise<Result<Engine, LedgerFault>> {
    const opened = Ledger.open(ledgerFile(parts.config.dataDir), parts.clock.now());
    if (!opened.ok) {
      return opened;
    }
    const engine = new Engine(parts, opened.value);
    await engine.#begin();
    return ok(engine);
  }

  async apply(config: EngineConfig): Promise<void> {
    this.#config = config;
    this.#rules = compileRules(config.settings.rules, this.#patterns);
    this.#policy.apply();
    await this.#watcher.apply(this.#sources(), this.#readLimits());
    this.#sender.again();
    this.#teller.changed();
  }

  pause(until: number | null): Promise<void> {
    this.#pause.set(until);
    this.#teller.changed();
    return Promise.resolve();
  }

  mute(ruleId: string, until: number | null): Promise<void> {
    this.#policy.mute(ruleId, until);
    return Promise.resolve();
  }

  history(query: HistoryQuery): Promise<readonly HistoryEntry[]> {
    return Promise.resolve(this.#ledger.history.list(query));
  }

  incidents(query: IncidentQuery): Promise<readonly IncidentView[]> {
    return Promise.resolve(this.#ledger.incidents.list(query));
  }

  incidentHistory(id: number): Promise<readonly HistoryEntry[]> {
    return Promise.resolve(this.#ledger.history.ofIncident(id, INCIDENT_ENTRIES));
  }

  acknowledge(id: number): Promise<Result<undefined, IncidentRefusal>> {
    return Promise.resolve(this.#policy.acknowledge(id));
  }

  closeIncident(id: number): Promise<Result<undefined, IncidentRefusal>> {
    return Promise.resolve(this.#policy.closeIncident(id));
  }

  sendTest(recipientIds: readonly string[], content: string, image: Uint8Array | null): Promise<number> {
    const test = this.#ledger.commit(() => this.#policy.desk.writer.test(recipientIds, content, image));
    this.#owe(test.textIds);
    return Promise.resolve(test.id);
  }

  resendText(id: number, sure: boolean): Promise<Result<undefined, ActionRefusal>> {
    return Promise.resolve(this.#acted(id, this.#ledger.texts.resend(id, this.#parts.clock.now(), sure)));
  }

  dropText(id: number): Promise<Result<undefined, ActionRefusal>> {
    return Promise.resolve(this.#acted(id, this.#ledger.texts.drop(id, this.#parts.clock.now())));
  }

  tryPattern(trial: PatternTrial): Promise<Result<TrialOutcome, string>> {
    return Promise.resolve(tryPattern(trial));
  }

  previewPath(path: string): Promise<PathPreview> {
    return Promise.resolve(previewPath(path));
  }

  readLive(query: LiveQuery): Promise<LiveReading> {
    return Promise.resolve(this.#live.read(query));
  }

  matchShare(rule: Rule): Promise<MatchShare> {
    return Promise.resolve(this.#live.share(rule));
  }

  previewEncodings(path: string): Promise<EncodingPreview> {
    return Promise.resolve(this.#live.encodings(path));
  }

  /** Looks at every file now: after the machine has slept, or a limit was lifted. */
  lookAtAll(): Promise<void> {
    this.#watcher.lookAtAll();
    this.#sender.wake();
    this.#policy.look();
    return Promise.resolve();
  }

  /** What the engine says of itself. */
  status(): EngineStatus {
    return {
      running: this.#running,
      ...this.#watcher.status(),
      rules: this.#config.settings.rules.filter(({ enabled }) => enabled).length,
      problems: this.#problems.standing(),
      pausedUntil: this.#pause.until,
      heldByPause: this.#pause.held,
      mutes: this.#policy.mutes(),
      incidents: this.#ledger.incidents.openOnes(),
      pendingTexts: this.#ledger.texts.pendingTexts(),
      spent: this.#spending.view(),
      days: this.#days.view(),
    };
  }

  async stop(): Promise<void> {
    await this.#watcher.stop();
    await this.#sender.stop(STOP_GRACE_MS);
    this.#cancelRestartShown?.();
    this.#pause.stop();
    this.#outside.stop();
    this.#checkpoints.stop();
    this.#ahead?.end();
    this.#policy.stop();
    this.#retention.stop();
    this.#spending.stop();
    this.#teller.stop();
    this.#running = false;
    this.#parts.emit({ event: 'stopped' });
    this.#ledger.close();
  }

  async #begin(): Promise<void> {
    if (this.#ledger.setAside !== null) {
      this.#problems.raise('ledger-set-aside', '', { file: this.#ledger.setAside });
    }
    if (this.#parts.restarted) {
      this.#problems.raise('engine-restarted', '');
      const over = (): void => this.#problems.clear('engine-restarted', '');
      this.#cancelRestartShown = this.#parts.clock.after(RESTART_SHOWN_MS, over);
    }
    this.#running = true;
    this.#retention.start();
    this.#checkpoints.start();
    this.#spending.start();
    await this.apply(this.#config);
    const { fileCounts, rules } = this.status();
    const files = fileCounts.reduce((sum, { following }) => sum + following, 0);
    this.#parts.emit({ event: 'started', files, rules });
  }

  #readLimits(): ReadLimits {
    const { maxLineLength, grace } = this.#config.settings.watch;
    const { maxLineBytes = maxLineLength, graceMs = parseDuration(grace) ?? WATCH_DEFAULTS.graceMs } = {
      ...this.#parts.watch,
    };
    return { maxLineBytes, graceMs };
  }

  /** The files as they are to be read: without the damaged ledger, what was read of them before is not known. */
  #sources(): readonly FileSource[] {
    return this.#config.settings.files.map((source) =>
      this.#begunBefore.has(source.path) ? { ...source, start: 'end' } : source,
    );
  }

  #owe(textIds: readonly number[]): void {
    this.#texts.changed(textIds);
    this.#sender.wake();
  }

  #acted(id: number, outcome: Result<unknown, ActionRefusal>): Result<undefined, ActionRefusal> {
    if (outcome.ok) {
      this.#actedOn([id]);
    }
    return outcome.ok ? ok(undefined) : outcome;
  }

  /** A person has sent these texts again or dropped them: what was said of them is over. */
  #actedOn(textIds: readonly number[]): void {
    for (const id of textIds) {
      TEXT_PROBLEMS.forEach((code) => this.#problems.clear(code, `text:${id}`));
    }
    this.#texts.changed(textIds);
    this.#sender.again();
  }

  #resumed(held: number): void {
    this.#parts.emit({ event: 'resumed', held });
    this.#teller.changed();
  }
}

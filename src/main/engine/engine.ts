import { ok, type Result } from '../../shared/common/result';
import type { HistoryEntry, HistoryQuery } from '../../shared/contract/history';
import type { IncidentQuery, IncidentRefusal, IncidentView } from '../../shared/contract/incident';
import type { PathPreview, PatternTrial, TrialOutcome } from '../../shared/contract/ipc';
import type {
  EncodingPreview,
  FileViewFault,
  LinesAround,
  LiveQuery,
  LiveReading,
  MatchShare,
} from '../../shared/contract/live-view';
import type { EngineStatus } from '../../shared/contract/status';
import type { ActionRefusal } from '../../shared/contract/text-actions';
import type { RegexFault } from '../../shared/settings/patterns/regex-errors';
import type { Rule } from '../../shared/settings/schema';
import { AlertScheduler } from './alert-scheduler';
import { Pause } from './alert/pause';
import { OwnTimers } from './common/own-timers';
import { PrivateFiles } from './common/private-files';
import type { EngineApi, EngineConfig, EngineDeps } from './engine-api';
import { ExternalChanges } from './external-changes';
import { Ingest } from './ingest';
import { type LedgerFault, ledgerFiles } from './ledger/file/database';
import { Ledger, ledgerFile } from './ledger/ledger';
import { LedgerGuard } from './ledger/ledger-guard';
import { LedgerHealth } from './ledger/ledger-health';
import { Checkpoints, Retention } from './maintenance';
import { type CompiledRule, compileRules } from './match/compiled-rule';
import { ReadAhead } from './match/read-ahead/coordinator';
import { firstLineTest, SlowPatterns, tryPattern } from './match/regex/slow-patterns';
import { PlausibleTime } from './plausible-time';
import { HostProblems, noticeStart, ProblemLog } from './problem-log';
import { HistoryPublisher, StatusPublisher, TextPublisher } from './publisher';
import type { Sender } from './send/outbox/types';
import { engineSender, TextQueue } from './text-queue';
import { DailyStatistics, Spending } from './usage-statistics';
import { FileViewer } from './viewer/file-viewer';
import { previewPath } from './watch/discovery/expand-path';
import { filesHeldAtOnce } from './watch/discovery/limits';
import { readLimits, sourcesToRead, WATCH_DEFAULTS } from './watch/discovery/watch-options';
import { OwnFiles } from './watch/identity/own-files';
import { entryRules } from './watch/reader/multiline';
import { Watcher } from './watch/watcher';

/** How long texts in flight are waited for when stopping, ms. */
const STOP_GRACE_MS = 5_000;
/** Entries of one incident's history that are shown. */
const INCIDENT_ENTRIES = 100;

/** The pipeline: watch → match → alert → send over one ledger. It wires the stages and owns their life. */
export class Engine implements EngineApi {
  readonly #deps: EngineDeps;
  readonly #ledger: Ledger;
  readonly #problems: ProblemLog;
  readonly #health: LedgerHealth;
  readonly #guard: LedgerGuard;
  readonly #time: PlausibleTime;
  readonly #hostProblems: HostProblems;
  readonly #patterns: SlowPatterns;
  /** Those of patterns and first lines. */
  readonly #matchTimers: OwnTimers;
  readonly #pause: Pause;
  readonly #policy: AlertScheduler;
  readonly #intake: Ingest;
  readonly #watcher: Watcher;
  readonly #sender: Sender;
  readonly #texts: TextQueue;
  readonly #teller: StatusPublisher;
  readonly #retention: Retention;
  readonly #spending: Spending;
  readonly #checkpoints: Checkpoints;
  readonly #privateFiles: PrivateFiles;
  readonly #ahead: ReadAhead | null;
  readonly #days: DailyStatistics;
  readonly #outside: ExternalChanges;
  readonly #live: FileViewer;
  #config: EngineConfig;
  #rules: readonly CompiledRule[] = [];
  /** Paths that a ledger set aside may have known. */
  readonly #knownBefore: ReadonlySet<string>;
  #running = false;
  #cancelNotices: () => void = () => undefined;

  private constructor(deps: EngineDeps, ledger: Ledger) {
    const { clock, emit, hostName, config } = deps;
    this.#deps = deps;
    this.#ledger = ledger;
    this.#config = config;
    this.#knownBefore = new Set(ledger.setAside === null ? [] : config.settings.files.map(({ path }) => path));
    this.#teller = new StatusPublisher(clock, deps.isShown ? emit : null, () => this.status());
    const changed = (): void => this.#teller.changed();
    this.#problems = new ProblemLog({ clock, emit, records: ledger.problems, changed });
    const problems = this.#problems;
    const health = new LedgerHealth({ clock, problems, folder: config.dataDir, tryOut: () => ledger.tryOut() });
    this.#health = health;
    this.#guard = new LedgerGuard({ ledger, clock, problems, lost: deps.lost ?? ((): void => undefined) });
    this.#time = new PlausibleTime({ clock, state: ledger.state, newestRecord: () => ledger.newestRecord() });
    this.#matchTimers = new OwnTimers(clock);
    const matching = { problems, clock: this.#matchTimers };
    this.#patterns = new SlowPatterns({ ...matching, goneBlind: (rule) => this.#policy.goneBlind(rule) });
    this.#hostProblems = new HostProblems({ clock, emit, records: ledger.problems });
    this.#pause = new Pause({ state: ledger.state, clock, ended: (held) => this.#resumed(held) });
    const history = new HistoryPublisher(ledger.history, deps.isShown ? emit : null);
    const teller = new TextPublisher({ ledger, emit, history, statusChanged: changed });
    const told = (ids: readonly number[]): void => teller.changed(ids);
    const present = (): EngineConfig => this.#config;
    const zone = (): string => this.#config.settings.policy.zone;
    this.#sender = engineSender({ ledger, clock, problems, health, config: present, changed: told });
    this.#texts = new TextQueue({ ledger, clock, problems, teller, sender: this.#sender });
    this.#retention = new Retention(ledger, clock, this.#time);
    this.#spending = new Spending({ records: ledger.spending, clock, zone, changed });
    this.#checkpoints = new Checkpoints(ledger, clock);
    this.#days = new DailyStatistics(ledger.days, clock, zone);
    this.#outside = new ExternalChanges(ledger, clock, {
      texts: (ids) => this.#texts.actedOn(ids),
      incidents: (changed) => this.#policy.changedOutside(changed),
    });
    this.#policy = new AlertScheduler({
      ledger,
      clock,
      pause: this.#pause,
      problems,
      health,
      plausibleNow: () => this.#time.now(),
      emit,
      history,
      hostName,
      settings: () => this.#config.settings,
      canRead: (rule) => this.#watcher.isReading((id) => !rule.files || rule.files.includes(id)),
      reading: (rule) => this.#watcher.reading((id) => !rule.files || rule.files.includes(id)),
      owed: (ids) => this.#texts.added(ids),
      written: (matches) => this.#retention.written(matches),
      changed,
    });
    this.#ahead = deps.aheadWorker === undefined ? null : new ReadAhead(deps.aheadWorker);
    this.#intake = new Ingest({
      ledger,
      desk: this.#policy.desk,
      problems,
      health,
      clock,
      rules: () => this.#rules,
      ahead: this.#ahead,
      tell: (decided) => {
        this.#policy.tell(decided);
        this.#checkpoints.told();
      },
    });
    const ownFiles = new OwnFiles([...config.ownFiles, ...ledgerFiles(ledgerFile(config.dataDir))]);
    const privatePaths = { ...config, ownFiles: [...config.ownFiles, ledgerFile(config.dataDir)] };
    this.#privateFiles = new PrivateFiles(privatePaths, problems, clock);
    this.#live = new FileViewer(() => this.#config.settings, ownFiles, ledger);
    this.#watcher = this.#createWatcher(ownFiles, matching);
  }

  /** Opens the ledger and starts watching; the error is why the ledger cannot be used. */
  static async start(deps: EngineDeps): Promise<Result<Engine, LedgerFault>> {
    const opened = Ledger.open(ledgerFile(deps.config.dataDir), deps.clock.now());
    if (!opened.ok) {
      return opened;
    }
    const engine = new Engine(deps, opened.value);
    await engine.#begin();
    return ok(engine);
  }

  async apply(config: EngineConfig): Promise<void> {
    this.#config = config;
    this.#privateFiles.look();
    this.#hostProblems.keep(config.hostProblems ?? []);
    this.#rules = compileRules(config.settings.rules, this.#patterns);
    this.#policy.apply();
    this.#spending.start();
    const { settings } = config;
    await this.#watcher.apply(sourcesToRead(settings, this.#knownBefore), readLimits(settings, this.#deps.watch));
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
    this.#texts.added(test.textIds);
    return Promise.resolve(test.id);
  }

  resendText(id: number, sure: boolean): Promise<Result<undefined, ActionRefusal>> {
    return Promise.resolve(this.#texts.resend(id, sure));
  }

  dropText(id: number): Promise<Result<undefined, ActionRefusal>> {
    return Promise.resolve(this.#texts.drop(id));
  }

  tryPattern(trial: PatternTrial): Promise<Result<TrialOutcome, RegexFault>> {
    return Promise.resolve(tryPattern(trial));
  }

  previewPath(path: string): Promise<PathPreview> {
    return previewPath(path);
  }

  readLive(query: LiveQuery): Promise<LiveReading> {
    return Promise.resolve(this.#live.read(query));
  }

  lineInFile(matchId: number): Promise<Result<LinesAround, FileViewFault>> {
    return Promise.resolve(this.#live.lineInFile(matchId));
  }

  matchShare(rule: Rule): Promise<MatchShare> {
    return Promise.resolve(this.#live.share(rule));
  }

  previewEncodings(path: string): Promise<EncodingPreview> {
    return Promise.resolve(this.#live.encodings(path));
  }

  /** Looks at every file now: after the machine has slept, or a limit was lifted. */
  lookAtAll(): Promise<void> {
    this.#watcher.checkAll();
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
    this.#intake.end();
    await this.#watcher.stop();
    await this.#sender.stop(STOP_GRACE_MS);
    this.#cancelNotices();
    this.#pause.stop();
    this.#outside.stop();
    this.#checkpoints.stop();
    this.#privateFiles.stop();
    this.#ahead?.end();
    this.#policy.stop();
    this.#matchTimers.stop();
    this.#retention.stop();
    this.#time.stop();
    this.#spending.stop();
    this.#health.stop();
    this.#guard.stop();
    this.#teller.stop();
    this.#running = false;
    this.#deps.emit({ event: 'stopped' });
    this.#ledger.close();
  }

  async #begin(): Promise<void> {
    const { clock, restarted = false } = this.#deps;
    this.#cancelNotices = noticeStart({ setAside: this.#ledger.setAside, restarted }, this.#problems, clock);
    this.#running = true;
    this.#texts.tellHeld();
    this.#guard.start();
    this.#time.start();
    this.#retention.start();
    this.#checkpoints.start();
    await this.apply(this.#config);
    await this.#prepare();
    const { fileCounts, rules } = this.status();
    const files = fileCounts.reduce((sum, { following }) => sum + following, 0);
    this.#deps.emit({ event: 'started', files, rules });
  }

  /** What the first text needs is loaded before the first line comes, unless a window or lines that are there already should come first. */
  async #prepare(): Promise<void> {
    if (!this.#deps.isShown && this.status().files.every(({ position, size }) => position >= size)) {
      await this.#sender.load();
    }
  }

  #resumed(held: number): void {
    this.#deps.emit({ event: 'resumed', held });
    this.#teller.changed();
  }

  #createWatcher(ownFiles: OwnFiles, matching: { readonly problems: ProblemLog; readonly clock: OwnTimers }): Watcher {
    const { clock, mayRead = (): boolean => true, watch } = this.#deps;
    return new Watcher({
      positions: this.#ledger.positions,
      sink: this.#intake,
      problems: this.#problems,
      health: this.#health,
      clock,
      options: { ...WATCH_DEFAULTS, maxFiles: filesHeldAtOnce(WATCH_DEFAULTS.maxFiles), ...watch },
      entryRule: entryRules(firstLineTest(matching)),
      ownFiles,
      changed: () => this.#teller.changed(),
      mayRead,
    });
  }
}

import { ok, type Result } from '../../shared/common/result';
import type { HealthFacts } from '../../shared/contract/health';
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
import type { ActionRefusal } from '../../shared/contract/delivery/text-actions';
import { clusterMembers } from '../../shared/settings/alertmanager/members';
import { logTitle } from '../../shared/settings/log-source';
import type { RegexFault } from '../../shared/settings/patterns/regex-errors';
import type { Rule } from '../../shared/settings/schema';
import { AlertIntake } from './alert-intake';
import { AlertScheduler } from './alert-scheduler';
import { ownTranslations } from './alert/message/compose';
import type { TestToSend } from './alert/message/types';
import { Pause } from './alert/pause';
import type { PipelineResult } from './alert/pipeline-result';
import { SilenceReports } from './alert/silence-reports';
import { Checkpoints } from './checkpoints';
import { OwnTimers } from './common/own-timers';
import { PrivateFiles } from './common/files/private-files';
import type { EngineApi, EngineConfig, EngineDeps } from './engine-api';
import { ExternalChanges } from './external-changes';
import { FallbackWatch } from './fallback-watch';
import { Ingest } from './ingest';
import { type LedgerFault, ledgerFiles } from './ledger/file/database';
import { Ledger, ledgerFile } from './ledger/ledger';
import { LedgerGuard } from './ledger/ledger-guard';
import { LedgerHealth, unlessLedgerFault } from './ledger/ledger-health';
import { type CompiledRule, compileRules } from './match/compiled-rule';
import { ReadAhead } from './match/read-ahead/coordinator';
import { firstLineTest, SlowPatterns, tryPattern } from './match/regex/slow-patterns';
import type { EngineMetrics } from './metrics/engine-metrics';
import { Tally } from './metrics/tally';
import { PlausibleTime } from './plausible-time';
import { ProblemRouter } from './problem-routing/problem-router';
import { HostProblems, ProblemLog, reportStart } from './problem-routing/problem-log';
import { HistoryPublisher, StatusPublisher, TextPublisher } from './publisher';
import { Retention } from './retention';
import { AlertRefresh } from './send/channels/alertmanager/alert-refresh';
import type { DirectSender } from './send/channels/direct-sender';
import type { Sender } from './send/outbox/types';
import type { SensAccess } from './send/sens/types';
import { directSender, engineSender, TextQueue, USER_AGENT } from './text-queue';
import { DailyStatistics, Spending } from './usage-statistics';
import { FileViewer } from './viewer/file-viewer';
import { AlertReceiver } from './watch/alerts/alert-receiver';
import { previewPath } from './watch/discovery/expand-path';
import { filesHeldAtOnce } from './watch/discovery/limits';
import { readLimits, sourcesToRead, WATCH_DEFAULTS } from './watch/discovery/watch-options';
import { OwnFiles } from './watch/identity/own-files';
import { JournalWatcher } from './watch/journal/journal-watcher';
import { entryRules } from './watch/reader/multiline';
import { WatchedLogs } from './watch/watched-logs';
import { Watcher } from './watch/watcher';

/** Longest wait for texts in flight when stopping, ms. */
const STOP_GRACE_MS = 5_000;
/** Longest time for which the sums of the lags stay valid, ms. */
const LAGS_MS = 1_000;
/** Most entries of one incident's history. */
const INCIDENT_ENTRIES = 100;

/** The pipeline: watch → match → alert → send over one ledger. It wires the stages and owns their lifecycle. */
export class Engine implements EngineApi {
  readonly #deps: EngineDeps;
  readonly #ledger: Ledger;
  readonly #problems: ProblemLog;
  readonly #health: LedgerHealth;
  readonly #guard: LedgerGuard;
  readonly #plausibleTime: PlausibleTime;
  readonly #hostProblems: HostProblems;
  readonly #patterns: SlowPatterns;
  /** Timers of patterns and of first-line patterns. */
  readonly #matchTimers: OwnTimers;
  readonly #pause: Pause;
  readonly #silenceReports = new SilenceReports();
  readonly #scheduler: AlertScheduler;
  readonly #ingest: Ingest;
  readonly #intake: AlertIntake;
  readonly #watcher: WatchedLogs;
  readonly #sender: Sender;
  readonly #direct: DirectSender;
  readonly #texts: TextQueue;
  readonly #fallback: FallbackWatch;
  #problemRouter: ProblemRouter | null = null;
  readonly #alertRefresh: AlertRefresh;
  readonly #statusPublisher: StatusPublisher;
  readonly #retention: Retention;
  readonly #spending: Spending;
  readonly #checkpoints: Checkpoints;
  readonly #privateFiles: PrivateFiles;
  readonly #readAhead: ReadAhead | null;
  readonly #dailyStatistics: DailyStatistics;
  readonly #externalChanges: ExternalChanges;
  readonly #viewer: FileViewer;
  readonly #tally = new Tally();
  #config: EngineConfig;
  #rules: readonly CompiledRule[] = [];
  /** Paths and titles of logs whose positions may have been in a ledger that was set aside. */
  readonly #knownBefore: ReadonlySet<string>;
  /** Last sum of the lags, and its time on the clock of `performance.now()`. */
  #lagsKnown: { readonly at: number; readonly lags: ReadonlyMap<string, number> } | null = null;
  #running = false;
  #cancelStartReport: () => void = () => undefined;

  private constructor(deps: EngineDeps, ledger: Ledger) {
    const { clock, hostName, config } = deps;
    const emit = this.#tally.through(deps.emit);
    this.#deps = deps;
    this.#ledger = ledger;
    this.#config = config;
    this.#knownBefore = new Set(ledger.setAside === null ? [] : config.settings.files.map(logTitle));
    this.#statusPublisher = new StatusPublisher(clock, deps.isShown ? emit : null, () => this.status());
    const changed = (): void => this.#statusChanged();
    this.#problems = new ProblemLog({ clock, emit, records: ledger.problems, changed });
    const problems = this.#problems;
    const health = new LedgerHealth({ clock, problems, folder: config.dataDir, tryOut: () => ledger.tryOut() });
    this.#health = health;
    this.#guard = new LedgerGuard({ ledger, clock, problems, lost: deps.lost ?? ((): void => undefined) });
    this.#plausibleTime = new PlausibleTime({ clock, state: ledger.state, newestRecord: () => ledger.newestRecord() });
    this.#matchTimers = new OwnTimers(clock);
    const matching = { problems, clock: this.#matchTimers };
    const onTimeExhausted = (rule: Rule): void => this.#scheduler.reportUnchecked(rule);
    this.#patterns = new SlowPatterns({ ...matching, onTimeExhausted });
    this.#hostProblems = new HostProblems({ clock, emit, records: ledger.problems });
    this.#pause = new Pause({ state: ledger.state, clock, ended: (held) => this.#resumed(held) });
    const history = new HistoryPublisher(ledger.history, deps.isShown ? emit : null);
    const textPublisher = new TextPublisher({ ledger, emit, history, statusChanged: changed });
    const textsChanged = (ids: readonly number[]): void => textPublisher.changed(ids);
    const zone = (): string => this.#config.settings.policy.zone;
    const present = (): EngineConfig => this.#config;
    this.#sender = engineSender({ ledger, clock, problems, health, config: present, changed: textsChanged });
    this.#direct = directSender({ clock, problems, config: present });
    this.#texts = new TextQueue({ ledger, clock, problems, publisher: textPublisher, sender: this.#sender });
    this.#retention = new Retention(ledger, clock, this.#plausibleTime);
    this.#spending = new Spending({ records: ledger.spending, clock, zone, changed });
    this.#checkpoints = new Checkpoints(ledger, clock);
    this.#dailyStatistics = new DailyStatistics(ledger.days, clock, zone);
    this.#externalChanges = this.#createExternalChanges();
    this.#scheduler = new AlertScheduler({
      ledger,
      clock,
      pause: this.#pause,
      problems,
      health,
      plausibleNow: () => this.#plausibleTime.now(),
      emit,
      history,
      hostName,
      settings: () => this.#config.settings,
      canRead: (rule) => this.#watcher.isReading((id) => !rule.files || rule.files.includes(id)),
      reading: (rule) => this.#watcher.reading((id) => !rule.files || rule.files.includes(id)),
      queued: (ids) => this.#texts.added(ids),
      matchesWritten: (matches) => this.#retention.matchesWritten(matches),
      statusChanged: changed,
    });
    this.#fallback = this.#createFallbackWatch((alertIds) => alertIds.forEach((id) => history.matchesOfAlert(id)));
    this.#alertRefresh = this.#createAlertRefresh();
    this.#readAhead = deps.aheadWorker === undefined ? null : new ReadAhead(deps.aheadWorker);
    const intake = {
      ...{ ledger, health, clock, pipeline: this.#scheduler.pipeline },
      rules: () => this.#rules,
      publish: (decided: PipelineResult) => {
        this.#scheduler.publish(decided);
        this.#checkpoints.matchPublished();
      },
    };
    this.#ingest = new Ingest({ ...intake, problems, readAhead: this.#readAhead, tally: this.#tally });
    this.#intake = new AlertIntake({ ...intake, files: () => this.#config.settings.files });
    const ownFiles = new OwnFiles([...config.ownFiles, ...ledgerFiles(ledgerFile(config.dataDir))]);
    const privatePaths = { ...config, ownFiles: [...config.ownFiles, ledgerFile(config.dataDir)] };
    this.#privateFiles = new PrivateFiles(privatePaths, problems, clock);
    this.#viewer = new FileViewer(() => this.#config.settings, ownFiles, ledger);
    this.#watcher = this.#createWatcher(ownFiles, matching);
  }

  /** Opens the ledger and starts watching; the error says why the ledger cannot be used. */
  static async start(deps: EngineDeps): Promise<Result<Engine, LedgerFault>> {
    const opened = Ledger.open(ledgerFile(deps.config.dataDir), deps.clock.now());
    if (!opened.ok) {
      return opened;
    }
    const engine = new Engine(deps, opened.value);
    await engine.#startStages();
    return ok(engine);
  }

  async apply(config: EngineConfig): Promise<void> {
    this.#config = config;
    this.#privateFiles.watch();
    this.#turnTally(config.settings.metrics.listen !== '');
    this.#hostProblems.replaceAll(config.hostProblems ?? []);
    this.#rules = compileRules(config.settings.rules, this.#patterns);
    this.#scheduler.apply();
    this.#fallback.apply();
    this.#problemRouter?.apply();
    this.#alertRefresh.apply();
    this.#spending.start();
    const { settings } = config;
    const access = { receive: settings.receive, tokens: config.receiveTokens ?? [] };
    await this.#watcher.apply(
      sourcesToRead(settings, this.#knownBefore),
      readLimits(settings, this.#deps.watch),
      access,
    );
    this.#sender.again();
    this.#direct.again();
    this.#statusChanged();
  }

  /** Sends with this access from now on. */
  useAccess(access: SensAccess | null): void {
    this.#config = { ...this.#config, access, accessPending: false };
    this.#sender.again();
    this.#direct.again();
  }

  pause(until: number | null): Promise<void> {
    this.#pause.set(until);
    this.#reportSilences();
    this.#statusChanged();
    return Promise.resolve();
  }

  mute(ruleId: string, until: number | null): Promise<void> {
    this.#scheduler.mute(ruleId, until);
    this.#reportSilences();
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
    return Promise.resolve(this.#scheduler.acknowledge(id));
  }

  closeIncident(id: number): Promise<Result<undefined, IncidentRefusal>> {
    return Promise.resolve(this.#scheduler.closeIncident(id));
  }

  sendTest(test: TestToSend): Promise<number> {
    const { id, textIds } = this.#ledger.commit(() => this.#scheduler.pipeline.writer.writeTest(test));
    this.#texts.added(textIds);
    return Promise.resolve(id);
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
    return this.#viewer.read(query);
  }

  lineInFile(matchId: number): Promise<Result<LinesAround, FileViewFault>> {
    return this.#viewer.lineInFile(matchId);
  }

  matchShare(rule: Rule): Promise<MatchShare> {
    return this.#viewer.share(rule);
  }

  previewEncodings(path: string): Promise<EncodingPreview> {
    return Promise.resolve(this.#viewer.encodings(path));
  }

  /** Checks every file now, after the machine has slept or a limit was lifted. */
  lookAtAll(): Promise<void> {
    this.#watcher.checkAll();
    this.#sender.wake();
    this.#scheduler.checkDue();
    return Promise.resolve();
  }

  status(): EngineStatus {
    return {
      running: this.#running,
      ...this.#watcher.status(),
      rules: this.#config.settings.rules.filter(({ enabled }) => enabled).length,
      problems: this.#problems.standing(),
      pausedUntil: this.#pause.until,
      heldByPause: this.#pause.held,
      mutes: this.#scheduler.mutes(),
      incidents: this.#ledger.incidents.openOnes(),
      pendingTexts: this.#ledger.texts.pendingTexts(),
      pendingMessages: this.#ledger.channelTexts.pendingMessages(),
      queuedSince: this.#queuedSince(),
      spent: this.#spending.view(),
      days: this.#dailyStatistics.view(),
    };
  }

  metrics(): Promise<EngineMetrics> {
    const { files: logs, rules, sens } = this.#config.settings;
    const { texts, channelTexts } = this.#ledger;
    const lags = this.#lags();
    return Promise.resolve({
      logs: logs.map(({ id }) => ({ log: id, ...this.#tally.amountOf(id), lagBytes: lags.get(id) ?? null })),
      rules: rules.map(({ id }) => this.#tally.ofRule(id)),
      texts: this.#tally.texts,
      queues: {
        texts: texts.pendingTexts(),
        messages: channelTexts.pendingMessages(),
        matches: this.#ingest.pendingMatches,
        files: this.#watcher.dueFiles,
      },
      queuedSince: texts.queuedSince(sens.mode === 'practice'),
      spent: this.#spending.view(),
      commits: this.#tally.commits.counts(),
      loopLag: this.#tally.loopLag.counts(),
    });
  }

  /** Bytes not yet read, by log; added up over all files at most once per second. */
  #lags(): ReadonlyMap<string, number> {
    const now = performance.now();
    if (this.#lagsKnown === null || now - this.#lagsKnown.at > LAGS_MS) {
      this.#lagsKnown = { at: now, lags: this.#watcher.lags() };
    }
    return this.#lagsKnown.lags;
  }

  /** True if the ledger and its disk take a write now. */
  isLedgerWritable(): boolean {
    return this.#health.isWritable();
  }

  health(tryLedger: boolean): Promise<HealthFacts> {
    const tried = tryLedger ? { ledgerWritable: this.isLedgerWritable() } : {};
    return Promise.resolve({
      running: this.#running,
      problems: this.#problems.standing(),
      pausedUntil: this.#pause.until,
      queuedSince: unlessLedgerFault(() => this.#queuedSince(), null),
      ...tried,
    });
  }

  async stop(): Promise<void> {
    this.#ingest.endBackoff();
    this.#intake.stop();
    await this.#watcher.stop();
    await Promise.all([this.#sender.stop(STOP_GRACE_MS), this.#direct.stop(STOP_GRACE_MS)]);
    this.#cancelStartReport();
    this.#pause.stop();
    this.#fallback.stop();
    this.#problemRouter?.stop();
    this.#alertRefresh.stop();
    this.#externalChanges.stop();
    this.#checkpoints.stop();
    this.#privateFiles.stop();
    this.#readAhead?.end();
    this.#scheduler.stop();
    this.#matchTimers.stop();
    this.#retention.stop();
    this.#plausibleTime.stop();
    this.#spending.stop();
    this.#health.stop();
    this.#guard.stop();
    this.#statusPublisher.stop();
    this.#tally.turn(false);
    this.#running = false;
    this.#deps.emit({ event: 'stopped' });
    this.#ledger.close();
  }

  async #startStages(): Promise<void> {
    const { clock, restarted = false } = this.#deps;
    this.#cancelStartReport = reportStart({ setAside: this.#ledger.setAside, restarted }, this.#problems, clock);
    this.#running = true;
    this.#texts.showHeld();
    this.#guard.start();
    this.#plausibleTime.start();
    this.#retention.start();
    this.#checkpoints.start();
    this.#intake.start();
    this.#problemRouter = this.#createProblemRouter();
    await this.apply(this.#config);
    const { fileCounts, rules } = this.status();
    const files = fileCounts.reduce((sum, { following }) => sum + following, 0);
    this.#deps.emit({ event: 'started', files, rules });
    this.#reportSilences();
  }

  #queuedSince(): number | null {
    return this.#ledger.texts.queuedSince(this.#config.settings.sens.mode === 'practice');
  }

  #createExternalChanges(): ExternalChanges {
    return new ExternalChanges(this.#ledger, this.#deps.clock, {
      texts: (ids) => this.#texts.handleActions(ids),
      incidents: (changed) => this.#scheduler.publishExternalChanges(changed),
      silences: () => {
        this.#pause.reread();
        this.#scheduler.policyChanged();
        this.#reportSilences();
      },
    });
  }

  #turnTally(isOn: boolean): void {
    this.#tally.turn(isOn);
    this.#ledger.observeCommits(isOn ? (ms) => this.#tally.commits.observe(ms) : null);
  }

  /** Publishes the pause and mutes that are new, whoever has made them. */
  #reportSilences(): void {
    const silences = { pausedUntil: this.#pause.until, mutes: this.#scheduler.mutes() };
    this.#silenceReports.unreported(silences, this.#deps.clock.now()).forEach(this.#deps.emit);
  }

  #statusChanged(): void {
    this.#statusPublisher.changed();
    this.#deps.statusChanged?.();
  }

  #resumed(held: number): void {
    this.#deps.emit({ event: 'resumed', held });
    this.#statusChanged();
  }

  #createProblemRouter(): ProblemRouter {
    const { clock, hostName } = this.#deps;
    return new ProblemRouter({
      ...{ ledger: this.#ledger, clock, health: this.#health, hostName, direct: this.#direct },
      problems: () => [...this.#problems.standing(), ...this.#hostProblems.standing()],
      settings: () => this.#config.settings,
      queued: (ids) => this.#texts.added(ids),
    });
  }

  #createFallbackWatch(reported: (alertIds: readonly number[]) => void): FallbackWatch {
    const { clock, hostName } = this.#deps;
    return new FallbackWatch({
      ledger: this.#ledger,
      clock,
      health: this.#health,
      problems: () => this.#problems.standing(),
      settings: () => this.#config.settings,
      isPaused: () => this.#pause.isActive(),
      hostName,
      publish: (result) => this.#scheduler.publish(result),
      reported,
    });
  }

  #createAlertRefresh(): AlertRefresh {
    const { clock } = this.#deps;
    const ledger = this.#ledger;
    return new AlertRefresh({
      clock,
      problems: this.#problems,
      userAgent: USER_AGENT,
      alerting: (limit) => this.#health.read('policy', () => ledger.incidents.alerting(limit), []),
      endTold: (ids) => {
        const forget = (): void => ids.forEach((id) => ledger.incidents.setAlert(id, null));
        this.#health.write('policy', () => ledger.commit(forget), undefined);
      },
      settings: () => {
        const { settings, alertmanagerToken: token = '' } = this.#config;
        const rules = settings.rules.filter(({ to }) => to === 'alertmanager').map(({ id }) => id);
        const members = settings.sens.mode === 'practice' ? [] : clusterMembers(settings);
        return { members, token, rules: new Set(rules) };
      },
    });
  }

  #createWatcher(
    ownFiles: OwnFiles,
    matching: { readonly problems: ProblemLog; readonly clock: OwnTimers },
  ): WatchedLogs {
    const { clock, mayRead = (): boolean => true, watch, journalctl } = this.#deps;
    const common = {
      sink: this.#ingest,
      problems: this.#problems,
      health: this.#health,
      clock,
      mayRead,
      changed: () => this.#statusChanged(),
    };
    const files = new Watcher({
      ...common,
      positions: this.#ledger.positions,
      options: { ...WATCH_DEFAULTS, maxFiles: filesHeldAtOnce(WATCH_DEFAULTS.maxFiles), ...watch },
      entryRule: entryRules(firstLineTest(matching)),
      ownFiles,
    });
    const program = journalctl === undefined ? {} : { journalctl };
    const journals = new JournalWatcher({ ...common, ...program, positions: this.#ledger.journals });
    const alerts = new AlertReceiver({
      ...common,
      take: (received) => this.#intake.take(received),
      isReady: () => !this.#intake.isFailing || this.isLedgerWritable(),
      sentence: (fault) => ownTranslations(this.#config.settings)(`receive.${fault}`),
      lastAlertAt: (fileId) => this.#intake.lastAlertAt(fileId),
    });
    return new WatchedLogs(files, journals, alerts);
  }
}

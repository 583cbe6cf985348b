import { ok, type Result } from '../../shared/common/result';
import type { HealthFacts } from '../../shared/contract/health';
import type { HistoryEntry, HistoryQuery } from '../../shared/contract/history';
import type { IncidentQuery, IncidentRefusal, IncidentView } from '../../shared/contract/incident';
import type { PathPreview, PatternTrial, TrialOutcome } from '../../shared/contract/ipc/calls';
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
import type { RegexFault } from '../../shared/settings/patterns/regex-errors';
import type { Rule } from '../../shared/settings/schema';
import { AlertScheduler } from './alert-scheduler';
import type { TestToSend } from './alert/message/types';
import { Pause } from './alert/pause';
import { SilenceReports } from './alert/silence-reports';
import { Checkpoints } from './checkpoints';
import { PrivateFiles } from './common/files/private-files';
import type { EngineApi, EngineConfig, EngineDeps } from './engine-api';
import { Incoming } from './incoming';
import { ExternalChanges } from './ledger/external-changes';
import { type LedgerFault, ledgerFiles } from './ledger/file/database';
import { Ledger, ledgerFile } from './ledger/ledger';
import { LedgerGuard } from './ledger/ledger-guard';
import { LedgerHealth, unlessLedgerFault } from './ledger/ledger-health';
import { tryPattern } from './match/regex/slow-patterns';
import type { EngineMetrics } from './metrics/engine-metrics';
import { Tally } from './metrics/tally';
import { Outgoing } from './outgoing';
import { PlausibleTime } from './plausible-time';
import { HostProblems, ProblemLog, reportStart } from './problem-routing/problem-log';
import { HistoryPublisher, StatusPublisher } from './publisher';
import { Retention } from './retention';
import type { SensAccess } from './send/sens/types';
import { DailyStatistics, Spending } from './usage-statistics';
import { FileViewer } from './viewer/file-viewer';
import { previewPath } from './watch/discovery/expand-path';
import { OwnFiles } from './watch/identity/own-files';

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
  readonly #pause: Pause;
  readonly #silenceReports = new SilenceReports();
  readonly #scheduler: AlertScheduler;
  readonly #incoming: Incoming;
  readonly #outgoing: Outgoing;
  readonly #statusPublisher: StatusPublisher;
  readonly #retention: Retention;
  readonly #spending: Spending;
  readonly #checkpoints: Checkpoints;
  readonly #privateFiles: PrivateFiles;
  readonly #dailyStatistics: DailyStatistics;
  readonly #externalChanges: ExternalChanges;
  readonly #viewer: FileViewer;
  readonly #tally = new Tally();
  #config: EngineConfig;
  #running = false;
  #cancelStartReport: () => void = () => undefined;

  private constructor(deps: EngineDeps, ledger: Ledger) {
    const { clock, hostName, config } = deps;
    const emit = this.#tally.through(deps.emit);
    this.#deps = deps;
    this.#ledger = ledger;
    this.#config = config;
    this.#statusPublisher = new StatusPublisher(clock, deps.isShown ? emit : null, () => this.status());
    const changed = (): void => this.#statusChanged();
    this.#problems = new ProblemLog({ clock, emit, records: ledger.problems, changed });
    const problems = this.#problems;
    const health = new LedgerHealth({ clock, problems, folder: config.dataDir, tryOut: () => ledger.tryOut() });
    this.#health = health;
    this.#guard = new LedgerGuard({ ledger, clock, problems, lost: deps.lost ?? ((): void => undefined) });
    this.#plausibleTime = new PlausibleTime({ clock, state: ledger.state, newestRecord: () => ledger.newestRecord() });
    this.#hostProblems = new HostProblems({ clock, emit, records: ledger.problems });
    this.#pause = new Pause({ state: ledger.state, clock, ended: (held) => this.#resumed(held) });
    const history = new HistoryPublisher(ledger.history, deps.isShown ? emit : null);
    const zone = (): string => this.#config.settings.policy.zone;
    this.#outgoing = new Outgoing({
      ...{ ledger, clock, health, problems, emit, history, hostName, statusChanged: changed },
      hostProblems: () => this.#hostProblems.standing(),
      config: () => this.#config,
      isPaused: () => this.#pause.isActive(),
      publish: (result) => this.#scheduler.publish(result),
    });
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
      canRead: (rule) => this.#incoming.logs.isReading((id) => !rule.files || rule.files.includes(id)),
      reading: (rule) => this.#incoming.logs.reading((id) => !rule.files || rule.files.includes(id)),
      queued: (ids) => this.#outgoing.texts.added(ids),
      matchesWritten: (matches) => this.#retention.matchesWritten(matches),
      statusChanged: changed,
    });
    const ownFiles = new OwnFiles([...config.ownFiles, ...ledgerFiles(ledgerFile(config.dataDir))]);
    const privatePaths = { ...config, ownFiles: [...config.ownFiles, ledgerFile(config.dataDir)] };
    this.#privateFiles = new PrivateFiles(privatePaths, problems, clock);
    this.#viewer = new FileViewer(() => this.#config.settings, ownFiles, ledger);
    this.#incoming = new Incoming({
      ...{ ledger, clock, health, problems, ownFiles, host: deps, statusChanged: changed },
      tally: this.#tally,
      pipeline: this.#scheduler.pipeline,
      config: () => this.#config,
      publish: (decided) => {
        this.#scheduler.publish(decided);
        this.#checkpoints.matchPublished();
      },
      timeExhausted: (rule) => this.#scheduler.reportUnchecked(rule),
    });
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
    this.#incoming.useRules(config.settings.rules);
    this.#scheduler.apply();
    this.#outgoing.apply();
    this.#spending.start();
    await this.#incoming.watch();
    this.#outgoing.again();
    this.#statusChanged();
  }

  /** Sends with this access from now on. */
  useAccess(access: SensAccess | null): void {
    this.#config = { ...this.#config, access, accessPending: false };
    this.#outgoing.again();
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
    this.#outgoing.texts.added(textIds);
    return Promise.resolve(id);
  }

  resendText(id: number, sure: boolean): Promise<Result<undefined, ActionRefusal>> {
    return Promise.resolve(this.#outgoing.texts.resend(id, sure));
  }

  dropText(id: number): Promise<Result<undefined, ActionRefusal>> {
    return Promise.resolve(this.#outgoing.texts.drop(id));
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
    this.#incoming.logs.checkAll();
    this.#outgoing.wake();
    this.#scheduler.checkDue();
    return Promise.resolve();
  }

  status(): EngineStatus {
    return {
      running: this.#running,
      ...this.#incoming.logs.status(),
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
    const lags = this.#incoming.lags();
    return Promise.resolve({
      logs: logs.map(({ id }) => ({ log: id, ...this.#tally.amountOf(id), lagBytes: lags.get(id) ?? null })),
      rules: rules.map(({ id }) => this.#tally.ofRule(id)),
      texts: this.#tally.texts,
      queues: {
        texts: texts.pendingTexts(),
        messages: channelTexts.pendingMessages(),
        matches: this.#incoming.pendingMatches,
        files: this.#incoming.logs.dueFiles,
      },
      queuedSince: texts.queuedSince(sens.mode === 'practice'),
      spent: this.#spending.view(),
      commits: this.#tally.commits.counts(),
      loopLag: this.#tally.loopLag.counts(),
    });
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
    await this.#incoming.stop();
    await this.#outgoing.stop();
    this.#cancelStartReport();
    this.#pause.stop();
    this.#externalChanges.stop();
    this.#checkpoints.stop();
    this.#privateFiles.stop();
    this.#scheduler.stop();
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
    this.#outgoing.texts.showHeld();
    this.#guard.start();
    this.#plausibleTime.start();
    this.#retention.start();
    this.#checkpoints.start();
    this.#incoming.start();
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
      texts: (ids) => this.#outgoing.texts.handleActions(ids),
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
}

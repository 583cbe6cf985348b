import { join } from 'node:path';
import type { HistoryEntry, HistoryQuery } from '../../shared/history';
import type { PathPreview, PatternTrial, TrialOutcome } from '../../shared/ipc-contract';
import type { EncodingPreview, LiveQuery, LiveReading } from '../../shared/live-view';
import { parseDuration } from '../../shared/duration';
import { dialDigits } from '../../shared/phone-number';
import { ok, type Result } from '../../shared/result';
import type { FileSource } from '../../shared/settings';
import type { EngineStatus } from '../../shared/status';
import { AlertDesk } from './alert/alert-desk';
import { Pause } from './alert/pause';
import type { Clock } from './clock';
import type { EngineApi, EngineConfig } from './engine-api';
import type { Emit } from './events';
import { Ledger } from './ledger/ledger';
import { ledgerFiles, type LedgerFault } from './ledger/open-database';
import { Retention } from './retention';
import { LineIntake } from './line-intake';
import { LiveDesk } from './live/live-desk';
import { compileRules, type CompiledRule } from './match/compiled-rule';
import { firstLineTest } from './match/first-line-test';
import { PatternHealth } from './match/pattern-health';
import { tryPattern } from './match/try-pattern';
import { ProblemDesk } from './problem-desk';
import { createSender } from './send/outbox-sender';
import type { Sender } from './send/sender-types';
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

/** What an engine is made from. */
export interface EngineParts {
  readonly config: EngineConfig;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly hostName: string;
  readonly watch?: Partial<WatchOptions>;
  /** False while what was told has still to be taken: reading then waits. */
  readonly mayRead?: () => boolean;
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
  readonly #desk: AlertDesk;
  readonly #watcher: Watcher;
  readonly #texts: TextTeller;
  readonly #sender: Sender;
  readonly #teller: StatusTeller;
  readonly #retention: Retention;
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
    this.#teller = new StatusTeller(clock, emit, () => this.status());
    const changed = (): void => this.#teller.changed();
    this.#problems = new ProblemDesk({ clock, emit, records: ledger.problems, changed });
    this.#patterns = new PatternHealth(this.#problems);
    this.#pause = new Pause({ state: ledger.state, clock, ended: (held) => this.#resumed(held) });
    this.#desk = new AlertDesk({
      ledger,
      clock,
      pause: this.#pause,
      hostName,
      settings: () => this.#config.settings,
      practice: () => this.#config.settings.sens.mode === 'practice',
    });
    this.#texts = new TextTeller(ledger, emit, changed);
    this.#sender = createSender(
      {
        outbox: ledger.texts,
        clock,
        problems: this.#problems,
        access: () => this.#config.access,
        numberOf: (id) => this.#numberOf(id),
        changed: (ids) => this.#texts.changed(ids),
      },
      { userAgent: USER_AGENT },
    );
    this.#retention = new Retention(ledger, clock);
    const intake = new LineIntake({
      ledger,
      desk: this.#desk,
      pause: this.#pause,
      problems: this.#problems,
      clock,
      emit,
      rules: () => this.#rules,
      owed: (ids) => this.#owe(ids),
      written: (matches) => this.#retention.written(matches),
    });
    const ownFiles = [...config.ownFiles, ...ledgerFiles(ledgerFile(config))];
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
    const opened = Ledger.open(ledgerFile(parts.config), parts.clock.now());
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
    await this.#watcher.apply(this.#sources(), this.#readLimits());
    this.#sender.wake();
    this.#teller.changed();
  }

  pause(until: number | null): Promise<void> {
    this.#pause.set(until);
    this.#teller.changed();
    return Promise.resolve();
  }

  history(query: HistoryQuery): Promise<readonly HistoryEntry[]> {
    return Promise.resolve(this.#ledger.history.list(query));
  }

  sendTest(recipientIds: readonly string[], content: string): Promise<number> {
    const test = this.#ledger.commit(() => this.#desk.addTest(recipientIds, content));
    this.#owe(test.textIds);
    return Promise.resolve(test.id);
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

  previewEncodings(path: string): Promise<EncodingPreview> {
    return Promise.resolve(this.#live.encodings(path));
  }

  /** Looks at every file now: after the machine has slept, or a limit was lifted. */
  lookAtAll(): Promise<void> {
    this.#watcher.lookAtAll();
    this.#sender.wake();
    return Promise.resolve();
  }

  /** What the engine says of itself. */
  status(): EngineStatus {
    return {
      running: this.#running,
      ...this.#watcher.status(),
      rules: this.#rules.length,
      problems: this.#problems.standing(),
      pausedUntil: this.#pause.until,
      heldByPause: this.#pause.held,
      pendingTexts: this.#ledger.texts.pendingTexts(),
    };
  }

  async stop(): Promise<void> {
    await this.#watcher.stop();
    await this.#sender.stop(STOP_GRACE_MS);
    this.#cancelRestartShown?.();
    this.#pause.stop();
    this.#retention.stop();
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

  #resumed(held: number): void {
    this.#parts.emit({ event: 'resumed', held });
    this.#teller.changed();
  }

  #numberOf(recipientId: string): string | null {
    const recipient = this.#config.settings.recipients.find(({ id }) => id === recipientId);
    return recipient ? dialDigits(recipient.number) : null;
  }
}

function ledgerFile({ dataDir }: EngineConfig): string {
  return join(dataDir, 'ledger.db');
}

import type { Result } from '../../shared/common/result';
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
import type { Problem } from '../../shared/contract/status';
import type { ActionRefusal } from '../../shared/contract/delivery/text-actions';
import type { ChannelSecrets } from '../../shared/settings/channels/channel-kinds';
import type { RegexFault } from '../../shared/settings/patterns/regex-errors';
import type { Rule, Settings } from '../../shared/settings/schema';
import type { TestToSend } from './alert/message/types';
import type { Clock } from './common/clock';
import type { Emit } from './common/events';
import type { LedgerFault } from './ledger/file/database';
import type { EngineMetrics } from './metrics/engine-metrics';
import type { SensAccess } from './send/sens/types';
import type { WatchOptions } from './watch/discovery/watch-options';

/** A problem of the app around the engine, without the time since when it exists. */
export type HostProblem = Pick<Problem, 'code' | 'subject' | 'params'>;

/** The engine's configuration: plain data, so that it can be sent to a worker thread. */
export interface EngineConfig {
  readonly settings: Settings;
  /** True while some recipients in the settings are invalid; texts to recipients that are missing then wait. */
  readonly recipientsUnread?: boolean;
  readonly access: SensAccess | null;
  /** True while some channels in the settings are invalid; messages to channels that are missing then wait. */
  readonly channelsUnread?: boolean;
  /** Secrets of the channels by id, as far as they are known. */
  readonly channelSecrets: Readonly<Record<string, ChannelSecrets>>;
  /** Bearer token of the Alertmanager cluster; missing for none. */
  readonly alertmanagerToken?: string;
  /** Values of the tokens with which alerts may be sent, as far as they are known. */
  readonly receiveTokens?: readonly string[];
  /** True if the access comes later, by `useAccess`: until then, texts wait without a reason. */
  readonly accessPending?: boolean;
  /** Folder of the ledger (`ledger.db`); created with mode 0700 if missing. */
  readonly dataDir: string;
  /**
   * Files that Logbell writes itself, and name prefixes of files beside them (watch/identity/own-files.ts); never read
   * as logs.
   */
  readonly ownFiles: readonly string[];
  /** The one of `ownFiles` that holds the keys. */
  readonly secretsFile?: string;
  /** Problems of the app around the engine, for the history. */
  readonly hostProblems?: readonly HostProblem[];
}

/** Calls to a running engine, in this thread or in a worker thread. */
export interface EngineApi {
  /** Applies new settings or keys; positions, counters and queued texts are kept. */
  apply(config: EngineConfig): Promise<void>;
  /** Pauses alerts until `until` (ms since 1970), or resumes them with null. */
  pause(until: number | null): Promise<void>;
  /** Mutes a rule until `until` (ms since 1970), or unmutes it with null. */
  mute(ruleId: string, until: number | null): Promise<void>;
  history(query: HistoryQuery): Promise<readonly HistoryEntry[]>;
  /** Lists incidents of one kind, newest first. */
  incidents(query: IncidentQuery): Promise<readonly IncidentView[]>;
  /** Lists the newest matches and escalation texts of an incident, newest first; empty if it is unknown. */
  incidentHistory(id: number): Promise<readonly HistoryEntry[]>;
  /** Acknowledges an incident, so that it does not escalate. */
  acknowledge(id: number): Promise<Result<undefined, IncidentRefusal>>;
  /** Closes an incident and resets its rule's counters. */
  closeIncident(id: number): Promise<Result<undefined, IncidentRefusal>>;
  /**
   * Queues a test text to each recipient, an MMS if it has a picture (JPEG), and a test message to each channel; returns
   * the test's id in the history.
   */
  sendTest(test: TestToSend): Promise<number>;
  /** Sends a text again; `sure` allows it even if the phone may then get it twice. */
  resendText(id: number, sure: boolean): Promise<Result<undefined, ActionRefusal>>;
  /** Cancels a text that is queued, scheduled or unconfirmed. */
  dropText(id: number): Promise<Result<undefined, ActionRefusal>>;
  tryPattern(trial: PatternTrial): Promise<Result<TrialOutcome, RegexFault>>;
  /** Lists the files that a path or glob stands for now. */
  previewPath(path: string): Promise<PathPreview>;
  /** Reads the part of a watched file after a position, or its last lines, for a live tail. */
  readLive(query: LiveQuery): Promise<LiveReading>;
  /** Reads the line of a match in its file, with the lines around it. */
  lineInFile(matchId: number): Promise<Result<LinesAround, FileViewFault>>;
  /** Counts how many of the last lines of its files an edited rule matches. */
  matchShare(rule: Rule): Promise<MatchShare>;
  /** Reads the last lines behind a path or glob in every encoding. */
  previewEncodings(path: string): Promise<EncodingPreview>;
  /** Measures the engine, for metrics. */
  metrics(): Promise<EngineMetrics>;
  /** Checks every file and the outbox now, after the machine has slept. */
  lookAtAll(): Promise<void>;
  /** Returns the facts of the health: an answer shows that the engine turns. `tryLedger` writes to the ledger first. */
  health(tryLedger: boolean): Promise<HealthFacts>;
  /** Stops reading, commits, and waits up to 5 s for texts in flight. */
  stop(): Promise<void>;
}

export interface EngineDeps {
  readonly config: EngineConfig;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly hostName: string;
  readonly watch?: Partial<WatchOptions>;
  /** False while the reader of `emit` is behind; log reading then waits. */
  readonly mayRead?: () => boolean;
  /** True if a window shows the status and the changed entries of the history; only then are they emitted. */
  readonly isShown?: boolean;
  /** Called whenever the status may have changed. */
  readonly statusChanged?: () => void;
  /** Path of the built match/read-ahead/worker.ts, for a second thread that reads long logs. */
  readonly aheadWorker?: string;
  /** Program to run instead of `journalctl`. */
  readonly journalctl?: string;
  /** True if an earlier engine of this run crashed. */
  readonly restarted?: boolean;
  /**
   * Called when another Logbell has taken over the ledger or its path: the engine writes and sends no more, and must be
   * stopped.
   */
  readonly lost?: (fault: LedgerFault) => void;
}

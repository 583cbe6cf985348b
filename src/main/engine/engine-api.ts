import type { Result } from '../../shared/common/result';
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
import type { Problem } from '../../shared/contract/status';
import type { ActionRefusal } from '../../shared/contract/text-actions';
import type { RegexFault } from '../../shared/settings/patterns/regex-errors';
import type { Rule, Settings } from '../../shared/settings/schema';
import type { Clock } from './common/clock';
import type { Emit } from './common/events';
import type { LedgerFault } from './ledger/file/database';
import type { SensAccess } from './send/sens/types';
import type { WatchOptions } from './watch/discovery/watch-options';

/** A problem of the app that runs the engine, before it is known since when it stands. */
export type HostProblem = Pick<Problem, 'code' | 'subject' | 'params'>;

/** What the engine works by. Plain data, so that it can cross to a worker thread. */
export interface EngineConfig {
  readonly settings: Settings;
  /** True while the settings have recipients that cannot be read: texts to them wait. */
  readonly recipientsUnread?: boolean;
  /** Null while live mode lacks keys or settings. */
  readonly access: SensAccess | null;
  /** Folder of the ledger (`ledger.db`), made with mode 0700 when missing. */
  readonly dataDir: string;
  /** Files Logbell writes itself, and the beginnings of the names of others beside them (watch/identity/own-files.ts). They are never read as logs. */
  readonly ownFiles: readonly string[];
  /** The one of them that holds the keys. */
  readonly secretsFile?: string;
  /** Problems of the app around the engine, to be kept in history. */
  readonly hostProblems?: readonly HostProblem[];
}

/** What can be asked of a running engine, the same whether it runs here or in a worker thread. */
export interface EngineApi {
  /** Works by new settings or keys from now on; positions, counts and texts owed go on. */
  apply(config: EngineConfig): Promise<void>;
  /** Holds alerts back until `until` (ms since 1970), or ends the pause with null. */
  pause(until: number | null): Promise<void>;
  /** Holds alerts of one rule back until `until` (ms since 1970), or ends that with null. */
  mute(ruleId: string, until: number | null): Promise<void>;
  history(query: HistoryQuery): Promise<readonly HistoryEntry[]>;
  /** Incidents of one kind, newest first. */
  incidents(query: IncidentQuery): Promise<readonly IncidentView[]>;
  /** The newest matches of an incident, and the texts to others, newest first; empty for one that is not known. */
  incidentHistory(id: number): Promise<readonly HistoryEntry[]>;
  /** Somebody looks after an incident: nobody else is texted of it. */
  acknowledge(id: number): Promise<Result<undefined, IncidentRefusal>>;
  /** Closes an incident: its rule's counters begin anew. */
  closeIncident(id: number): Promise<Result<undefined, IncidentRefusal>>;
  /** Owes a test text to each recipient, an MMS when it has a picture (JPEG), and gives the test's id in history. */
  sendTest(recipientIds: readonly string[], content: string, image: Uint8Array | null): Promise<number>;
  /** Sends a text again on the person's word; `sure` also when the phone may then get it twice. */
  resendText(id: number, sure: boolean): Promise<Result<undefined, ActionRefusal>>;
  /** Ends a text that is owed, or of which nobody knows whether it arrived. */
  dropText(id: number): Promise<Result<undefined, ActionRefusal>>;
  tryPattern(trial: PatternTrial): Promise<Result<TrialOutcome, RegexFault>>;
  /** What a path or glob stands for right now. */
  previewPath(path: string): Promise<PathPreview>;
  /** What a watched file has after a place, or its last lines; for a view that a person has open. */
  readLive(query: LiveQuery): Promise<LiveReading>;
  /** The line of a match of the history in its file, with those around it. */
  lineInFile(matchId: number): Promise<Result<LinesAround, FileViewFault>>;
  /** How many of the last lines of its files a rule matches that is being edited. */
  matchShare(rule: Rule): Promise<MatchShare>;
  /** The last lines behind a path or glob, in every encoding. */
  previewEncodings(path: string): Promise<EncodingPreview>;
  /** Looks at every file and the outbox now: after the machine has slept. */
  lookAtAll(): Promise<void>;
  /** Stops reading, commits, gives texts in flight up to 5 s. */
  stop(): Promise<void>;
}

/** What an engine is made from. */
export interface EngineDeps {
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
  /** Called when another Logbell has taken the ledger or its place: the engine writes and sends nothing more, and is to be stopped. */
  readonly lost?: (fault: LedgerFault) => void;
}

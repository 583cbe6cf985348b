import type { Decision, HistoryEntry, Reason, TextState } from '../../../shared/contract/history';
import type { IncidentCause, IncidentStage } from '../../../shared/contract/incident';
import type { TextType } from '../../../shared/sms/text';
import type { EngineStatus, Problem } from '../../../shared/contract/status';

/** What the engine tells whoever runs it; `logbell watch --json` prints these (docs/cli.md). */
export type EngineEvent =
  | { readonly event: 'started'; readonly files: number; readonly rules: number }
  | {
      readonly event: 'match';
      readonly id: number;
      readonly at: number;
      readonly rule: string;
      readonly file: string;
      readonly line: string;
      /** Where the line begins in the file, bytes from its start. */
      readonly offset?: number;
      readonly decision: Decision;
    }
  | {
      /** Held matches of a flood that were counted instead of told one by one. */
      readonly event: 'held';
      readonly rule: string;
      /** The rule's name. */
      readonly title: string;
      /** What was decided on each of them. */
      readonly decision: Decision;
      readonly count: number;
      /** When the first and the last came, ms since 1970. */
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly event: 'alert';
      readonly id: number;
      readonly at: number;
      readonly rule: string;
      /** The rule's name. */
      readonly title: string;
      readonly line: string;
      readonly content: string;
      /** Matches held back since the rule's last alert. */
      readonly held: number;
      /** The number of the incident it belongs to; none for what tells of several, and for a test. */
      readonly incident?: number;
      /** Matches that the text tells of. */
      readonly count: number;
      readonly practice: boolean;
    }
  | {
      readonly event: 'text';
      readonly id: number;
      /** The alert or test it belongs to. */
      readonly alert: number;
      /** The number, masked. */
      readonly to: string;
      readonly type: TextType;
      readonly state: TextState;
      readonly reason: Reason | null;
      readonly practice: boolean;
      /** What it is estimated to cost, won; 0 in practice. */
      readonly costWon: number;
    }
  | { readonly event: 'problem'; readonly problem: Problem }
  | { readonly event: 'problem-cleared'; readonly problem: Problem }
  | { readonly event: 'status'; readonly status: EngineStatus }
  | { readonly event: 'history'; readonly entry: HistoryEntry }
  | { readonly event: 'resumed'; readonly held: number }
  | {
      /** A rule is no longer muted. */
      readonly event: 'unmuted';
      readonly rule: string;
      readonly title: string;
      readonly held: number;
    }
  | {
      /** An incident has opened, or come to its next stage. */
      readonly event: 'incident';
      readonly id: number;
      readonly rule: string;
      /** The rule's name. */
      readonly title: string;
      readonly key: string;
      readonly state: IncidentStage;
      readonly cause: IncidentCause;
      readonly at: number;
    }
  | { readonly event: 'stopped' };

/** Where events go. */
export type Emit = (event: EngineEvent) => void;

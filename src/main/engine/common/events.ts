import type { Decision, DeliveryType, HistoryEntry, Reason, TextState } from '../../../shared/contract/history';
import type { IncidentCause, IncidentStage } from '../../../shared/contract/incident';
import type { EngineStatus, Problem } from '../../../shared/contract/status';

/** Events of the engine; `logbell watch --json` prints them (docs/reference/json-events.md). */
export type EngineEvent =
  | { readonly event: 'started'; readonly files: number; readonly rules: number }
  | {
      readonly event: 'match';
      readonly id: number;
      readonly at: number;
      readonly rule: string;
      readonly file: string;
      readonly line: string;
      /** Offset of the line in the file, bytes. */
      readonly offset?: number;
      /** Unit of an entry of the systemd journal. */
      readonly unit?: string;
      readonly decision: Decision;
    }
  | {
      /** Held matches of a flood, counted instead of reported one by one. */
      readonly event: 'held';
      readonly rule: string;
      /** The rule's name. */
      readonly title: string;
      /** Decision on each of them. */
      readonly decision: Decision;
      readonly count: number;
      /** Time of the first and the last one, ms since 1970. */
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
      /** Matches held since the last alert of the rule. */
      readonly held: number;
      /** Id of its incident; none for an alert about several incidents, and for a test. */
      readonly incident?: number;
      /** Number of matches the text reports. */
      readonly count: number;
      readonly practice: boolean;
    }
  | {
      readonly event: 'text';
      readonly id: number;
      /** The alert or test it belongs to. */
      readonly alert: number;
      /** The phone number, masked, or the title of the channel. */
      readonly to: string;
      /** Id of the channel that delivers it; missing for SENS. */
      readonly channel?: string;
      readonly type: DeliveryType;
      /** Its message. */
      readonly content: string;
      readonly state: TextState;
      readonly reason: Reason | null;
      readonly practice: boolean;
      /** Estimated cost, won; 0 in practice mode and for a channel. */
      readonly costWon: number;
    }
  | { readonly event: 'problem'; readonly problem: Problem }
  | { readonly event: 'problem-cleared'; readonly problem: Problem }
  | { readonly event: 'status'; readonly status: EngineStatus }
  | { readonly event: 'history'; readonly entry: HistoryEntry }
  | {
      /** All alerts are paused, or the end of the pause has changed. */
      readonly event: 'paused';
      /** End of the pause, ms since 1970. */
      readonly until: number;
    }
  | { readonly event: 'resumed'; readonly held: number }
  | {
      /** A rule is muted, or the end of its mute has changed. */
      readonly event: 'muted';
      readonly rule: string;
      readonly title: string;
      /** End of the mute, ms since 1970. */
      readonly until: number;
    }
  | {
      /** A rule is no longer muted. */
      readonly event: 'unmuted';
      readonly rule: string;
      readonly title: string;
      readonly held: number;
    }
  | {
      /** An incident opened or changed its state. */
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

/** Receives events. */
export type Emit = (event: EngineEvent) => void;

/** A pause or a mute that has begun, changed or ended. */
export type SilenceEvent = Extract<EngineEvent, { event: 'paused' | 'resumed' | 'muted' | 'unmuted' }>;

const SILENCES: ReadonlySet<string> = new Set<SilenceEvent['event']>(['paused', 'resumed', 'muted', 'unmuted']);

/** True for an event about a pause or a mute. */
export function isSilence(event: EngineEvent): event is SilenceEvent {
  return SILENCES.has(event.event);
}

/** What is known of the lines a rule expects. */
export interface Silence {
  /** For how long none has come while they were watched for, ms. */
  readonly silentMs: number;
  /** For how long the files could not be read, ms; 0 while they can. */
  readonly blindMs: number;
  /** When that was last reckoned, ms since 1970. */
  readonly lookedAt: number;
}

/** How often silences are reckoned, ms. */
export const LOOK_EVERY_MS = 1_000;
/** A longer step means that the machine slept or stood still, or that its clock was set, ms. */
const LONGEST_STEP_MS = 10_000;

/** Whether lines would be seen: the files are read; nobody can read them; or the person has paused or muted the rule. */
export type Sight = 'reading' | 'blind' | 'silenced';

/** A silence as of `now` (ms since 1970). Its clock stands still while nobody watches, and over steps that are no watching. */
export function silenceAt({ silentMs, blindMs, lookedAt }: Silence, now: number, sight: Sight): Silence {
  const since = now - lookedAt;
  const step = since > 0 && since <= LONGEST_STEP_MS ? since : 0;
  return {
    silentMs: sight === 'reading' ? silentMs + step : silentMs,
    blindMs: sight === 'blind' ? blindMs + step : 0,
    lookedAt: now,
  };
}

/** A silence that begins now: a line has come, or the watching has begun. */
export function noSilence(now: number): Silence {
  return { silentMs: 0, blindMs: 0, lookedAt: now };
}

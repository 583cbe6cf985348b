import type { EngineStatus } from '../../../shared/contract/status';
import type { EngineEvent } from '../common/events';

/** The pause and the mutes. */
type Silences = Pick<EngineStatus, 'pausedUntil' | 'mutes'>;

/** Key of the pause among the ids of muted rules, which are never empty. */
const PAUSE = '';

/** Remembers which pauses and mutes were reported, so that each is reported once, and again when its end changes. */
export class SilenceReports {
  #ends: ReadonlyMap<string, number> = new Map();

  /** Returns events about what is in effect at `now` (ms since 1970) and was not reported yet. */
  unreported({ pausedUntil, mutes }: Silences, now: number): readonly EngineEvent[] {
    const before = this.#ends;
    const pauses = pausedUntil === null ? [] : [{ key: PAUSE, until: pausedUntil, title: '' }];
    const muted = mutes.map(({ rule, title, until }) => ({ key: rule, until, title }));
    const current = [...pauses, ...muted].filter(({ until }) => until > now);
    this.#ends = new Map(current.map(({ key, until }) => [key, until]));
    return current
      .filter(({ key, until }) => before.get(key) !== until)
      .map(({ key, until, title }) =>
        key === PAUSE ? { event: 'paused', until } : { event: 'muted', rule: key, title, until },
      );
  }
}

import type { Health } from '../../shared/contract/health';

/** Judgment over several checks: a short fault, as while a log rotates, is a doubt. */
export type Verdict = 'healthy' | 'doubtful' | 'unhealthy';

/** Time that a fault must last before it is reported, ms. */
const DOUBT_MS = 10_000;
/** Time between two checks after which the machine slept or its clock was set, ms: the doubt starts again. */
const GAP_MS = 60_000;

/** Turns the health of each check into a verdict. */
export class Verdicts {
  #unhealthySince: number | null = null;
  #checkedAt = 0;

  /** Judges a check that began at `at`, ms since 1970. */
  judge(health: Health, at: number): Verdict {
    const isGap = Math.abs(at - this.#checkedAt) > GAP_MS;
    this.#checkedAt = at;
    if (health.ok) {
      this.#unhealthySince = null;
      return 'healthy';
    }
    if (this.#unhealthySince === null || isGap) {
      this.#unhealthySince = at;
    }
    return at - this.#unhealthySince >= DOUBT_MS ? 'unhealthy' : 'doubtful';
  }
}

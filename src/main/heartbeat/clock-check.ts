import type { HostProblem } from '../engine/engine-api';
import { CLOCK_LIMIT_MS } from '../engine/send/sens/errors';
import { clockSkewMs } from '../engine/send/sens/time';

/** Problem of a clock that is further off than SENS allows, by the `Date` of an answer; null for none. */
export function clockProblem(answer: {
  readonly date: string | undefined;
  readonly receivedAt: number;
}): HostProblem | null {
  const skew = clockSkewMs(answer.date, answer.receivedAt) ?? 0;
  if (Math.abs(skew) < CLOCK_LIMIT_MS) {
    return null;
  }
  const minutes = Math.round(Math.abs(skew) / 60_000);
  return { code: 'clock-wrong', subject: '', params: { minutes, context: skew > 0 ? 'ahead' : 'behind' } };
}

import { DAYS } from '../../shared/settings/choices';
import type { QuietSpan } from '../../shared/settings/schema';

/** Day of the week as settings name it. */
export type Day = (typeof DAYS)[number];

/** Form values of quiet hours. */
export interface SpanValues {
  readonly days: readonly Day[];
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

/** Quiet hours offered first: the night. */
export const NIGHT: SpanValues = { days: DAYS, from: '23:00', to: '07:00', zone: '' };

/** Form values of quiet hours; without days they apply every day. */
export function spanToValues({ days, from, to, zone }: QuietSpan): SpanValues {
  return { days: days ?? DAYS, from, to, zone };
}

export function valuesToSpan({ days, from, to, zone }: SpanValues): QuietSpan {
  const span = { from: from.trim(), to: to.trim(), zone: zone.trim() };
  return DAYS.every((day) => days.includes(day)) ? span : { days: [...days], ...span };
}

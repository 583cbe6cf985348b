const STEPS = [1, 2, 4, 5, 10] as const;

/** Ticks of a scale from 0 to a round number that is `most` or more, highest first. */
export function scaleTicks(most: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  const top = (STEPS.find((step) => step * power >= most) ?? 10) * power;
  return top % 2 === 0 ? [top, top / 2, 0] : [top, 0];
}

/** Runs of each tool (`LOGBELL_BENCH_RUNS`); medians are taken over these. */
export const RUNS = positive('LOGBELL_BENCH_RUNS', 5);

/** Fraction of the full size that is run (`LOGBELL_BENCH_SCALE`, such as 0.1); the limits apply to 1. */
export const SCALE = positive('LOGBELL_BENCH_SCALE', 1);

/** Scales a full size to a whole number of at least `least`. */
export function scaled(full: number, least = 1): number {
  return Math.max(least, Math.round(full * SCALE));
}

function positive(variable: string, fallback: number): number {
  const value = Number(process.env[variable] ?? fallback);
  if (!(value > 0)) {
    throw new Error(`${variable} must be a number above zero.`);
  }
  return value;
}

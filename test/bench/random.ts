/** Returns whole numbers from 0 to below `below`; the same seed gives the same numbers everywhere. */
export type Random = (below: number) => number;

/**
 * Returns numbers in [0, 1) of the generator "mulberry32" (Tommy Ettinger, public domain): small, even and fast enough
 * to fill files.
 */
export function seededFraction(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Returns whole numbers of the same generator. */
export function seededRandom(seed: number): Random {
  const fraction = seededFraction(seed);
  return (below) => Math.floor(fraction() * below);
}

/** Picks one of these. */
export function pick(random: Random, from: readonly string[]): string {
  return from[random(from.length)] ?? '';
}

import type { ByteLiteral } from './byte-literal';
import { TOLD_BY_BYTES, type TextStatistics } from './text-statistics';

/** Groups of literals: as many as a byte has bits. */
const GROUPS = 8;

/** The low and the high nibbles that one place of a group lets through, as bit sets. */
interface Nibbles {
  readonly low: number;
  readonly high: number;
}

/** For each place of the window, what a group lets through. */
export type Group = readonly Nibbles[];

/** How common the nibbles of bytes are, and the bytes: shares that add up to 1. */
interface NibbleShares {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

const ANY: Nibbles = { low: 0xffff, high: 0xffff };
const NONE: Nibbles = { low: 0, high: 0 };

/** Puts each literal to the group that lets the least more through for it. `windows`: where each one's window begins. */
export function literalGroups(
  literals: readonly ByteLiteral[],
  windows: readonly number[],
  texts: TextStatistics,
): Group[] {
  const shares = nibbleShares(texts.shares);
  const groups: Group[] = Array.from({ length: GROUPS }, () => Array<Nibbles>(TOLD_BY_BYTES).fill(NONE));
  const passing = groups.map(() => 0);
  literals.forEach((literal, number) => {
    const window = windowNibbles(literal, windows[number] ?? 0);
    const wider = groups.map((group) => group.map((nibbles, at) => joined(nibbles, window[at] ?? ANY)));
    const after = wider.map((group) => letThrough(group, shares));
    const growth = after.map((share, group) => share - (passing[group] ?? 0));
    const best = growth.indexOf(Math.min(...growth));
    groups[best] = wider[best] ?? [];
    passing[best] = after[best] ?? 0;
  });
  return groups;
}

/** The share of the places of a text that the groups let through, by low nibbles alone and by both. */
export function passingShares(groups: readonly Group[], texts: TextStatistics): { low: number; both: number } {
  const shares = nibbleShares(texts.shares);
  const sum = (share: (nibbles: Nibbles) => number): number =>
    groups.reduce((total, group) => total + group.reduce((product, nibbles) => product * share(nibbles), 1), 0);
  return {
    low: sum(({ low }) => shareOf(low, shares.low)),
    both: sum((nibbles) => bytesLetThrough(nibbles, texts.shares)),
  };
}

/** The nibbles of a window; a literal shorter than the window lets anything follow. */
function windowNibbles({ value, mask }: ByteLiteral, offset: number): Nibbles[] {
  return Array.from(value.subarray(offset, offset + TOLD_BY_BYTES), (byte, at) => {
    const either = mask[offset + at] === 0xff ? byte : byte | 0x20;
    return { low: 1 << (byte & 15), high: (1 << (byte >> 4)) | (1 << (either >> 4)) };
  });
}

function joined(a: Nibbles, b: Nibbles): Nibbles {
  return { low: a.low | b.low, high: a.high | b.high };
}

/** As if the nibbles of a byte had nothing to do with each other: near enough to choose by, and quick. */
function letThrough(group: Group, shares: NibbleShares): number {
  return group.reduce((product, { low, high }) => product * shareOf(low, shares.low) * shareOf(high, shares.high), 1);
}

function bytesLetThrough({ low, high }: Nibbles, byteShares: Float64Array): number {
  return byteShares.reduce(
    (sum, share, byte) => ((low >> (byte & 15)) & (high >> (byte >> 4)) & 1 ? sum + share : sum),
    0,
  );
}

function shareOf(nibbles: number, shares: Float64Array): number {
  let sum = 0;
  for (let rest = nibbles; rest !== 0; rest &= rest - 1) {
    sum += shares[31 - Math.clz32(rest & -rest)] ?? 0;
  }
  return sum;
}

function nibbleShares(byteShares: Float64Array): NibbleShares {
  const low = new Float64Array(16);
  const high = new Float64Array(16);
  byteShares.forEach((share, byte) => {
    low[byte & 15] = (low[byte & 15] ?? 0) + share;
    high[byte >> 4] = (high[byte >> 4] ?? 0) + share;
  });
  return { low, high };
}

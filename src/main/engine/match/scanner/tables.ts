import { type ByteLiteral, type TextStatistics, TOLD_BY_BYTES, WINDOW_BYTES } from './literal';

/** The layout that assembly/literal-scan.ts reads, bytes. */
const NIBBLE_TABLE_BYTES = 16;
const CHAIN_BOUND_AT = 128;
const HEADS_AT = 144;
const CHAINS = 4_096;
const LITERALS_AT = HEADS_AT + CHAINS * 2;
const RECORD_BYTES = 48;
const MASK_AT = 16;
const OFFSET_AT = 32;
const LENGTH_AT = 36;
const NEXT_AT = 40;

/** Most literals searched for at once. */
export const MAX_LITERALS = 4_096;
/** Bytes that the tables of so many take. */
export const MAX_TABLE_BYTES = LITERALS_AT + MAX_LITERALS * RECORD_BYTES;

/** What the search by both nibbles costs more per byte than that by one, as a share of what a false place costs. */
const BOTH_NIBBLES_COST = 0.012;

/** Which search of assembly/literal-scan.ts finds the literals fastest. */
type ScanKind = 'one' | 'few' | 'many';

const NO_PAIR = [0, 0] as const;

/** Everything a search goes by. */
export interface ScanTables {
  readonly kind: ScanKind;
  /** The tables as they lie in the memory of the search. */
  readonly image: Uint8Array;
  /** For a literal that is alone: the two places in it whose bytes are rarest. */
  readonly rarest: readonly [number, number];
}

/** Makes the tables for a search in texts such as `texts` describes; at most `MAX_LITERALS`. */
export function scanTables(literals: readonly ByteLiteral[], texts: TextStatistics): ScanTables {
  const image = new Uint8Array(LITERALS_AT + literals.length * RECORD_BYTES);
  const windows = literals.map((literal) => rarestWindow(literal, texts).at);
  writeLiterals(image, literals, windows);
  const [first, second] = literals;
  if (first && !second) {
    return { kind: 'one', image, rarest: rarestPair(first, texts) };
  }
  const groups = literalGroups(literals, windows, texts);
  groups.forEach((group, number) => writeGroup(image, group, 1 << number));
  const { low, both } = passingShares(groups, texts);
  return { kind: low < both + BOTH_NIBBLES_COST ? 'few' : 'many', image, rarest: NO_PAIR };
}

/** Where the part of a literal begins that is rarest, and how likely it is at a place of a text. */
export function rarestWindow(literal: ByteLiteral, texts: TextStatistics): { at: number; share: number } {
  const last = Math.max(0, literal.value.length - TOLD_BY_BYTES);
  let best = { at: 0, share: texts.runShare(literal, 0) };
  for (let at = 1; at <= last; at += 1) {
    const share = texts.runShare(literal, at);
    best = share < best.share ? { at, share } : best;
  }
  return best;
}

function rarestPair(literal: ByteLiteral, texts: TextStatistics): [number, number] {
  const shares = Array.from(literal.value, (_byte, at) => texts.shareOf(literal, at));
  const order = shares.map((_share, at) => at).sort((a, b) => (shares[a] ?? 0) - (shares[b] ?? 0));
  return [order[0] ?? 0, order[1] ?? 0];
}

function writeLiterals(image: Uint8Array, literals: readonly ByteLiteral[], windows: readonly number[]): void {
  const view = new DataView(image.buffer);
  const lengths = new Uint16Array(CHAINS);
  let longest = 0;
  literals.forEach(({ value, mask }, number) => {
    const record = LITERALS_AT + number * RECORD_BYTES;
    const offset = windows[number] ?? 0;
    image.set(value, record);
    image.set(mask, record + MASK_AT);
    view.setUint32(record + OFFSET_AT, offset, true);
    view.setUint32(record + LENGTH_AT, value.length, true);
    const chain = chainOf(value.subarray(offset, offset + WINDOW_BYTES));
    const head = HEADS_AT + chain * 2;
    view.setUint32(record + NEXT_AT, view.getUint16(head, true), true);
    view.setUint16(head, number + 1, true);
    const length = (lengths[chain] ?? 0) + 1;
    lengths[chain] = length;
    longest = Math.max(longest, length);
  });
  view.setUint32(CHAIN_BOUND_AT, longest, true);
}

/** As `chainOf` in assembly/literal-scan.ts. */
function chainOf(window: Uint8Array): number {
  const key = window.reduce((bits, byte, at) => bits | (byte << (8 * at)), 0);
  return Math.imul(key | 0x202020, 0x9e3779b1) >>> 20;
}

function writeGroup(image: Uint8Array, group: Group, bit: number): void {
  group.forEach(({ low, high }, at) => {
    writeNibbles(image, 2 * at * NIBBLE_TABLE_BYTES, low, bit);
    writeNibbles(image, (2 * at + 1) * NIBBLE_TABLE_BYTES, high, bit);
  });
}

function writeNibbles(image: Uint8Array, table: number, nibbles: number, bit: number): void {
  for (let nibble = 0; nibble < NIBBLE_TABLE_BYTES; nibble += 1) {
    if ((nibbles >> nibble) & 1) {
      image[table + nibble] = (image[table + nibble] ?? 0) | bit;
    }
  }
}

/** Groups of literals: as many as a byte has bits. */
const GROUPS = 8;

/** The low and the high nibbles that one place of a group lets through, as bit sets. */
interface Nibbles {
  readonly low: number;
  readonly high: number;
}

/** For each place of the window, what a group lets through. */
type Group = readonly Nibbles[];

/** How common the nibbles of bytes are, and the bytes: shares that add up to 1. */
interface NibbleShares {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

const ANY: Nibbles = { low: 0xffff, high: 0xffff };
const NONE: Nibbles = { low: 0, high: 0 };

/** Puts each literal to the group that lets the least more through for it. `windows`: where each one's window begins. */
function literalGroups(literals: readonly ByteLiteral[], windows: readonly number[], texts: TextStatistics): Group[] {
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
function passingShares(groups: readonly Group[], texts: TextStatistics): { low: number; both: number } {
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

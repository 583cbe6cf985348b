import { type ByteLiteral, type TextStatistics, FILTER_BYTES, WINDOW_BYTES } from './literal';

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
/** Size of the tables for `MAX_LITERALS`, bytes. */
export const MAX_TABLE_BYTES = LITERALS_AT + MAX_LITERALS * RECORD_BYTES;

/** Extra cost per byte of a search by both nibbles over one by low nibbles, as a share of a false candidate's cost. */
const BOTH_NIBBLES_COST = 0.012;

/** Search of assembly/literal-scan.ts that finds the literals fastest. */
type ScanKind = 'one' | 'few' | 'many';

const NO_PAIR = [0, 0] as const;

/** Input of a search. */
export interface ScanTables {
  readonly kind: ScanKind;
  /** Tables in the layout of the scan memory. */
  readonly image: Uint8Array;
  /** For a single literal: the two places in it whose bytes are rarest. */
  readonly rarest: readonly [number, number];
}

/** Builds the tables that search texts with the statistics `texts` for at most `MAX_LITERALS` literals. */
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
  const { low, both } = passRates(groups, texts);
  return { kind: low < both + BOTH_NIBBLES_COST ? 'few' : 'many', image, rarest: NO_PAIR };
}

/** Start of the literal's rarest `FILTER_BYTES`, and their probability at any place of a text. */
export function rarestWindow(literal: ByteLiteral, texts: TextStatistics): { at: number; share: number } {
  const last = Math.max(0, literal.value.length - FILTER_BYTES);
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

/** Mirrors `chainOf` in assembly/literal-scan.ts. */
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

/** Groups of literals, one per bit of a byte. */
const GROUPS = 8;

/** Low and high nibbles that one place of a group accepts, as bit sets. */
interface Nibbles {
  readonly low: number;
  readonly high: number;
}

/** Nibbles that a group accepts at each of `FILTER_BYTES` places. */
type Group = readonly Nibbles[];

/** Frequencies of the nibbles; each array adds up to 1. */
interface NibbleShares {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

const ANY: Nibbles = { low: 0xffff, high: 0xffff };
const NONE: Nibbles = { low: 0, high: 0 };

/** Assigns each literal to the group whose pass rate grows the least. `windows`: start of each literal's window. */
function literalGroups(literals: readonly ByteLiteral[], windows: readonly number[], texts: TextStatistics): Group[] {
  const shares = nibbleShares(texts.shares);
  const groups: Group[] = Array.from({ length: GROUPS }, () => Array<Nibbles>(FILTER_BYTES).fill(NONE));
  const passing = groups.map(() => 0);
  literals.forEach((literal, number) => {
    const window = windowNibbles(literal, windows[number] ?? 0);
    const wider = groups.map((group) => group.map((nibbles, at) => union(nibbles, window[at] ?? ANY)));
    const after = wider.map((group) => passRate(group, shares));
    const growth = after.map((share, group) => share - (passing[group] ?? 0));
    const best = growth.indexOf(Math.min(...growth));
    groups[best] = wider[best] ?? [];
    passing[best] = after[best] ?? 0;
  });
  return groups;
}

/** Share of the places of a text that the groups accept, by low nibbles alone and by both. */
function passRates(groups: readonly Group[], texts: TextStatistics): { low: number; both: number } {
  const shares = nibbleShares(texts.shares);
  const sum = (share: (nibbles: Nibbles) => number): number =>
    groups.reduce((total, group) => total + group.reduce((product, nibbles) => product * share(nibbles), 1), 0);
  return {
    low: sum(({ low }) => shareOf(low, shares.low)),
    both: sum((nibbles) => bytePassRate(nibbles, texts.shares)),
  };
}

/** Nibbles of a window; missing places of a shorter literal accept anything. */
function windowNibbles({ value, mask }: ByteLiteral, offset: number): Nibbles[] {
  return Array.from(value.subarray(offset, offset + FILTER_BYTES), (byte, at) => {
    const either = mask[offset + at] === 0xff ? byte : byte | 0x20;
    return { low: 1 << (byte & 15), high: (1 << (byte >> 4)) | (1 << (either >> 4)) };
  });
}

function union(a: Nibbles, b: Nibbles): Nibbles {
  return { low: a.low | b.low, high: a.high | b.high };
}

/** Estimates the share of places that a group accepts, treating nibbles as independent: fast and close enough. */
function passRate(group: Group, shares: NibbleShares): number {
  return group.reduce((product, { low, high }) => product * shareOf(low, shares.low) * shareOf(high, shares.high), 1);
}

function bytePassRate({ low, high }: Nibbles, byteShares: Float64Array): number {
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

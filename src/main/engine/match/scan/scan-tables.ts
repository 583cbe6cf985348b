import { WINDOW_BYTES, type ByteLiteral } from './byte-literal';
import { literalGroups, passingShares, type Group } from './literal-groups';
import { TOLD_BY_BYTES, type TextStatistics } from './text-statistics';

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

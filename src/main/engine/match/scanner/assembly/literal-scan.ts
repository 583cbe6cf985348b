// AssemblyScript, compiled to WebAssembly by scripts/build/assembly.mjs. tables.ts writes the tables, memory.ts
// reads the hits.

/** Offsets in a table of the length of the longest chain, the heads of the chains, and the literals. */
const CHAIN_BOUND: usize = 128;
const HEADS: usize = 144;
const LITERALS: usize = HEADS + 4096 * 2;
const LITERAL_BYTES: usize = 48;

/** One literal: 16 bytes to compare, 16 bytes of mask, the offset of its window, its length, the next in its chain. */
const MASK: usize = 16;
const OFFSET: usize = 32;
const LENGTH: usize = 36;
const NEXT: usize = 40;

/** Hashes the bytes of a window to a chain; ignores case (bit 0x20). */
function chainOf(key: u32): u32 {
  return (((key & 0xffffff) | 0x202020) * 0x9e3779b1) >>> 20;
}

function isThere(literal: usize, at: usize): bool {
  const difference = v128.and(v128.xor(v128.load(at), v128.load(literal)), v128.load(literal, MASK));
  return !v128.any_true(difference);
}

/** Appends the literals whose window starts at `at` to `hits` and returns the new number of hits. */
function confirm(tables: usize, at: usize, start: usize, to: usize, hits: usize, found: i32): i32 {
  let count = found;
  let number = <u32>load<u16>(tables + HEADS + ((<usize>chainOf(load<u32>(at))) << 1));
  while (number !== 0) {
    const literal = tables + LITERALS + <usize>(number - 1) * LITERAL_BYTES;
    const first = at - <usize>load<u32>(literal, OFFSET);
    if (first >= start && first + <usize>load<u32>(literal, LENGTH) <= to && isThere(literal, first)) {
      store<u32>(hits + ((<usize>count) << 3), <u32>at, 8);
      store<u32>(hits + ((<usize>count) << 3), number - 1, 12);
      count += 1;
    }
    number = load<u32>(literal, NEXT);
  }
  return count;
}

/**
 * Appends the literals whose filter window ends at a place marked in the 32 bytes from `block`. Returns the new number
 * of hits, or -1 minus it if `hits` is full.
 */
function confirmAll(
  tables: usize,
  block: usize,
  marked: u32,
  start: usize,
  to: usize,
  hits: usize,
  found: i32,
  capacity: i32,
): i32 {
  const longestChain = load<i32>(tables, CHAIN_BOUND);
  let count = found;
  for (let places = marked; places !== 0; places &= places - 1) {
    const at = block + <usize>ctz(places) - 3;
    if (at + 3 > to) {
      break;
    }
    if (count + longestChain > capacity) {
      store<u32>(hits, <u32>at);
      return -1 - count;
    }
    count = confirm(tables, at, start, to, hits, count);
  }
  return count;
}

function marks(a: v128, b: v128): u32 {
  const none = i32x4.splat(0);
  return (<u32>i8x16.bitmask(i8x16.ne(a, none))) | ((<u32>i8x16.bitmask(i8x16.ne(b, none))) << 16);
}

/** Shifts the bytes of `before` and `now` by 3, 2 or 1 places. */
function late3(before: v128, now: v128): v128 {
  return i8x16.shuffle(before, now, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28);
}

function late2(before: v128, now: v128): v128 {
  return i8x16.shuffle(before, now, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
}

function late1(before: v128, now: v128): v128 {
  return i8x16.shuffle(before, now, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
}

function both(low: v128, high: v128, lowNibbles: v128, highNibbles: v128): v128 {
  return v128.and(i8x16.swizzle(low, lowNibbles), i8x16.swizzle(high, highNibbles));
}

function all(a: v128, b: v128, c: v128, d: v128): v128 {
  return v128.and(v128.and(a, b), v128.and(c, d));
}

/**
 * Finds many literals at once ("Teddy" of the Hyperscan library): the nibbles of four bytes select among eight groups
 * of literals, 16 places at a time; candidate places are then compared with the literals. Checks windows that start in
 * [from, to); a literal must lie within [start, to). Writes the address to continue from to `hits`, then from
 * `hits` + 8 pairs of address and literal, and returns the number of pairs.
 */
export function scanMany(tables: usize, start: usize, from: usize, to: usize, hits: usize, capacity: i32): i32 {
  const low0 = v128.load(tables);
  const high0 = v128.load(tables, 16);
  const low1 = v128.load(tables, 32);
  const high1 = v128.load(tables, 48);
  const low2 = v128.load(tables, 64);
  const high2 = v128.load(tables, 80);
  const low3 = v128.load(tables, 96);
  const high3 = v128.load(tables, 112);
  const nibble = i8x16.splat(15);
  let before0 = i32x4.splat(0);
  let before1 = i32x4.splat(0);
  let before2 = i32x4.splat(0);
  let count = 0;
  // A window of three bytes at the very end is marked one place past it.
  for (let block = from; block <= to; block += 32) {
    const a = v128.load(block);
    const aLow = v128.and(a, nibble);
    const aHigh = v128.and(i16x8.shr_u(a, 4), nibble);
    const a0 = both(low0, high0, aLow, aHigh);
    const a1 = both(low1, high1, aLow, aHigh);
    const a2 = both(low2, high2, aLow, aHigh);
    const inA = all(late3(before0, a0), late2(before1, a1), late1(before2, a2), both(low3, high3, aLow, aHigh));
    const b = v128.load(block, 16);
    const bLow = v128.and(b, nibble);
    const bHigh = v128.and(i16x8.shr_u(b, 4), nibble);
    before0 = both(low0, high0, bLow, bHigh);
    before1 = both(low1, high1, bLow, bHigh);
    before2 = both(low2, high2, bLow, bHigh);
    const inB = all(late3(a0, before0), late2(a1, before1), late1(a2, before2), both(low3, high3, bLow, bHigh));
    if (v128.any_true(v128.or(inA, inB))) {
      count = confirmAll(tables, block, marks(inA, inB), start, to, hits, count, capacity);
      if (count < 0) {
        return -1 - count;
      }
    }
  }
  store<u32>(hits, <u32>to);
  return count;
}

/** Like `scanMany`, by the low nibbles alone: cheaper, and sufficient if the groups are small. */
export function scanFew(tables: usize, start: usize, from: usize, to: usize, hits: usize, capacity: i32): i32 {
  const low0 = v128.load(tables);
  const low1 = v128.load(tables, 32);
  const low2 = v128.load(tables, 64);
  const low3 = v128.load(tables, 96);
  const nibble = i8x16.splat(15);
  let before0 = i32x4.splat(0);
  let before1 = i32x4.splat(0);
  let before2 = i32x4.splat(0);
  let count = 0;
  for (let block = from; block <= to; block += 32) {
    const a = v128.and(v128.load(block), nibble);
    const a0 = i8x16.swizzle(low0, a);
    const a1 = i8x16.swizzle(low1, a);
    const a2 = i8x16.swizzle(low2, a);
    const inA = all(late3(before0, a0), late2(before1, a1), late1(before2, a2), i8x16.swizzle(low3, a));
    const b = v128.and(v128.load(block, 16), nibble);
    before0 = i8x16.swizzle(low0, b);
    before1 = i8x16.swizzle(low1, b);
    before2 = i8x16.swizzle(low2, b);
    const inB = all(late3(a0, before0), late2(a1, before1), late1(a2, before2), i8x16.swizzle(low3, b));
    if (v128.any_true(v128.or(inA, inB))) {
      count = confirmAll(tables, block, marks(inA, inB), start, to, hits, count, capacity);
      if (count < 0) {
        return -1 - count;
      }
    }
  }
  store<u32>(hits, <u32>to);
  return count;
}

/**
 * Finds one literal by two of its bytes, `first` and `second` (places in the literal), 64 places at a time. Otherwise
 * like `scanMany`; the address of a hit is the start of the literal.
 */
export function scanOne(
  tables: usize,
  from: usize,
  to: usize,
  hits: usize,
  capacity: i32,
  first: usize,
  second: usize,
): i32 {
  const literal = tables + LITERALS;
  const length = <usize>load<u32>(literal, LENGTH);
  const byte1 = i8x16.splat(load<i8>(literal + first));
  const mask1 = i8x16.splat(load<i8>(literal + first, MASK));
  const byte2 = i8x16.splat(load<i8>(literal + second));
  const mask2 = i8x16.splat(load<i8>(literal + second, MASK));
  let count = 0;
  for (let block = from; block + length <= to; block += 64) {
    const at1 = block + first;
    const at2 = block + second;
    const a = v128.and(
      i8x16.eq(v128.and(v128.load(at1), mask1), byte1),
      i8x16.eq(v128.and(v128.load(at2), mask2), byte2),
    );
    const b = v128.and(
      i8x16.eq(v128.and(v128.load(at1, 16), mask1), byte1),
      i8x16.eq(v128.and(v128.load(at2, 16), mask2), byte2),
    );
    const c = v128.and(
      i8x16.eq(v128.and(v128.load(at1, 32), mask1), byte1),
      i8x16.eq(v128.and(v128.load(at2, 32), mask2), byte2),
    );
    const d = v128.and(
      i8x16.eq(v128.and(v128.load(at1, 48), mask1), byte1),
      i8x16.eq(v128.and(v128.load(at2, 48), mask2), byte2),
    );
    if (v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) {
      let places: u64 =
        (<u64>(<u32>i8x16.bitmask(a))) |
        ((<u64>(<u32>i8x16.bitmask(b))) << 16) |
        ((<u64>(<u32>i8x16.bitmask(c))) << 32) |
        ((<u64>(<u32>i8x16.bitmask(d))) << 48);
      while (places !== 0) {
        const at = block + <usize>ctz(places);
        if (at + length > to) {
          break;
        }
        if (count === capacity) {
          store<u32>(hits, <u32>at);
          return count;
        }
        if (isThere(literal, at)) {
          store<u32>(hits + ((<usize>count) << 3), <u32>at, 8);
          store<u32>(hits + ((<usize>count) << 3), 0, 12);
          count += 1;
        }
        places &= places - 1;
      }
    }
  }
  store<u32>(hits, <u32>to);
  return count;
}

/** Counts the bytes 0x0A in [from, to). */
export function countNewlines(from: usize, to: usize): i32 {
  const newline = i8x16.splat(10);
  let count = 0;
  let at = from;
  for (; at + 16 <= to; at += 16) {
    count += popcnt(i8x16.bitmask(i8x16.eq(v128.load(at), newline)));
  }
  for (; at < to; at += 1) {
    count += i32(load<u8>(at) === 10);
  }
  return count;
}

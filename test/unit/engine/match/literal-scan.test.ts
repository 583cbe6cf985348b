import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteLiteral, TextStatistics, TYPICAL_TEXT } from '../../../../src/main/engine/match/scanner/literal';
import { LiteralHits, ScanMemory } from '../../../../src/main/engine/match/scanner/memory';
import { scanTables, type ScanTables } from '../../../../src/main/engine/match/scanner/build-tables';

function literal(text: string, ignoreCase = false): ByteLiteral {
  const mask = Buffer.from(Array.from(text, (letter) => (ignoreCase && /[a-z]/i.test(letter) ? 0xdf : 0xff)));
  const value = Buffer.from(text, 'latin1').map((byte, at) => byte & (mask[at] ?? 0));
  return { value, mask, key: `${text}/${ignoreCase}` };
}

function memoryFor(bytes: number): ScanMemory {
  const memory = ScanMemory.create(bytes);
  if (!memory) {
    throw new Error('WebAssembly with SIMD is needed here');
  }
  return memory;
}

/** All places where each literal starts, by its index. */
function placesPlainly(text: Buffer, literals: readonly ByteLiteral[]): number[][] {
  return literals.map(({ value, mask }) => {
    const places: number[] = [];
    for (let at = 0; at + value.length <= text.length; at += 1) {
      if (value.every((byte, offset) => ((text[at + offset] ?? 0) & (mask[offset] ?? 0)) === byte)) {
        places.push(at);
      }
    }
    return places;
  });
}

/** Hits of each literal, and if each lies within its literal. */
function placesFound(memory: ScanMemory, tables: ScanTables, text: Buffer, count: number): number[][] {
  const found: number[][] = Array.from({ length: count }, () => []);
  const place = memory.place(text);
  if (!place) {
    throw new Error('the text is too long to be copied');
  }
  let last = 0;
  let inOrder = true;
  const hits = new LiteralHits(memory, tables, place);
  while (hits.at < Infinity) {
    inOrder &&= hits.at >= last;
    last = hits.at;
    found[hits.literal]?.push(hits.at);
    hits.next();
  }
  expect(inOrder).toBe(true);
  return found;
}

function expectSamePlaces(found: number[][], expected: number[][], literals: readonly ByteLiteral[]): void {
  literals.forEach(({ value }, number) => {
    const places = expected[number] ?? [];
    const hits = found[number] ?? [];
    expect(hits).toHaveLength(places.length);
    expect(hits.filter((at, hit) => !isWithin(at, places[hit] ?? Infinity, value.length))).toEqual([]);
  });
}

function isWithin(at: number, start: number, length: number): boolean {
  return at >= start && at < start + length;
}

const KINDS = ['one', 'few', 'many'] as const;

describe('the search for literals', () => {
  const letters = fc.constantFrom('a', 'b', 'A', '\x81', ' ');
  const texts = fc.array(letters, { maxLength: 200 }).map((all) => Buffer.from(all.join(''), 'latin1'));
  const literals = fc.uniqueArray(
    fc
      .tuple(fc.array(letters, { minLength: 3, maxLength: 16 }), fc.boolean())
      .map(([all, ignoreCase]) => literal(all.join(''), ignoreCase)),
    { minLength: 1, maxLength: 40, selector: ({ key }) => key },
  );

  it('finds each literal at any position, and nothing else', () => {
    const memory = memoryFor(4_096);
    fc.assert(
      fc.property(literals, texts, fc.nat(64), fc.constantFrom(...KINDS), (all, text, offset, kind) => {
        // Bytes before and after the text must not count.
        memory.buffer.fill('ab A');
        text.copy(memory.buffer, offset);
        const tables = { ...scanTables(all, TYPICAL_TEXT), ...(all.length > 1 && kind !== 'one' ? { kind } : {}) };
        const placed = memory.buffer.subarray(offset, offset + text.length);
        expectSamePlaces(placesFound(memory, tables, placed, all.length), placesPlainly(text, all), all);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(KINDS)('finds a literal at every distance from the start of a block and of the memory (%s)', (kind) => {
    const memory = memoryFor(4_096);
    const wanted = literal('disk full');
    const all = kind === 'one' ? [wanted] : [wanted, literal('no space left')];
    const tables = { ...scanTables(all, TYPICAL_TEXT), kind };
    for (let offset = 0; offset < 32; offset += 1) {
      for (let before = 0; before < 130; before += 1) {
        const text = Buffer.from(`${'.'.repeat(before)}disk full`);
        text.copy(memory.buffer, offset);
        const found = placesFound(memory, tables, memory.buffer.subarray(offset, offset + text.length), all.length);
        expect(found[0]).toHaveLength(1);
        const short = memory.buffer.subarray(offset, offset + text.length - 1);
        expect(placesFound(memory, tables, short, all.length)[0]).toHaveLength(0);
      }
    }
  });

  it.each(KINDS)('continues where the space for hits is used up (%s)', (kind) => {
    const memory = memoryFor(1_024 * 1_024);
    const all = kind === 'one' ? [literal('aaa')] : [literal('aaa'), literal('aaaa'), literal('baa')];
    const tables = { ...scanTables(all, TYPICAL_TEXT), kind };
    const text = memory.buffer.subarray(3, 50_003).fill('a');
    const found = placesFound(memory, tables, text, all.length);
    expect(found.map((places) => places.length)).toEqual(kind === 'one' ? [49_998] : [49_998, 49_997, 0]);
  });

  it('finds each of thousands of literals', () => {
    const memory = memoryFor(256 * 1_024);
    const all = Array.from({ length: 4_000 }, (_none, number) => literal(`code ${number * 7}.`));
    const text = Buffer.from(all.map(({ value }) => Buffer.from(value).toString('latin1')).join('\n'));
    const tables = scanTables(all, new TextStatistics(text));
    const found = placesFound(memory, tables, text, all.length);
    expect(found.every((places) => places.length === 1)).toBe(true);
  });

  it('copies a text from other memory, and reports one that is too long for that', () => {
    const memory = memoryFor(4_096);
    const tables = scanTables([literal('needle')], TYPICAL_TEXT);
    const text = Buffer.concat([Buffer.alloc(memory.longestCopy - 6, '.'), Buffer.from('needle')]);
    expect(placesFound(memory, tables, text, 1)).toEqual([[expect.any(Number)]]);
    expect(memory.place(Buffer.alloc(memory.longestCopy + 1))).toBeNull();
  });
});

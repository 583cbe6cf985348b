interface ByteDecoder {
  decode(bytes: Uint8Array): string;
}

/**
 * Part of Node and of every browser (WHATWG Encoding); declared here since this folder compiles without the types of
 * either.
 */
const platform = globalThis as unknown as { TextDecoder: new (label: string) => ByteDecoder };

const FIRST_ROW = 0xa1;
const LAST_ROW = 0xfe;
const HANGUL_FIRST = 0xac00;
const HANGUL_LAST = 0xd7a3;
/** Replacement character of the decoder for cells without a character. */
const UNKNOWN = 0xfffd;

/** Added to KS X 1001 in 1998. CP949 and the WHATWG index have € and ®, but Node's decoder (ICU) lacks them. */
const ADDED_LATER = [0x20ac, 0xae];

let symbols: ReadonlySet<number> | undefined;

/** Bytes of a code point in CP949: 1 or 2, or 0 if CP949 lacks it (SENS cannot send it). */
export function cp949Bytes(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x80) {
    return 1;
  }
  if (codePoint >= HANGUL_FIRST && codePoint <= HANGUL_LAST) {
    return 2;
  }
  return ksSymbols().has(codePoint) ? 2 : 0;
}

/**
 * True if all Hangul syllables of `text` are among the 2,350 of KS X 1001. CP949 adds the others, and not every phone
 * or gateway knows them.
 */
export function isKoreanStandard(text: string): boolean {
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint >= HANGUL_FIRST && codePoint <= HANGUL_LAST && !ksSymbols().has(codePoint)) {
      return false;
    }
  }
  return true;
}

/** Code points of KS X 1001, read from the platform's decoder. CP949 adds only Hangul syllables. */
function ksSymbols(): ReadonlySet<number> {
  symbols ??= readKsSymbols();
  return symbols;
}

function readKsSymbols(): ReadonlySet<number> {
  const cells: number[] = [];
  for (let row = FIRST_ROW; row <= LAST_ROW; row += 1) {
    for (let cell = FIRST_ROW; cell <= LAST_ROW; cell += 1) {
      cells.push(row, cell);
    }
  }
  // In one call: 8,836 calls would take longer than everything else for the first text.
  const decoded = new platform.TextDecoder('euc-kr').decode(Uint8Array.from(cells));
  const codePoints = Array.from(decoded, (character) => character.codePointAt(0) ?? UNKNOWN);
  return new Set([...ADDED_LATER, ...codePoints.filter((each) => each !== UNKNOWN && !isPrivate(each))]);
}

/** True for a code point of the Unicode Private Use Area; CP949 reserves cells for them. */
function isPrivate(codePoint: number): boolean {
  return codePoint >= 0xe000 && codePoint <= 0xf8ff;
}

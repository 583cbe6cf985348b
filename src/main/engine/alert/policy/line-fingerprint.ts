/** UTF-16 units of a line that its fingerprint depends on. */
const LONGEST_READ = 2_000;

const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;
const MAIL_ADDRESS = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;
const CALENDAR = 'jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun'.split(' ');

/** Classes of UTF-16 units; a unit may have several. */
const DIGIT = 1;
const LETTER = 2;
const HEX = 4;
const COLON = 8;
const UNDERSCORE = 16;
const SPACE = 32;
const WORD = DIGIT | LETTER;
const WORD_OR_COLON = WORD | COLON | UNDERSCORE;

/** First and last unit of the classes of letters and digits. */
const RANGES = [
  ['0', '9', DIGIT | HEX],
  ['A', 'F', LETTER | HEX],
  ['G', 'Z', LETTER],
  ['a', 'f', LETTER | HEX],
  ['g', 'z', LETTER],
  [':', ':', COLON],
  ['_', '_', UNDERSCORE],
] as const;
/** White space and line ends of ECMAScript, as `\s` has them (ECMA-262, 12.2 and 12.3). */
const SPACES =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005' +
  '\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

const CLASSES = classesOfUnits();

const MASK = 0x23;
const BLANK = 0x20;
const COMMA = 0x2c;
const HYPHEN = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const LOWER_X = 0x78;
/** The bit that is set in lower-case ASCII letters only. */
const LOWER = 0x20;

const CALENDAR_WORDS = new Set(
  CALENDAR.map((word) =>
    tripleOf(
      Array.from(word, (letter) => letter.charCodeAt(0)),
      0,
    ),
  ),
);

/** Multiplier of the 32-bit FNV-1a hash (RFC 9923). */
const FNV_PRIME = 0x0100_0193;

/**
 * Reads the fingerprints of lines: a line without the parts that differ each time, which are numbers, times, addresses,
 * hexadecimals, UUIDs and ids. It makes one pass over the line without intermediate strings, as a flood needs a
 * fingerprint for each match.
 */
export class FingerprintReader {
  /** The fingerprint read last; the units after its length are of earlier ones. */
  readonly units = new Uint16Array(LONGEST_READ);
  readonly #line = new Uint16Array(LONGEST_READ);
  #length = 0;

  /** UTF-16 units of the fingerprint. */
  get length(): number {
    return this.#length;
  }

  /** A hash of the fingerprint, 32 bits. */
  get hash(): number {
    const { units } = this;
    const length = this.#length;
    let hash = length;
    for (let index = 0; index < length; index += 1) {
      hash = Math.imul(hash ^ (units[index] ?? 0), FNV_PRIME);
    }
    return hash;
  }

  read(text: string): void {
    const line = this.#line;
    const end = this.#begin(withoutLongForms(text));
    for (let at = 0; at < end;) {
      const unit = line[at] ?? 0;
      const classes = CLASSES[unit] ?? 0;
      if ((classes & WORD_OR_COLON) !== 0) {
        at = this.#readRun(at, end);
      } else {
        at += 1;
        this.#readMark(unit, classes);
      }
    }
    if (this.units[this.#length - 1] === BLANK) {
      this.#length -= 1;
    }
  }

  /** Copies the line, which is quicker than two reads of each unit of a string; returns its length. */
  #begin(text: string): number {
    const length = Math.min(text.length, LONGEST_READ);
    for (let index = 0; index < length; index += 1) {
      this.#line[index] = text.charCodeAt(index);
    }
    this.#length = 0;
    return length;
  }

  /** Reads a unit outside of words: white space in a row becomes one blank, and none at the start. */
  #readMark(unit: number, classes: number): void {
    if (unit === MASK) {
      this.#mask();
    } else if ((classes & SPACE) === 0) {
      this.#add(unit);
    } else if (this.#length > 0 && this.units[this.#length - 1] !== BLANK) {
      this.#add(BLANK);
    }
  }

  /** Reads a run of letters, digits, underscores and colons from `from` on; returns its end. */
  #readRun(from: number, lineEnd: number): number {
    const line = this.#line;
    let end = from;
    let colons = 0;
    let sinceColon = 0;
    let isAddress = true;
    for (; end < lineEnd; end += 1) {
      const classes = CLASSES[line[end] ?? 0] ?? 0;
      if ((classes & WORD_OR_COLON) === 0) {
        break;
      }
      const isColon = (classes & COLON) !== 0;
      colons += isColon ? 1 : 0;
      sinceColon = isColon ? 0 : sinceColon + 1;
      isAddress &&= sinceColon <= 4 && (classes & (COLON | HEX)) !== 0;
    }
    // IPv6 and hardware addresses; times of day have the same form and are masked as well.
    if (isAddress && colons >= 2 && colons <= 7) {
      this.#mask();
    } else {
      this.#readWords(from, end);
    }
    return end;
  }

  #readWords(from: number, end: number): void {
    const line = this.#line;
    for (let at = from; at < end;) {
      const unit = line[at] ?? 0;
      if (((CLASSES[unit] ?? 0) & WORD) === 0) {
        this.#add(unit);
        at += 1;
      } else {
        at = this.#readWord(at, end);
      }
    }
  }

  /** Reads a run of letters and digits from `from` on; returns its end. */
  #readWord(from: number, runEnd: number): number {
    const line = this.#line;
    let end = from;
    let changes = 0;
    let last = 0;
    let all = 0;
    let isHex = true;
    for (; end < runEnd; end += 1) {
      const classes = CLASSES[line[end] ?? 0] ?? 0;
      const kind = classes & WORD;
      if (kind === 0) {
        break;
      }
      changes += kind === last ? 0 : 1;
      last = kind;
      all |= kind;
      isHex &&= (classes & HEX) !== 0;
    }
    if ((all & DIGIT) === 0) {
      this.#readLetters(from, end);
    } else if ((isHex && end - from >= 8) || this.#isMadeUp(from, end, changes) || this.#isPrefixedHex(from, end)) {
      this.#mask();
    } else {
      this.#readDigits(from, end);
    }
    return end;
  }

  #readLetters(from: number, end: number): void {
    if (end - from === 3 && CALENDAR_WORDS.has(tripleOf(this.#line, from))) {
      this.#mask();
      return;
    }
    for (let at = from; at < end; at += 1) {
      this.#add(this.#line[at] ?? 0);
    }
  }

  /** Masks each run of digits and keeps the letters: `eth#`, `E#`. */
  #readDigits(from: number, end: number): void {
    let isMasked = false;
    for (let at = from; at < end; at += 1) {
      const unit = this.#line[at] ?? 0;
      const isDigit = ((CLASSES[unit] ?? 0) & DIGIT) !== 0;
      if (!isDigit) {
        this.#add(unit);
      } else if (!isMasked) {
        this.#mask();
      }
      isMasked = isDigit;
    }
  }

  /** True for letters and digits in turn, as in generated ids: `a8f3k2`, but not `eth0` or `E1001`. */
  #isMadeUp(from: number, end: number, changes: number): boolean {
    const beginsWithDigit = ((CLASSES[this.#line[from] ?? 0] ?? 0) & DIGIT) !== 0;
    return end - from >= 6 && changes >= (beginsWithDigit ? 3 : 4);
  }

  /** True for `0x` and hexadecimal digits. */
  #isPrefixedHex(from: number, end: number): boolean {
    const line = this.#line;
    if (end - from < 3 || line[from] !== ZERO || ((line[from + 1] ?? 0) | LOWER) !== LOWER_X) {
      return false;
    }
    return line.subarray(from + 2, end).every((unit) => ((CLASSES[unit] ?? 0) & HEX) !== 0);
  }

  #add(unit: number): void {
    this.units[this.#length] = unit;
    this.#length += 1;
  }

  /**
   * Masks a part. Masked parts with a dot or a comma between them are one: a decimal, an address, a fraction of a
   * second.
   */
  #mask(): void {
    const { units } = this;
    const before = units[this.#length - 1];
    if (this.#length >= 2 && (before === DOT || before === COMMA) && units[this.#length - 2] === MASK) {
      this.#length -= 1;
    } else {
      this.#add(MASK);
    }
  }
}

/** Masks UUIDs and mail addresses; most lines have neither and need no search for them. */
function withoutLongForms(text: string): string {
  const line = text.length > LONGEST_READ ? text.slice(0, LONGEST_READ) : text;
  const withoutIds = mayHoldUuid(line) ? line.replace(UUID, '#') : line;
  return withoutIds.includes('@') ? withoutIds.replace(MAIL_ADDRESS, '#') : withoutIds;
}

function mayHoldUuid(line: string): boolean {
  for (let at = line.indexOf('-'); at >= 0; at = line.indexOf('-', at + 1)) {
    // Offsets of the other hyphens of a UUID from its first.
    if (isHyphen(line, at + 5) && isHyphen(line, at + 10) && isHyphen(line, at + 15)) {
      return true;
    }
  }
  return false;
}

function isHyphen(line: string, at: number): boolean {
  return line.charCodeAt(at) === HYPHEN;
}

function classesOfUnits(): Uint8Array {
  const classes = new Uint8Array(0x1_0000);
  for (const [first, last, ofRange] of RANGES) {
    classes.fill(ofRange, first.charCodeAt(0), last.charCodeAt(0) + 1);
  }
  for (const space of SPACES) {
    classes[space.charCodeAt(0)] = SPACE;
  }
  return classes;
}

/** Packs three ASCII letters into a number, ignoring their case. */
function tripleOf(units: ArrayLike<number>, from: number): number {
  return [0, 1, 2].reduce((triple, index) => (triple << 8) | ((units[from + index] ?? 0) | LOWER), 0);
}

/** Consecutive parts. */
export type RegexSequence = readonly RegexPart[];

/** A part of a regular expression; `source` is as written. */
export type RegexPart =
  | { readonly kind: 'character' | 'class' | 'assertion' | 'reference'; readonly source: string }
  | RegexGroup
  | { readonly kind: 'repeat'; readonly part: RegexPart; readonly min: number; readonly max: number };

/** A group or a lookaround; `open` is its start: `(`, `(?:`, `(?<name>`, `(?=`, `(?<!` and the like. */
export interface RegexGroup {
  readonly kind: 'group';
  readonly open: string;
  readonly alternatives: readonly RegexSequence[];
}

/** Structure of a regular expression. */
export interface RegexTree {
  readonly alternatives: readonly RegexSequence[];
  /** Numbers of its groups, from 1, and their names. */
  readonly names: ReadonlySet<string>;
  /** Nesting depth of its groups. */
  readonly depth: number;
}

/** Parses an expression that JavaScript accepts. */
export function regexTree({ source, unicode }: Pick<RegExp, 'source' | 'unicode'>): RegexTree {
  return new RegexReader(source, unicode).read();
}

/** True for a lookahead or lookbehind. */
export function looksAround({ open }: RegexGroup): boolean {
  return /[=!]$/.test(open);
}

/** Lower bound for the number of characters that a part consumes. */
export function leastOf(part: RegexPart): number {
  switch (part.kind) {
    case 'assertion':
    case 'reference':
      return 0;
    case 'character':
    case 'class':
      return 1;
    case 'group':
      return looksAround(part) ? 0 : Math.min(...part.alternatives.map(leastOfSequence));
    case 'repeat':
      return part.min * leastOf(part.part);
  }
}

function leastOfSequence(sequence: RegexSequence): number {
  return sequence.reduce((sum, part) => sum + leastOf(part), 0);
}

/** Number of parts after expanding all repetitions. */
export function sizeWrittenOut(parts: RegexSequence): number {
  return parts.reduce((sum, part) => sum + sizeOf(part), 0);
}

function sizeOf(part: RegexPart): number {
  switch (part.kind) {
    case 'assertion':
    case 'reference':
    case 'character':
    case 'class':
      return 1;
    case 'group':
      return part.alternatives.reduce((sum, sequence) => sum + 1 + sizeWrittenOut(sequence), 0);
    case 'repeat':
      return Math.max(1, part.max === Infinity ? part.min + 1 : part.max) * sizeOf(part.part);
  }
}

/** True if a part can only match the empty string. */
export function takesNothing(part: RegexPart): boolean {
  switch (part.kind) {
    case 'assertion':
      return true;
    case 'reference':
    case 'character':
    case 'class':
      return false;
    case 'group':
      return looksAround(part) || part.alternatives.every((sequence) => sequence.every(takesNothing));
    case 'repeat':
      return part.max === 0 || takesNothing(part.part);
  }
}

/** True if a part contains capturing groups. */
export function holdsCapture(part: RegexPart): boolean {
  switch (part.kind) {
    case 'repeat':
      return holdsCapture(part.part);
    case 'group':
      return (
        part.open === '(' ||
        part.open.endsWith('>') ||
        part.alternatives.some((sequence) => sequence.some(holdsCapture))
      );
    case 'assertion':
    case 'reference':
    case 'character':
    case 'class':
      return false;
  }
}

/** A token of an expression: its text and the named groups of `tokenRegex`. */
interface Sign {
  readonly text: string;
  readonly open?: string;
  readonly name?: string;
  readonly repeat?: string;
  readonly min?: string;
  readonly comma?: string;
  readonly max?: string;
  readonly assertion?: string;
  readonly class?: string;
  readonly reference?: string;
}

class RegexReader {
  readonly #signs: readonly Sign[];
  readonly #unicode: boolean;
  /** Names of the capturing groups. */
  readonly #names: readonly (string | undefined)[];
  #at = 0;
  #depth = 0;

  constructor(source: string, unicode: boolean) {
    this.#unicode = unicode;
    this.#signs = Array.from(source.matchAll(signRegex(source, unicode)), (sign) => ({
      ...sign.groups,
      text: sign[0],
    }));
    this.#names = this.#signs.flatMap(({ open, name }) => (open === '(' || name !== undefined ? [name] : []));
  }

  read(): RegexTree {
    const alternatives = this.#alternatives(0);
    const names = this.#names.flatMap((name, index) => [String(index + 1), ...(name === undefined ? [] : [name])]);
    return { alternatives, names: new Set(names), depth: this.#depth };
  }

  #alternatives(level: number): RegexSequence[] {
    this.#depth = Math.max(this.#depth, level);
    let sequence: RegexPart[] = [];
    const alternatives = [sequence];
    for (let sign = this.#next(); sign && sign.text !== ')'; sign = this.#next()) {
      const { text, open, repeat } = sign;
      const repeated = repeat === undefined ? undefined : sequence.pop();
      if (text === '|') {
        sequence = [];
        alternatives.push(sequence);
      } else if (open !== undefined) {
        sequence.push({ kind: 'group', open, alternatives: this.#alternatives(level + 1) });
      } else {
        sequence.push(repeated ? repetition(repeated, sign) : this.#leaf(sign));
      }
    }
    return alternatives;
  }

  #next(): Sign | undefined {
    return this.#signs[this.#at++];
  }

  #leaf({ text: source, assertion, class: characters, reference }: Sign): RegexPart {
    if (assertion !== undefined || characters !== undefined) {
      return { kind: assertion === undefined ? 'class' : 'assertion', source };
    }
    // Without flag `u`, a number beyond the last group is a character (ECMA-262, Annex B).
    const refers = reference !== undefined && (this.#unicode || !(Number(reference) > this.#names.length));
    return { kind: refers ? 'reference' : 'character', source };
  }
}

function repetition(part: RegexPart, { text, min, comma, max }: Sign): RegexPart {
  if (min === undefined) {
    return { kind: 'repeat', part, min: text.startsWith('+') ? 1 : 0, max: text.startsWith('?') ? 1 : Infinity };
  }
  const open = max === '' ? Infinity : Number(max);
  return { kind: 'repeat', part, min: Number(min), max: comma === undefined ? Number(min) : open };
}

/** Tokenizer of an expression. Some escapes depend on flag `u` and on named groups (ECMA-262, Annex B). */
function signRegex(source: string, unicode: boolean): RegExp {
  const named = unicode || /\(\?<[^=!]/.test(source);
  const signs = [
    /(?<open>\((?:\?(?:<?[=!]|<(?<name>[^>]*)>|[a-z-]*:))?)/,
    /(?<repeat>[*+?]|\{(?<min>\d+)(?:(?<comma>,)(?<max>\d*))?\})\??/,
    /(?<assertion>[$^]|\\[bB])/,
    unicode
      ? /(?<class>\[(?:\\[^]|[^\]\\])*\]|\.|\\[dDsSwW]|\\[pP]\{[^}]*\})/
      : /(?<class>\[(?:\\[^]|[^\]\\])*\]|\.|\\[dDsSwW])/,
    named ? /\\(?<reference>[1-9]\d*|k<[^>]*>)/ : /\\(?<reference>[1-9]\d*)/,
    unicode ? /\\u\{[^}]*\}/ : /\\0\d*/,
    /\\(?:u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z])/,
    /\\?[^]/,
  ];
  return new RegExp(signs.map((sign) => sign.source).join('|'), unicode ? 'gu' : 'g');
}

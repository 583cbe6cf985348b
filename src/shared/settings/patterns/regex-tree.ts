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
export function isLookaround({ open }: RegexGroup): boolean {
  return /[=!]$/.test(open);
}

/** Lower bound for the number of characters that a part consumes. */
export function minLength(part: RegexPart): number {
  switch (part.kind) {
    case 'assertion':
    case 'reference':
      return 0;
    case 'character':
    case 'class':
      return 1;
    case 'group':
      return isLookaround(part) ? 0 : Math.min(...part.alternatives.map(minSequenceLength));
    case 'repeat':
      return part.min * minLength(part.part);
  }
}

function minSequenceLength(sequence: RegexSequence): number {
  return sequence.reduce((sum, part) => sum + minLength(part), 0);
}

/** Number of parts after expanding all repetitions. */
export function expandedSize(parts: RegexSequence): number {
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
      return part.alternatives.reduce((sum, sequence) => sum + 1 + expandedSize(sequence), 0);
    case 'repeat':
      return Math.max(1, part.max === Infinity ? part.min + 1 : part.max) * sizeOf(part.part);
  }
}

/** True if a part can only match the empty string. */
export function isZeroWidth(part: RegexPart): boolean {
  switch (part.kind) {
    case 'assertion':
      return true;
    case 'reference':
    case 'character':
    case 'class':
      return false;
    case 'group':
      return isLookaround(part) || part.alternatives.every((sequence) => sequence.every(isZeroWidth));
    case 'repeat':
      return part.max === 0 || isZeroWidth(part.part);
  }
}

/** True if a part contains capturing groups. */
export function hasCapture(part: RegexPart): boolean {
  switch (part.kind) {
    case 'repeat':
      return hasCapture(part.part);
    case 'group':
      return (
        part.open === '(' || part.open.endsWith('>') || part.alternatives.some((sequence) => sequence.some(hasCapture))
      );
    case 'assertion':
    case 'reference':
    case 'character':
    case 'class':
      return false;
  }
}

/** A token of an expression: its text and the named groups of `tokenRegex`. */
interface Token {
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
  readonly #tokens: readonly Token[];
  readonly #unicode: boolean;
  /** Names of the capturing groups. */
  readonly #names: readonly (string | undefined)[];
  #at = 0;
  #depth = 0;

  constructor(source: string, unicode: boolean) {
    this.#unicode = unicode;
    this.#tokens = Array.from(source.matchAll(tokenRegex(source, unicode)), (token) => ({
      ...token.groups,
      text: token[0],
    }));
    this.#names = this.#tokens.flatMap(({ open, name }) => (open === '(' || name !== undefined ? [name] : []));
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
    for (let token = this.#next(); token && token.text !== ')'; token = this.#next()) {
      const { text, open, repeat } = token;
      const repeated = repeat === undefined ? undefined : sequence.pop();
      if (text === '|') {
        sequence = [];
        alternatives.push(sequence);
      } else if (open !== undefined) {
        sequence.push({ kind: 'group', open, alternatives: this.#alternatives(level + 1) });
      } else {
        sequence.push(repeated ? repetition(repeated, token) : this.#leaf(token));
      }
    }
    return alternatives;
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  #leaf({ text: source, assertion, class: characters, reference }: Token): RegexPart {
    if (assertion !== undefined || characters !== undefined) {
      return { kind: assertion === undefined ? 'class' : 'assertion', source };
    }
    // Without flag `u`, a number beyond the last group is a character (ECMA-262, Annex B).
    const refers = reference !== undefined && (this.#unicode || !(Number(reference) > this.#names.length));
    return { kind: refers ? 'reference' : 'character', source };
  }
}

function repetition(part: RegexPart, { text, min, comma, max }: Token): RegexPart {
  if (min === undefined) {
    return { kind: 'repeat', part, min: text.startsWith('+') ? 1 : 0, max: text.startsWith('?') ? 1 : Infinity };
  }
  const open = max === '' ? Infinity : Number(max);
  return { kind: 'repeat', part, min: Number(min), max: comma === undefined ? Number(min) : open };
}

/** Tokenizer of an expression. Some escapes depend on flag `u` and on named groups (ECMA-262, Annex B). */
function tokenRegex(source: string, unicode: boolean): RegExp {
  const named = unicode || /\(\?<[^=!]/.test(source);
  const tokens = [
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
  return new RegExp(tokens.map((token) => token.source).join('|'), unicode ? 'gu' : 'g');
}

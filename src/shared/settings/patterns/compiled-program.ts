import {
  hasCapture,
  minLength,
  isLookaround,
  type RegexGroup,
  type RegexPart,
  type RegexSequence,
  type RegexTree,
  isZeroWidth,
} from './regex-tree';

/** From V8's regexp-compiler.h: kMaxLookaheadForBoyerMoore, kMaxUnrolledMaxMatches, kMaxExpansionFactor. */
export const SKIPPED_UNITS = 8;
const UNROLLED = 3;
const MOST_EXPANDED = 6;
/** Most alternatives of surrogate pairs that V8 creates for a Unicode property, and for a pair in a class. */
const PROPERTY_PAIRS = 80;
const WRITTEN_PAIRS = 6;
/** V8 emits the code behind a word boundary twice; the cost is that of three copies. */
const PER_BOUNDARY = 3;

/** A character beyond U+FFFF, and all of those in a class. */
const PAIR = /^(?:[\u{10000}-\u{10ffff}]|\\u\{0*[\dA-Fa-f]{5,}\})$/u;
const PAIRS = /[\u{10000}-\u{10ffff}]|\\u\{0*[\dA-Fa-f]{5,}\}|\\u[dD][89abAB]/gu;

/** A node of the program that V8 compiles an expression to. */
export interface Step {
  /** UTF-16 units that the step consumes. */
  readonly units: number;
  /** Next steps, each with its number of paths. */
  readonly to: (readonly [step: Step, ways: number])[];
  /** Fewest units from here to the end. */
  readonly minUnits: number;
  /**
   * Set for a loop, whose first path leads into its body; `once`: V8 enters the body once on the way to its branches.
   */
  readonly loop?: 'once' | 'counted';
  /** Copies of the code from here on; V8 emits the code behind a word boundary twice. */
  readonly copies: number;
  /** True for the step from the end of a loop's body to its start. */
  readonly back?: boolean;
  /** Number of nodes visited from here on, cached by budget and units (compile-cost.ts). */
  readonly nodes: Map<number, number>;
}

const END: Step = { units: 0, to: [], minUnits: 0, copies: 1, nodes: new Map() };

/** Program of an expression, for Latin-1 lines or, if `wide`, for any. */
export class Program {
  readonly #unicode: boolean;
  readonly #wide: boolean;
  readonly start: Step;
  /** Steps with several paths. */
  readonly choices: Step[] = [];
  /** Word boundaries. */
  readonly boundaries: Step[] = [];
  classes = 0;

  constructor({ alternatives }: RegexTree, unicode: boolean, wide: boolean) {
    this.#unicode = unicode;
    this.#wide = wide;
    this.start = this.#group(alternatives, END, 1);
  }

  #sequence(parts: RegexSequence, next: Step, expanded: number): Step {
    return parts.reduceRight((then, part) => this.#step(part, then, expanded), next);
  }

  /** Compiles one part; `expanded` is its number of copies in the repetitions around it. */
  #step(part: RegexPart, next: Step, expanded: number): Step {
    switch (part.kind) {
      case 'assertion':
        return this.#assertion(part.source, next);
      case 'reference':
        return next;
      case 'character':
        return this.#character(part.source, next);
      case 'class':
        return this.#class(part.source, next);
      case 'group':
        return isLookaround(part)
          ? this.#lookaround(part, next, expanded)
          : this.#group(part.alternatives, next, expanded);
      case 'repeat':
        return this.#repeat(part, next, expanded);
    }
  }

  #choice(to: Step['to'], least: number): Step {
    // For Latin-1 lines, all but one of the paths may be dropped.
    const step: Step = {
      units: 0,
      to,
      minUnits: least,
      copies: Math.max(...to.map(([{ copies }]) => copies)),
      nodes: new Map(),
    };
    this.choices.push(step);
    return step;
  }

  #assertion(source: string, next: Step): Step {
    if (source === '$') {
      return next;
    }
    if (source === '^') {
      // Nothing can match before it; V8 assumes that any length suffices.
      return { ...consuming(0, next, SKIPPED_UNITS), copies: next.copies };
    }
    const step = { ...consuming(0, next), copies: PER_BOUNDARY * next.copies };
    this.boundaries.push(step);
    return step;
  }

  #character(source: string, next: Step): Step {
    const units = this.#unicode && PAIR.test(source) ? 2 : 1;
    // Without flag `u`, some escapes stand for several characters (ECMA-262, Annex B).
    return consuming(units, next, this.#unicode ? units : source.length);
  }

  #class(source: string, next: Step): Step {
    this.classes += 1;
    const pairs = source.match(PAIRS)?.length ?? 0;
    const properties = source.match(/\\p/gi)?.length ?? 0;
    const beyond = /^\.|^\[\^|\\[DSW]/.test(source) ? 1 : 0;
    const ways = beyond + WRITTEN_PAIRS * pairs + PROPERTY_PAIRS * properties;
    if (!this.#wide || ways === 0) {
      return consuming(1, next);
    }
    // One unit is a character of its own, or half of a pair without its other half.
    const to: Step['to'] = [
      [consuming(1, next), 3],
      [consuming(2, next), ways],
    ];
    return this.#choice(to, (pairs > 0 ? 2 : 1) + next.minUnits);
  }

  #group(alternatives: readonly RegexSequence[], next: Step, expanded: number): Step {
    const all = alternatives.map((sequence) => this.#sequence(sequence, next, expanded));
    const [only] = all;
    return only && all.length === 1
      ? only
      : this.#choice(
          all.map((step) => [step, 1]),
          Math.min(...all.map(({ minUnits }) => minUnits)),
        );
  }

  #lookaround({ alternatives }: RegexGroup, next: Step, expanded: number): Step {
    const inner = this.#group(alternatives, END, expanded);
    const to: Step['to'] = [
      [inner, 1],
      [next, 1],
    ];
    return this.#choice(to, next.minUnits);
  }

  #repeat({ part, min, max }: Extract<RegexPart, { kind: 'repeat' }>, next: Step, expanded: number): Step {
    if (max === 0 || isZeroWidth(part)) {
      return min === 0 ? next : this.#step(part, next, expanded);
    }
    const least = minLength(part);
    if (least > 0 && !hasCapture(part)) {
      const unrolled = min > 0 ? min + (max === min ? 0 : 1) : max;
      if ((min > 0 ? min : max) <= UNROLLED && expanded * unrolled <= MOST_EXPANDED) {
        return this.#unrolled({ kind: 'repeat', part, min, max }, next, expanded * unrolled);
      }
    }
    const to: Step['to'] = [];
    const { copies } = next;
    const kind = min === 0 ? 'once' : 'counted';
    const loop: Step = { units: 0, to, minUnits: min * least + next.minUnits, copies, loop: kind, nodes: new Map() };
    this.choices.push(loop);
    const body = this.#step(part, { ...consuming(0, loop), back: true }, expanded);
    if (least > 0) {
      to.push([body, 1], [next, 1]);
    }
    return loop;
  }

  #unrolled({ part, min, max }: Extract<RegexPart, { kind: 'repeat' }>, next: Step, expanded: number): Step {
    let step = next;
    if (min === 0) {
      for (let count = 0; count < max; count++) {
        const to: Step['to'] = [
          [this.#step(part, step, expanded), 1],
          [next, 1],
        ];
        step = this.#choice(to, next.minUnits);
      }
      return step;
    }
    step = max === min ? next : this.#repeat({ kind: 'repeat', part, min: 0, max: max - min }, next, expanded);
    for (let count = 0; count < min; count++) {
      step = this.#step(part, step, expanded);
    }
    return step;
  }
}

function consuming(units: number, next: Step, least = units): Step {
  return { units, to: [[next, 1]], minUnits: least + next.minUnits, copies: 1, nodes: new Map() };
}

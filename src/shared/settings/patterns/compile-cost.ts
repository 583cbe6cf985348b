import { Program, SKIPPED_UNITS, type Step } from './compiled-program';
import type { ReadRegex } from './read-regex';
import { sizeWrittenOut, type RegexTree } from './regex-tree';

/**
 * The most that an expression may cost: a tenth of a second or so. What is in wide use for log lines costs a quarter of
 * that at most (the grok patterns of Logstash).
 */
export const MOST_COMPILED = 10_000_000;

/** V8's regexp-compiler.h: the units of a machine word, kMaxCopiesCodeGenerated, kRecursionBudget. */
const WORD_UNITS = { narrow: 4, wide: 2 } as const;
const COPIES = 10;
const BUDGET = 200;
/** What the rest of the work comes to, in nodes; measured on Node 20 and Electron 33. */
const PER_CHARACTER = 150;
/** RE2, which long lines are tried with first, writes repetitions out; it is not used for larger ones. */
const PER_REPETITION = 600;
const MOST_WRITTEN_OUT = 2_000;
const PER_UNICODE_CLASS = { exact: 800, ignoringCase: 3_300 } as const;

/** Costs that were worked out before. */
const known = new WeakMap<RegexTree, number>();

/**
 * An upper bound for the work of compiling an expression: the nodes that V8 looks at, some 10 ns each. It compiles when
 * the expression is first run, and nothing can interrupt that; it looks ahead from many places of the program, along
 * every way through it, so that a short expression can keep it busy for hours.
 */
export function compileCost({ regex, tree }: ReadRegex): number {
  const cost = known.get(tree) ?? costOf(tree, regex);
  known.set(tree, cost);
  return cost;
}

/** What an expression costs that has nothing but characters. */
export function leastCost(source: string): number {
  return PER_CHARACTER * source.length;
}

/** Lines of Latin-1 and others are searched by programs of their own, which are alike without flag `u`. */
function costOf(tree: RegexTree, { source, unicode, ignoreCase }: RegExp): number {
  const narrow = new Program(tree, unicode, false);
  const repeated = Math.min(MOST_WRITTEN_OUT, sizeWrittenOut(tree.alternatives.flat())) - source.length;
  const shared = branchCost(narrow, WORD_UNITS.narrow) + leastCost(source) + PER_REPETITION * Math.max(0, repeated);
  if (!unicode) {
    return skipCost(narrow) + shared;
  }
  const wide = new Program(tree, unicode, true);
  const perClass = PER_UNICODE_CLASS[ignoreCase ? 'ignoringCase' : 'exact'];
  return skipCost(wide) + branchCost(wide, WORD_UNITS.wide) + shared + perClass * narrow.classes;
}

/** The cost of finding out which places of a line can be skipped (Boyer-Moore), from the start and at word boundaries. */
function skipCost({ start, boundaries }: Program): number {
  // For a boundary twice: at the start of a line and elsewhere.
  return [start, ...boundaries, ...boundaries].reduce(
    (sum, step) => sum + COPIES * step.written + nodesFrom(step, Math.min(SKIPPED_UNITS, step.least), BUDGET, false),
    0,
  );
}

/** The cost of finding out which ways need not be tried, wherever there are several (quick checks). */
function branchCost({ choices }: Program, units: number): number {
  return choices.reduce(
    (sum, step) => sum + COPIES * (1 + nodesFrom(step, Math.min(units, step.least), Infinity, false)),
    0,
  );
}

/**
 * The nodes V8 looks at from a step until it has seen so many units. A finite budget, which the ways out of a step share,
 * ends loops; without one, `inBody` says that the loop around was entered on the way and is not gone through again.
 */
function nodesFrom(step: Step, units: number, budget: number, inBody: boolean): number {
  if (units <= 0) {
    return 0;
  }
  if (step.to.length === 0 || (step.loop && budget <= 0) || (step.back && inBody)) {
    return 1;
  }
  const question = budget === Infinity ? -units - (inBody ? SKIPPED_UNITS : 0) : units + 2 * SKIPPED_UNITS * budget;
  let nodes = step.nodes.get(question);
  if (nodes === undefined) {
    // For a loop that comes back to itself without taking anything.
    step.nodes.set(question, 1);
    nodes = 1;
    const share = Math.max(0, Math.floor((budget - 1) / step.to.reduce((sum, [, ways]) => sum + ways, 0)));
    for (const [index, [next, ways]] of step.to.entries()) {
      const intoBody = budget === Infinity && step.loop === 'once' && index === 0;
      nodes += ways * nodesFrom(next, units - step.units, share, inBody || intoBody);
    }
    step.nodes.set(question, nodes);
  }
  return nodes;
}

import { Program, SKIPPED_UNITS, type Step } from './compiled-program';
import type { ReadRegex } from './read-regex';
import { expandedSize, type RegexTree } from './regex-tree';

/**
 * Highest cost of one expression: about a tenth of a second. Common patterns for log lines cost a quarter of that at
 * most (the grok patterns of Logstash).
 */
export const MAX_COST = 10_000_000;

/** From V8's regexp-compiler.h: the units of a machine word, kMaxCopiesCodeGenerated, kRecursionBudget. */
const WORD_UNITS = { narrow: 4, wide: 2 } as const;
const COPIES = 10;
const BUDGET = 200;
/** Cost of the remaining work in nodes; measured on Node 20 and Electron 33. */
const PER_CHARACTER = 150;
/** RE2, which scans long lines first, expands repetitions; it is not used for larger expressions. */
const PER_REPETITION = 600;
const MOST_WRITTEN_OUT = 2_000;
const PER_UNICODE_CLASS = { exact: 800, ignoringCase: 3_300 } as const;

/** Costs computed before. */
const cache = new WeakMap<RegexTree, number>();

/**
 * Upper bound for the work of compiling an expression, in nodes that V8 visits, about 10 ns each. V8 compiles on the
 * first run and cannot be interrupted; it looks ahead from many places along every path, so that a short expression can
 * keep it busy for hours.
 */
export function compileCost({ regex, tree }: ReadRegex): number {
  const cost = cache.get(tree) ?? costOf(tree, regex);
  cache.set(tree, cost);
  return cost;
}

/** Lowest cost of an expression of that length: plain characters only. */
export function minCost(source: string): number {
  return PER_CHARACTER * source.length;
}

/** V8 compiles separate programs for Latin-1 and other lines, which are alike without flag `u`. */
function costOf(tree: RegexTree, { source, unicode, ignoreCase }: RegExp): number {
  const narrow = new Program(tree, unicode, false);
  const repeated = Math.min(MOST_WRITTEN_OUT, expandedSize(tree.alternatives.flat())) - source.length;
  const shared = branchCost(narrow, WORD_UNITS.narrow) + minCost(source) + PER_REPETITION * Math.max(0, repeated);
  if (!unicode) {
    return skipCost(narrow) + shared;
  }
  const wide = new Program(tree, unicode, true);
  const perClass = PER_UNICODE_CLASS[ignoreCase ? 'ignoringCase' : 'exact'];
  return skipCost(wide) + branchCost(wide, WORD_UNITS.wide) + shared + perClass * narrow.classes;
}

/** Cost of finding the positions that can be skipped (Boyer-Moore), from the start and at word boundaries. */
function skipCost({ start, boundaries }: Program): number {
  // A boundary counts twice: at the start of a line and elsewhere.
  return [start, ...boundaries, ...boundaries].reduce(
    (sum, step) => sum + COPIES * step.copies + nodesFrom(step, Math.min(SKIPPED_UNITS, step.minUnits), BUDGET, false),
    0,
  );
}

/** Cost of finding the paths that need not be tried at each branch (quick checks). */
function branchCost({ choices }: Program, units: number): number {
  return choices.reduce(
    (sum, step) => sum + COPIES * (1 + nodesFrom(step, Math.min(units, step.minUnits), Infinity, false)),
    0,
  );
}

/**
 * Nodes that V8 visits from a step until it has seen the given units. A finite budget, split among the paths of a step,
 * ends loops; without one, `inBody` says that the loop was entered already and is not repeated.
 */
function nodesFrom(step: Step, units: number, budget: number, inBody: boolean): number {
  if (units <= 0) {
    return 0;
  }
  if (step.to.length === 0 || (step.loop && budget <= 0) || (step.back && inBody)) {
    return 1;
  }
  const cacheKey = budget === Infinity ? -units - (inBody ? SKIPPED_UNITS : 0) : units + 2 * SKIPPED_UNITS * budget;
  let nodes = step.nodes.get(cacheKey);
  if (nodes === undefined) {
    // Covers a loop that returns to itself without consuming anything.
    step.nodes.set(cacheKey, 1);
    nodes = 1;
    const share = Math.max(0, Math.floor((budget - 1) / step.to.reduce((sum, [, ways]) => sum + ways, 0)));
    for (const [index, [next, ways]] of step.to.entries()) {
      const intoBody = budget === Infinity && step.loop === 'once' && index === 0;
      nodes += ways * nodesFrom(next, units - step.units, share, inBody || intoBody);
    }
    step.nodes.set(cacheKey, nodes);
  }
  return nodes;
}

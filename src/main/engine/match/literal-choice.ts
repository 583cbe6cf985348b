import type { BytesRequired } from './literal-bytes';
import type { ByteLiteral } from './scan/byte-literal';
import { MAX_LITERALS } from './scan/scan-tables';

/** How often a literal is expected, per byte of text. */
export type Weigh = (literal: ByteLiteral) => number;

/** What the lines of some rules are found by. Rules go by their index. */
export interface LiteralChoice {
  readonly literals: readonly ByteLiteral[];
  /** For each literal the rules that want it, in their order. */
  readonly rulesOf: readonly (readonly number[])[];
  /** The rules that have to be tried on every line, in their order. */
  readonly everyLine: readonly number[];
}

/** Chooses for each rule the rarest literals of which its lines must have one; `required` has null for a rule that has none. */
export function chooseLiterals(required: readonly (BytesRequired | null)[], weigh: Weigh): LiteralChoice {
  const chosen = new Map<string, { readonly literal: ByteLiteral; readonly rules: number[] }>();
  const everyLine: number[] = [];
  required.forEach((requirement, rule) => {
    const literals = requirement && rarest(requirement, weigh).literals;
    if (!literals || chosen.size + literals.length > MAX_LITERALS) {
      everyLine.push(rule);
      return;
    }
    for (const literal of literals) {
      const rules = chosen.get(literal.key)?.rules ?? [];
      if (!rules.includes(rule)) {
        rules.push(rule);
      }
      chosen.set(literal.key, { literal, rules });
    }
  });
  const all = [...chosen.values()];
  return { literals: all.map(({ literal }) => literal), rulesOf: all.map(({ rules }) => rules), everyLine };
}

/** Every literal that could be chosen, each once, as many as can be searched for. */
export function literalsToWeigh(required: readonly (BytesRequired | null)[]): ByteLiteral[] {
  const all = new Map<string, ByteLiteral>();
  const collect = (requirement: BytesRequired | null): void => {
    if (requirement?.kind === 'bytes') {
      all.set(requirement.literal.key, requirement.literal);
    } else if (requirement && requirement.kind !== 'never') {
      requirement.of.forEach(collect);
    }
  };
  required.forEach(collect);
  return [...all.values()].slice(0, MAX_LITERALS);
}

interface Weighed {
  readonly literals: readonly ByteLiteral[];
  readonly weight: number;
}

function rarest(requirement: BytesRequired, weigh: Weigh): Weighed {
  switch (requirement.kind) {
    case 'never':
      return { literals: [], weight: 0 };
    case 'bytes':
      return { literals: [requirement.literal], weight: weigh(requirement.literal) };
    case 'any': {
      const parts = requirement.of.map((part) => rarest(part, weigh));
      return {
        literals: parts.flatMap(({ literals }) => literals),
        weight: parts.reduce((sum, { weight }) => sum + weight, 0),
      };
    }
    case 'all':
      return requirement.of
        .map((part) => rarest(part, weigh))
        .reduce((least, part) => (part.weight < least.weight ? part : least));
  }
}

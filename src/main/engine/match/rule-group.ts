import type { LineCodec } from '../watch/reader/encoding';
import type { CompiledRule } from './compiled-rule';
import { requiredBytes } from './literal-bytes';
import { LiteralPlan } from './literal-plan';
import type { Requirement } from './requirement';
import type { ScanMemory } from './scan/scan-memory';

/** The rules that concern the same files, and how their lines are found. */
export class RuleGroup {
  readonly rules: readonly CompiledRule[];
  readonly #memory: ScanMemory | null;
  readonly #requirementOf: (rule: CompiledRule) => Requirement | null;
  readonly #plans = new Map<LineCodec, LiteralPlan | null>();

  constructor(
    rules: readonly CompiledRule[],
    memory: ScanMemory | null,
    requirementOf: (rule: CompiledRule) => Requirement | null,
  ) {
    this.rules = rules;
    this.#memory = memory;
    this.#requirementOf = requirementOf;
  }

  /** Null where lines of the encoding cannot be found by their bytes. */
  planFor(codec: LineCodec): LiteralPlan | null {
    let plan = this.#plans.get(codec);
    if (plan === undefined) {
      plan = this.#planOf(codec);
      this.#plans.set(codec, plan);
    }
    return plan;
  }

  #planOf(codec: LineCodec): LiteralPlan | null {
    if (!this.#memory || !codec.encode) {
      return null;
    }
    const required = this.rules.map((rule) => {
      const requirement = this.#requirementOf(rule);
      return requirement && requiredBytes(requirement, codec);
    });
    return new LiteralPlan(this.#memory, required);
  }
}

import type { z } from 'zod';
import { ruleSchema, type Rule } from './settings';

/** In place of fields that a rule cannot be without; a wrong field that is not here is left out. */
const STAND_INS = {
  id: '-',
  match: { text: '-' },
  butNot: [{ text: '-' }],
  files: ['-'],
  recipients: ['-'],
  threshold: { count: 2, within: '1s' },
  quiet: [{ days: ['mon'], from: '00:00', to: '24:00' }],
  absence: { after: '1s' },
  escalate: { after: '1m', to: ['-'] },
  pair: { end: { text: '-' }, within: '1s' },
};

/** A pattern is stood in for as a whole. */
const PATTERN_FIELDS: ReadonlySet<PropertyKey | undefined> = new Set(['text', 'regex', 'ignoreCase']);

/**
 * The rule as it would be without these faults, so that what is right in it can be held against the rest of the settings. Null when even
 * that is no rule. It is for checks alone: nothing of it is ever at work.
 */
export function mendedRule(input: unknown, faults: readonly z.core.$ZodIssue[]): Rule | null {
  const mended = faults.reduce(withoutFault, input);
  const parsed = ruleSchema.safeParse(mended);
  return parsed.success ? parsed.data : null;
}

function withoutFault(rule: unknown, fault: z.core.$ZodIssue): unknown {
  const { path } = fault;
  if (fault.code === 'unrecognized_keys') {
    return fault.keys.reduce((rest, key) => withStandIn(rest, [...path, key], undefined), rule);
  }
  return withStandIn(rule, PATTERN_FIELDS.has(path.at(-1)) ? path.slice(0, -1) : path, STAND_INS);
}

/** The value with what stands at the end of the path replaced by what stands there in `standIn`, or left out. Each list there has one item for all. */
function withStandIn(value: unknown, [name, ...rest]: readonly PropertyKey[], standIn: unknown): unknown {
  if (name === undefined) {
    return standIn;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown, at) => (at === name ? withStandIn(item, rest, fieldOf(standIn, 0)) : item));
  }
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const field = withStandIn(fieldOf(value, name), rest, fieldOf(standIn, name));
  const others = fields.filter(([key]) => key !== name);
  return Object.fromEntries(field === undefined ? others : [...others, [name, field]]);
}

function fieldOf(value: unknown, name: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[name] : undefined;
}

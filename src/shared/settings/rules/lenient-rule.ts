import type * as z from 'zod/mini';
import type { Rule } from '../schema';
import { ruleSchema } from './rule-schema';

/** Placeholders for required fields of a rule; an invalid field without one is left out. */
const PLACEHOLDERS = {
  id: '-',
  match: { text: '-' },
  butNot: [{ text: '-' }],
  files: ['-'],
  recipients: ['-'],
  channels: ['-'],
  threshold: { count: 2, within: '1s' },
  quiet: [{ days: ['mon'], from: '00:00', to: '24:00' }],
  absence: { after: '1s' },
  escalate: { after: '1m', to: ['-'] },
  pair: { end: { text: '-' }, within: '1s' },
};

/** Fields of a pattern, which is replaced as a whole. */
const PATTERN_FIELDS: ReadonlySet<PropertyKey | undefined> = new Set(['text', 'regex', 'ignoreCase']);

/**
 * Replaces the invalid parts of a rule by placeholders, so that its valid parts can be checked against the rest of the
 * settings; null if the result is still invalid. Only for checks, never in effect.
 */
export function lenientRule(input: unknown, faults: readonly z.core.$ZodIssue[]): Rule | null {
  const lenient = faults.reduce(withoutFault, input);
  const parsed = ruleSchema.safeParse(lenient);
  return parsed.success ? parsed.data : null;
}

function withoutFault(rule: unknown, fault: z.core.$ZodIssue): unknown {
  const { path } = fault;
  if (fault.code === 'unrecognized_keys') {
    return fault.keys.reduce((rest, key) => withPlaceholder(rest, [...path, key], undefined), rule);
  }
  return withPlaceholder(rule, PATTERN_FIELDS.has(path.at(-1)) ? path.slice(0, -1) : path, PLACEHOLDERS);
}

/**
 * Replaces the value at the path with the placeholder at the same path, or removes it. Lists of placeholders have one
 * item for all indexes.
 */
function withPlaceholder(value: unknown, [name, ...rest]: readonly PropertyKey[], placeholder: unknown): unknown {
  if (name === undefined) {
    return placeholder;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown, at) =>
      at === name ? withPlaceholder(item, rest, fieldOf(placeholder, 0)) : item,
    );
  }
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const field = withPlaceholder(fieldOf(value, name), rest, fieldOf(placeholder, name));
  const others = fields.filter(([key]) => key !== name);
  return Object.fromEntries(field === undefined ? others : [...others, [name, field]]);
}

function fieldOf(value: unknown, name: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[name] : undefined;
}

import type { PolicySettings } from '../../shared/settings/schema';
import { budgetToValues, valuesToBudget, type BudgetValues } from './budget-form';
import { readDuration, writeDuration, type DurationValues } from './duration-parts';
import { spanToValues, valuesToSpan, type SpanValues } from './quiet-form';

/** The policy for all rules as its form holds it. */
export interface PolicyValues {
  readonly zone: string;
  readonly quiet: { readonly spans: readonly SpanValues[] };
  readonly quietBy: PolicySettings['quietBy'];
  readonly wait: DurationValues;
  readonly budget: BudgetValues & { readonly reserve: number | string };
  readonly digestAt: string;
  readonly incidentMaxAge: DurationValues;
}

/** The form of the policy for all rules. */
export function policyToValues(policy: PolicySettings): PolicyValues {
  const { zone, quiet, quietBy, wait, budget, digestAt, incidentMaxAge } = policy;
  return {
    zone,
    quiet: { spans: quiet.map(spanToValues) },
    quietBy,
    wait: readDuration(wait),
    budget: { ...budgetToValues({ ...budget, textsPerDay: budget.textsPerDay ?? undefined }), reserve: budget.reserve },
    digestAt,
    incidentMaxAge: readDuration(incidentMaxAge),
  };
}

/** The policy a form describes; what the form does not show stays as it was in `before`. */
export function valuesToPolicy(values: PolicyValues, before: PolicySettings): PolicySettings {
  const limits = valuesToBudget(values.budget);
  return {
    ...before,
    zone: values.zone.trim(),
    quiet: values.quiet.spans.map(valuesToSpan),
    quietBy: values.quietBy,
    wait: writeDuration(values.wait),
    budget: {
      ...limits,
      // Left out, the default would hold.
      textsPerDay: limits.textsPerDay ?? null,
      reserve: Number(values.budget.reserve),
    },
    digestAt: values.digestAt.trim(),
    incidentMaxAge: writeDuration(values.incidentMaxAge),
  };
}

/** Paths within the policy, and the field of the form that mends what is wrong there. */
const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/^(zone|digestAt|quietBy|budget\.\w+)$/, '$1'],
  [/^(wait|incidentMaxAge)$/, '$1.amount'],
  [/^quiet\[(\d+)\]\.(days|from|to|zone)\b.*/, 'quiet.spans.$1.$2'],
];

/** The field of the form beside which a fault at `path` (within the policy, `quiet[0].to`) is shown; null when there is none. */
export function policyField(path: string): string | null {
  const [form, field] = FIELDS.find(([pattern]) => pattern.test(path)) ?? [];
  return form === undefined || field === undefined ? null : path.replace(form, field);
}

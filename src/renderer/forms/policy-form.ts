import type { PolicySettings } from '../../shared/settings/schema';
import {
  budgetToValues,
  type BudgetValues,
  type DurationValues,
  readDuration,
  spanToValues,
  type SpanValues,
  valuesToBudget,
  valuesToSpan,
  writeDuration,
} from './field-values';

/** Form values of the policy for all rules. */
export interface PolicyValues {
  readonly zone: string;
  readonly quiet: { readonly spans: readonly SpanValues[] };
  readonly quietBy: PolicySettings['quietBy'];
  readonly wait: DurationValues;
  readonly budget: BudgetValues & { readonly reserve: number | string };
  readonly digestAt: string;
  readonly incidentMaxAge: DurationValues;
}

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

/** Builds the policy; fields without a form keep their value in `before`. */
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
      // A missing limit would become the default.
      textsPerDay: limits.textsPerDay ?? null,
      reserve: Number(values.budget.reserve),
    },
    digestAt: values.digestAt.trim(),
    incidentMaxAge: writeDuration(values.incidentMaxAge),
  };
}

/** Patterns of paths within the policy, and the form field for each. */
const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/^(zone|digestAt|quietBy|budget\.\w+)$/, '$1'],
  [/^(wait|incidentMaxAge)$/, '$1.amount'],
  [/^quiet\[(\d+)\]\.(days|from|to|zone)\b.*/, 'quiet.spans.$1.$2'],
];

/** Field to show a problem at, by its path within the policy (`quiet[0].to`); null if there is none. */
export function policyField(path: string): string | null {
  const [form, field] = FIELDS.find(([pattern]) => pattern.test(path)) ?? [];
  return form === undefined || field === undefined ? null : path.replace(form, field);
}

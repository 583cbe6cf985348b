/** Parts of a rule's form in display order. */
export const RULE_PARTS = ['lines', 'when', 'text', 'limits'] as const;

export type RulePart = (typeof RULE_PARTS)[number];

/** Patterns of paths within a rule (`quiet[0].to`), and the form field for each. */
const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/^(name|message|files|recipients|channels|key|cooldownBy|rollup|urgent|enabled)\b.*/, '$1'],
  [/^match\b.*/, 'match.pattern'],
  [/^butNot\[(\d+)\].*/, 'butNot.$1.pattern'],
  [/^(threshold\.within|absence\.after|absence\.forget|pair\.within|escalate\.after)$/, '$1.amount'],
  [/^(threshold\.count|absence\.by|absence\.message|absence\.recovered|pair\.message|pair\.recovered)$/, '$1'],
  [/^pair\.end\b.*/, 'pair.end.pattern'],
  [/^(absence|pair)$/, 'kind'],
  [/^quiet\[(\d+)\]\.(days|from|to|zone)\b.*/, 'quiet.spans.$1.$2'],
  [/^quiet$/, 'quiet.choice'],
  [/^wait$/, 'wait.time.amount'],
  [/^okMessage$/, 'ok.message'],
  [/^ok\b.*/, 'ok.match.pattern'],
  [/^to$/, 'recipients'],
  [/^escalate\.to\b.*/, 'escalate.to'],
  [/^cooldown$/, 'cooldown.amount'],
  [/^cooldownMax$/, 'cooldownMax.time.amount'],
  [/^(budget\.\w+)$/, '$1'],
];

/** Field to show a problem at, by its path within the rule (`match.regex`); null if there is none. */
export function ruleField(path: string): string | null {
  const [form, field] = FIELDS.find(([pattern]) => pattern.test(path)) ?? [];
  return form === undefined || field === undefined ? null : path.replace(form, field);
}

const PART_OF: Readonly<Record<string, RulePart>> = {
  match: 'lines',
  butNot: 'lines',
  files: 'lines',
  kind: 'when',
  key: 'when',
  threshold: 'when',
  absence: 'when',
  pair: 'when',
  cooldown: 'when',
  cooldownBy: 'when',
  rollup: 'when',
  cooldownMax: 'when',
  message: 'text',
  recipients: 'text',
  channels: 'text',
  ok: 'text',
  escalate: 'text',
  urgent: 'limits',
  quiet: 'limits',
  wait: 'limits',
  budget: 'limits',
};

/** Part of the form that contains a field; null for fields above all parts. */
export function partOfField(field: string): RulePart | null {
  if (/^(absence|pair)\.(message|recovered)$/.test(field)) {
    return 'text';
  }
  return PART_OF[/^\w+/.exec(field)?.[0] ?? ''] ?? null;
}

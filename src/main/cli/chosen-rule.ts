import { fail, ok, type Result } from '../../shared/common/result';
import type { Rule } from '../../shared/settings/schema';
import type { CliContext } from './cli-context';
import { faultSentence } from './format/event-writer';

/** An argument that cannot be used, and how to fix it. */
export interface Refusal {
  readonly sentence: string;
  readonly fix?: string;
}

/**
 * Finds the rule with this id, or else the only one with this name. The error lists related faults of the settings and
 * the reason.
 */
export function chosenRule(
  { state, problems, translate, paths }: CliContext,
  rule: string,
): Result<Rule, readonly Refusal[]> {
  const { rules } = state.settings;
  const named = rules.filter(({ id }) => id === rule);
  const [found, another] = named.length > 0 ? named : rules.filter(({ name }) => name === rule);
  if (found && !another) {
    return ok(found);
  }
  const values = { rule, rules: rules.map(({ id }) => id).join(', ') };
  const code = found ? 'sameName' : 'noSuchRule';
  const faults = problems.filter(({ path }) => path.startsWith('rules') || path === '');
  return fail([
    ...faults.map((problem) => ({ sentence: faultSentence(problem, paths.configFile, translate) })),
    {
      sentence: translate(`cli.${code}`, values),
      fix: translate(rules.length === 0 ? 'cli.fix.noRules' : `cli.fix.${code}`, values),
    },
  ]);
}

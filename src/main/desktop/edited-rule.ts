import { parseSettings } from '../../shared/settings/parse';
import { fail, ok, type Result } from '../../shared/common/result';
import type { Rule, Settings } from '../../shared/settings/schema';
import type { SettingsProblem } from '../../shared/settings/problems';

/** Where the problems of an edited rule stand. */
const PLACE = 'rules[0]';

/** A rule as a form has it, checked beside the rest of the settings; the error is what is wrong with it, at `rules[0]`. */
export function editedRule(edited: unknown, settings: Settings): Result<Rule, readonly SettingsProblem[]> {
  const parsed = parseSettings({ ...settings, rules: [edited] });
  const problems = parsed.problems.filter(({ path }) => path.startsWith(PLACE));
  const [rule] = parsed.settings.rules;
  return rule && problems.length === 0 ? ok(rule) : fail(problems);
}

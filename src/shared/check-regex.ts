import { patternRegex } from './pattern-regex';
import { settingsProblem, type SettingsProblem } from './settings-problem';

/** What is wrong with a regular expression: it cannot be read, or matches an empty text and so every line. */
export function regexProblems(regex: string, ignoreCase: boolean, path: readonly PropertyKey[]): SettingsProblem[] {
  const compiled = patternRegex({ regex, ignoreCase });
  if (!compiled.ok) {
    const { code, reason } = compiled.error;
    return [settingsProblem(path, 'bad-regex', { fault: code, reason })];
  }
  return compiled.value.test('') ? [settingsProblem(path, 'matches-empty')] : [];
}

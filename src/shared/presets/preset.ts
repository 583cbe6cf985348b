import type { Pattern } from '../settings/patterns/pattern';
import { RULE_DEFAULTS } from '../settings/rule-defaults';
import type { Rule } from '../settings/schema';

type WithoutCase<Each> = Each extends Pattern ? Omit<Each, 'ignoreCase'> & Partial<Pick<Pattern, 'ignoreCase'>> : never;

/** A pattern that heeds the case of letters unless it says otherwise. */
type PresetPattern = WithoutCase<Pattern>;

/** A rule made ready for a well-known kind of line. Its name is in src/shared/i18n under `preset`. */
export interface Preset<Id extends string = string> {
  readonly id: Id;
  /** What the rule says besides its id, name, files and recipients. */
  readonly rule: Partial<Omit<Rule, 'id' | 'name' | 'files' | 'recipients' | 'match' | 'butNot'>> & {
    readonly match: PresetPattern;
    readonly butNot?: readonly PresetPattern[];
  };
  /** Lines as the programs print them: some that match, and some alike that must not. */
  readonly matching: readonly string[];
  readonly passing: readonly string[];
}

/** Keeps the ids of presets as they are written. */
export function presets<const Id extends string>(list: readonly Preset<Id>[]): readonly Preset<Id>[] {
  return list;
}

/** The rule that a preset stands for, of this name. */
export function ruleOfPreset({ id, rule }: Preset, name: string): Rule {
  const { match, butNot = [] } = rule;
  return { ...RULE_DEFAULTS, ...rule, id, name, match: whole(match), butNot: butNot.map(whole) };
}

function whole(pattern: PresetPattern): Pattern {
  return { ignoreCase: false, ...pattern };
}

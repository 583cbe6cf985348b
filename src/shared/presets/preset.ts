import type { Pattern } from '../settings/patterns/pattern';
import { RULE_DEFAULTS } from '../settings/rules/rule-defaults';
import type { JournalSelection, Rule } from '../settings/schema';

type WithoutCase<Each> = Each extends Pattern ? Omit<Each, 'ignoreCase'> & Partial<Pick<Pattern, 'ignoreCase'>> : never;

/** A pattern; case-sensitive by default. */
type PresetPattern = WithoutCase<Pattern>;

/** Logs that usually hold the lines of a preset; neither if it depends on the machine. */
interface PresetLogs {
  /** Paths and globs of files, the most common first. */
  readonly paths: readonly string[];
  /** Entries of the systemd journal; empty for all of them, missing if the lines never go there. */
  readonly journal?: Partial<Omit<JournalSelection, 'directory' | 'namespace' | 'user'>>;
}

/** A ready-made rule for a well-known kind of line; src/shared/i18n has its name under `preset`. */
export interface Preset<Id extends string = string> {
  readonly id: Id;
  readonly logs: PresetLogs;
  /** Fields of the rule except its id, name, files and recipients. */
  readonly rule: Partial<Omit<Rule, 'id' | 'name' | 'message' | 'files' | 'recipients' | 'match' | 'butNot'>> & {
    readonly match: PresetPattern;
    readonly butNot?: readonly PresetPattern[];
  };
  /** True for a message of its own, in src/shared/i18n under `presetMessage`; others have the default message. */
  readonly hasMessage?: boolean;
  /** Lines as the programs print them: some that match, and similar ones that must not. */
  readonly matching: readonly string[];
  readonly passing: readonly string[];
}

/** Log files of syslog on Debian and on Fedora, by the programs that write there. */
export const SYSLOG_FILES = {
  access: ['/var/log/auth.log', '/var/log/secure'],
  kernel: ['/var/log/kern.log', '/var/log/messages'],
  cron: ['/var/log/cron.log', '/var/log/cron', '/var/log/syslog'],
  all: ['/var/log/syslog', '/var/log/messages'],
} as const;

/** Keeps the literal types of preset ids. */
export function presets<const Id extends string>(list: readonly Preset<Id>[]): readonly Preset<Id>[] {
  return list;
}

type Translate = (key: string, values: Readonly<Record<string, string>>) => string;

/** Variables that stay in the messages until a text is composed. */
const VARIABLES = { rule: '{{rule}}', key: '{{key}}', count: '{{count}}', 'line|54': '{{line|54}}' };

/** Creates the rule of a preset, with its name and message in the language of `t`. */
export function ruleOfPreset({ id, rule, hasMessage = false }: Preset, t: Translate): Rule {
  const { match, butNot = [] } = rule;
  return {
    ...RULE_DEFAULTS,
    ...rule,
    ...(hasMessage && { message: t(`presetMessage.${id}`, VARIABLES) }),
    id,
    name: t(`preset.${id}`, {}),
    match: whole(match),
    butNot: butNot.map(whole),
  };
}

function whole(pattern: PresetPattern): Pattern {
  return { ignoreCase: false, ...pattern };
}

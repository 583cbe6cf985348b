import { isConflict } from '../../../shared/contract/settings-save';
import { cooldownWords, conditionWords } from '../../../shared/i18n/trigger-words';
import type { Translate } from '../../../shared/i18n/translator';
import type { Pattern } from '../../../shared/settings/patterns/pattern';
import { settingsProblem, type SettingsProblem } from '../../../shared/settings/problems';
import type { Rule } from '../../../shared/settings/schema';
import { ruleTitle } from '../../../shared/settings/titles';
import { lostParts } from '../../settings/decide-save';
import type { CliContext } from '../cli-context';
import { faultSentence } from '../format/event-writer';
import { tableLines } from '../format/table';
import { logEntry, presetRule } from '../new-rule';
import type { ExitCode } from '../output/ending';
import { styled } from '../output/line';
import { printError } from '../output/messages';
import type { Output } from '../output/terminal';
import { presetOf, refuseUnknownPreset } from './presets-command';

/** Arguments of `logbell rules`. */
interface RulesRun {
  readonly context: CliContext;
  readonly json: boolean;
  readonly output: Output;
}

/** Arguments of `logbell rules add`. */
interface RulesAddRun extends RulesRun {
  readonly preset: string;
  /** Path or glob of the rule's log file; left out for all log files. */
  readonly log: string | undefined;
  /** Ids of recipients and groups; empty for all recipients. */
  readonly recipients: readonly string[];
}

/** Lists the rules of the settings. */
export function runRules({ context, json, output }: RulesRun): ExitCode {
  const { translate, state } = context;
  const { rules } = state.settings;
  const width = output.width();
  if (json) {
    rules.forEach((rule) => output.json(rule));
    return 0;
  }
  const faults = state.problems.filter(({ path }) => path.startsWith('rules['));
  faults.forEach((fault) => printError(output, translate, faultSentence(fault, context.paths.configFile, translate)));
  const rows = rules.map((rule) => ({
    id: rule.id,
    name: ruleTitle(rule),
    state: translate(rule.enabled ? 'cli.ruleOn' : 'cli.ruleOff'),
    finds: patternWords(rule.match),
    trigger: triggerWords(rule, translate),
  }));
  if (rows.length === 0) {
    output.out(translate('cli.rulesEmpty'));
  } else if (width === null) {
    rows.forEach(({ id, name, state: word, finds, trigger }) =>
      output.out(`${id} · ${name} · ${word} · ${finds} · ${trigger}`),
    );
    return 0;
  } else {
    const headings = ['entryId', 'rule', 'state', 'finds'].map((name) => ({
      heading: translate(`cli.heading.${name}`),
    }));
    const cells = rows.map(({ id, name, state: word, finds, trigger }) => ({
      cells: [styled(id), styled(name), styled(word)],
      last: [styled(finds), styled(trigger, 'dim')],
    }));
    tableLines(headings, cells, width).forEach(output.out);
  }
  if (rows.length > 0) {
    output.out(translate('cli.ruleChange', { file: context.paths.configFile }));
  }
  output.out(translate('cli.rulesNext'));
  return 0;
}

/** Adds a rule made from a preset to `config.json`, and its log file if it is not there yet. */
export function runRulesAdd(run: RulesAddRun): ExitCode {
  const { context, json, output } = run;
  const { translate, state, file } = context;
  const preset = presetOf(run.preset);
  if (preset === null) {
    return refuseUnknownPreset(run.preset, context, output);
  }
  const unreadable = lostParts(context.state.problems);
  if (unreadable.length > 0) {
    printFaults(unreadable, run);
    return 2;
  }
  const { settings, revision } = state;
  const unknown = run.recipients.filter(
    (id) => ![...settings.recipients, ...settings.groups].some((to) => to.id === id),
  );
  if (unknown.length > 0) {
    const fix = translate('cli.fix.noSuchRecipient');
    unknown.forEach((id) => printError(output, translate, translate('cli.noSuchRecipient', { id }), fix));
    return 2;
  }
  const source = run.log === undefined ? null : logEntry(run.log, settings);
  const rule = presetRule({ preset, fileId: source?.file.id ?? null, recipients: run.recipients }, settings, translate);
  const files = source?.isNew ? [...settings.files, source.file] : settings.files;
  const saved = file.save({ ...settings, files, rules: [...settings.rules, rule] }, { revision, settings });
  if (!saved.ok) {
    printFaults(isConflict(saved.error) ? [settingsProblem([], 'not-saved', { reason: 'EBUSY' })] : saved.error, run);
    return 1;
  }
  if (json) {
    output.json(rule);
    return 0;
  }
  if (source?.isNew) {
    output.out(translate('cli.logAdded', { path: source.file.path }));
  }
  output.out(translate('cli.ruleAdded', { title: ruleTitle(rule), id: rule.id }));
  output.out(triggerWords(rule, translate));
  output.out(translate('cli.ruleChange', { file: context.paths.configFile }));
  output.out(translate('cli.ruleAddedNext', { id: rule.id }));
  return 0;
}

function printFaults(faults: readonly SettingsProblem[], { context, output }: RulesRun): void {
  const { translate, paths } = context;
  faults.forEach((fault) => printError(output, translate, faultSentence(fault, paths.configFile, translate)));
}

/** When a rule alerts, and how often at most: `10 or more in 1 min · At most one alert per 10 min`. */
function triggerWords(rule: Rule, translate: Translate): string {
  return [conditionWords(rule, translate), cooldownWords(rule, translate)].filter((words) => words !== '').join(' · ');
}

/** A pattern as people write it. */
function patternWords(pattern: Pattern): string {
  return 'text' in pattern ? pattern.text : `/${pattern.regex}/`;
}

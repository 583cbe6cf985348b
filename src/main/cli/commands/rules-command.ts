import { existsSync } from 'node:fs';
import { isConflict } from '../../../shared/contract/settings-save';
import { cooldownWords, conditionWords } from '../../../shared/i18n/trigger-words';
import type { Translate } from '../../../shared/i18n/translator';
import type { Preset } from '../../../shared/presets/preset';
import { journalOfPreset, type PresetLog } from '../../../shared/presets/preset-log';
import { fileSources, logTitle } from '../../../shared/settings/log-source';
import type { Pattern } from '../../../shared/settings/patterns/pattern';
import { settingsProblem, type SettingsProblem } from '../../../shared/settings/validation/problems';
import type { Rule, Settings } from '../../../shared/settings/schema';
import { ruleTitle } from '../../../shared/settings/titles';
import { previewPath } from '../../engine/watch/discovery/expand-path';
import { lostParts } from '../../settings/decide-save';
import type { CliContext } from '../cli-context';
import { faultSentence } from '../format/event-writer';
import { tableLines } from '../format/table';
import { logFault, tellOfLog } from '../new-rule/log-checks';
import { logEntry, presetRule } from '../new-rule/new-rule';
import type { ExitCode } from '../output/ending';
import { styled } from '../output/line';
import { printError } from '../output/messages';
import type { Output } from '../output/terminal';
import { presetOf, refuseUnknownPreset } from './presets-command';

/** Places of the journal of this machine: persistent, and in memory (systemd-journald.service(8)). */
const JOURNAL_FOLDERS = ['/var/log/journal', '/run/log/journal'] as const;

/** Arguments of `logbell rules`. */
interface RulesRun {
  readonly context: CliContext;
  readonly json: boolean;
  readonly output: Output;
}

/** Arguments of `logbell rules add`. */
interface RulesAddRun extends RulesRun {
  readonly preset: string;
  /** Path or glob of the rule's log file. */
  readonly log: string | undefined;
  /** True to read the systemd journal. Without both, a preset reads it if this machine has no syslog file for it. */
  readonly journal: boolean;
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

/** Adds a rule made from a preset to `config.json`, and its log if it is not there yet. */
export async function runRulesAdd(run: RulesAddRun): Promise<ExitCode> {
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
  if (refusesRecipients(run, settings) || refusesLog(run)) {
    return 2;
  }
  const source = await sourceOf(run, preset, settings);
  if (source === null && run.journal) {
    printError(output, translate, translate('cli.notInJournal', { id: preset.id }), translate('cli.fix.notInJournal'));
    return 2;
  }
  const rule = presetRule({ preset, fileId: source?.log.id ?? null, recipients: run.recipients }, settings, translate);
  const added = source?.isNew ? [source.log] : [];
  const files = [...settings.files, ...added];
  const saved = file.save({ ...settings, files, rules: [...settings.rules, rule] }, { revision, settings });
  if (!saved.ok) {
    printFaults(isConflict(saved.error) ? [settingsProblem([], 'not-saved', { reason: 'EBUSY' })] : saved.error, run);
    return 1;
  }
  if (json) {
    output.json(rule);
    return 0;
  }
  added.forEach((log) => output.out(translate('cli.logAdded', { path: logTitle(log) })));
  await tellOfNewLog(added, run);
  output.out(translate('cli.ruleAdded', { title: ruleTitle(rule), id: rule.id }));
  output.out(triggerWords(rule, translate));
  output.out(translate('cli.ruleChange', { file: context.paths.configFile }));
  output.out(translate('cli.ruleAddedNext', { id: rule.id }));
  return 0;
}

/** Prints why the log file cannot be watched; false if it can, or is left out. */
function refusesLog({ log, output, context: { translate } }: RulesAddRun): boolean {
  const sentence = log === undefined ? null : logFault(log, '/', translate);
  if (sentence !== null) {
    printError(output, translate, translate('cli.setup.badOption', { option: '--log', sentence }));
  }
  return sentence !== null;
}

/** Says what a log file lacks that has been added. */
async function tellOfNewLog(added: Settings['files'], { output, context: { translate } }: RulesAddRun): Promise<void> {
  for (const { path } of fileSources(added)) {
    await tellOfLog(path, { root: '/', output, translate });
  }
}

/** Log of the rule, and whether it has to be added; null for all logs, or if the preset finds nothing in the journal. */
async function sourceOf({ log, journal }: RulesAddRun, preset: Preset, settings: Settings): Promise<PresetLog | null> {
  if (log !== undefined) {
    return logEntry(log, settings);
  }
  const { files } = settings;
  return journal || (await isOnlyInJournal(preset, files)) ? journalOfPreset(preset, files) : null;
}

/** True if this machine keeps a journal, but none of the files of a preset; a file of the settings counts as one. */
async function isOnlyInJournal({ logs: { paths } }: Preset, files: Settings['files']): Promise<boolean> {
  if (paths.length === 0 || !JOURNAL_FOLDERS.some((folder) => existsSync(folder))) {
    return false;
  }
  const found = await Promise.all(paths.map(async (path) => (await previewPath(path)).total > 0));
  return !found.includes(true) && !files.some((log) => paths.includes(logTitle(log)));
}

/** Prints which of the recipients are unknown; true if there are any. */
function refusesRecipients({ context: { translate }, output, recipients }: RulesAddRun, settings: Settings): boolean {
  const known = [...settings.recipients, ...settings.groups];
  const unknown = recipients.filter((id) => !known.some((to) => to.id === id));
  const fix = translate('cli.fix.noSuchRecipient');
  unknown.forEach((id) => printError(output, translate, translate('cli.noSuchRecipient', { id }), fix));
  return unknown.length > 0;
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

import { ALL_PRESETS, type PresetId } from '../../../shared/presets/all-presets';
import { ruleOfPreset, type Preset } from '../../../shared/presets/preset';
import { journalOfPreset } from '../../../shared/presets/preset-log';
import { logTitle } from '../../../shared/settings/log-source';
import type { CliContext } from '../cli-context';
import { tableLines } from '../format/table';
import type { ExitCode } from '../output/ending';
import { styled } from '../output/line';
import { printError } from '../output/messages';
import type { Output } from '../output/terminal';

/** Arguments of `logbell presets`. */
interface PresetsRun {
  readonly context: CliContext;
  readonly json: boolean;
  readonly output: Output;
}

/** Lists the presets, each with a line that it finds. */
export function runPresets({ context, json, output }: PresetsRun): ExitCode {
  const { translate } = context;
  const width = output.width();
  const rows = ALL_PRESETS.map((preset) => ({
    id: preset.id,
    name: translate(`preset.${preset.id}`),
    example: preset.matching[0] ?? '',
  }));
  if (json) {
    rows.forEach((row) => output.json(row));
    return 0;
  }
  if (width === null) {
    rows.forEach(({ id, name, example }) => output.out(`${id} · ${name} · ${example}`));
    return 0;
  }
  const columns = [
    { heading: translate('cli.heading.entryId') },
    { heading: translate('cli.heading.name') },
    { heading: translate('cli.heading.finds') },
  ];
  const cells = rows.map(({ id, name, example }) => ({
    cells: [styled(id), styled(name)],
    last: [styled(example, 'dim')],
  }));
  tableLines(columns, cells, width).forEach(output.out);
  output.out(translate('cli.presetsNext'));
  return 0;
}

/** Shows a preset: lines that it finds, similar ones that it ignores, its usual logs, and its fields. */
export function runPreset({ context, json, output, id }: PresetsRun & { readonly id: string }): ExitCode {
  const { translate } = context;
  const preset = presetOf(id);
  if (preset === null) {
    return refuseUnknownPreset(id, context, output);
  }
  const name = translate(`preset.${preset.id}`);
  const { matching, passing, logs } = preset;
  const journal = journalOfPreset(preset, []);
  const whole = ruleOfPreset(preset, translate);
  if (json) {
    output.json({ id, name, matching, passing, logs, rule: whole });
    return 0;
  }
  const rule = preset.hasMessage === true ? { ...preset.rule, message: whole.message } : preset.rule;
  output.out([styled(id, 'bold'), ` · ${name}`]);
  const samples = [
    { heading: 'cli.presetFinds', lines: matching },
    { heading: 'cli.presetIgnores', lines: passing },
    { heading: 'cli.presetLogs', lines: [...logs.paths, ...(journal ? [logTitle(journal.log)] : [])] },
    { heading: 'cli.presetRule', lines: JSON.stringify(rule, null, 2).split('\n') },
  ];
  for (const { heading, lines } of samples) {
    output.out('');
    output.out([styled(translate(heading), 'bold')]);
    lines.forEach((line) => output.out(`  ${line}`));
  }
  output.out('');
  output.out(translate('cli.presetNext', { id }));
  return 0;
}

/** Finds a preset; null if there is none with this id. */
export function presetOf(id: string): Preset<PresetId> | null {
  return ALL_PRESETS.find((each) => each.id === id) ?? null;
}

/** Prints that there is no such preset. */
export function refuseUnknownPreset(id: string, { translate }: CliContext, output: Output): ExitCode {
  printError(output, translate, translate('cli.noSuchPreset', { id }), translate('cli.fix.noSuchPreset'));
  return 2;
}

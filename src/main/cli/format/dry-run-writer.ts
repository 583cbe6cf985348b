import { dryRunSum, type DryRunResult, type DryRunText, type FirstAndLast } from '../../../shared/contract/dry-run';
import type { DecisionWhy } from '../../../shared/contract/history';
import type { Translate } from '../../../shared/i18n/translator';
import { messageTime } from '../../../shared/sms/template';
import { labelled } from '../output/messages';
import type { Output } from '../output/terminal';
import { sizeWords, wonWords } from './amounts';
import { dryRunTables } from './dry-run-tables';

/** Prints the result of a dry run, totals first. */
export function writeDryRun(result: DryRunResult, title: string, output: Output, translate: Translate): void {
  const { files, lines, bytes, matches, sent, won, warnings, leftOut } = result;
  const size = sizeWords(bytes, translate);
  output.out(translate('cli.tryTitle', { title }));
  output.out(translate('dryRun.read', { files, lines, size }));
  output.out(translate(dryRunSum(result), { matches: matches.total, sent, won }));
  for (const { code, params } of warnings) {
    output.out(labelled('warning', translate(`dryRun.warning.${code}`, params), translate));
  }
  leftOut.forEach(({ path, why }) => {
    const sentence = translate('cli.tryLeftOut', { path, why: translate(`dryRun.leftOut.${why}`) });
    output.err(labelled('warning', sentence, translate));
  });
  const width = output.width();
  if (width !== null) {
    dryRunTables(result, width, translate).forEach(output.out);
    return;
  }
  writeTexts(result.texts, output, translate);
  writeHeld(result.held, output, translate);
  writeDays(result, output, translate);
}

function writeHeading(heading: string, output: Output): void {
  output.out('');
  output.out(heading);
}

function writeTexts(texts: FirstAndLast<DryRunText>, output: Output, translate: Translate): void {
  const { total, first, last } = texts;
  if (total === 0) {
    return;
  }
  const leftOut = total - first.length - last.length;
  writeHeading(translate('cli.tryTexts'), output);
  first.forEach((text) => writeText(text, output, translate));
  if (leftOut > 0) {
    output.out(`  ${translate('cli.tryMore', { count: leftOut })}`);
  }
  last.forEach((text) => writeText(text, output, translate));
}

function writeText(text: DryRunText, output: Output, translate: Translate): void {
  const { at, recipients, channels, type, bytes, won, content } = text;
  const to =
    recipients.length + channels.length === 0 ? translate('dryRun.nobody') : [...recipients, ...channels].join(', ');
  const cost = wonWords(won, translate);
  output.out(`  ${translate('cli.tryText', { time: messageTime(at), to, type, bytes, cost })}`);
  content.split('\n').forEach((line) => output.out(`    ${line}`));
}

function writeHeld(held: DryRunResult['held'], output: Output, translate: Translate): void {
  const rows = Object.entries(held) as [DecisionWhy, number][];
  if (rows.length > 0) {
    writeHeading(translate('cli.tryHeld'), output);
  }
  for (const [why, count] of rows.sort(([, one], [, other]) => other - one)) {
    output.out(`  ${translate('cli.tryHeldRow', { why: translate(`dryRun.held.${why}`), count })}`);
  }
}

function writeDays({ days }: DryRunResult, output: Output, translate: Translate): void {
  if (days.length > 1) {
    writeHeading(translate('cli.tryDays'), output);
    for (const { won, ...day } of days) {
      output.out(`  ${translate('cli.tryDay', { ...day, cost: wonWords(won, translate) })}`);
    }
  }
}

import { dryRunSum, type DryRunResult, type DryRunText, type FirstAndLast } from '../../../shared/contract/dry-run';
import type { DecisionWhy } from '../../../shared/contract/history';
import type { Translate } from '../../../shared/i18n/translator';
import { messageTime } from '../../../shared/sms/template';
import type { Output } from './terminal';

const KILOBYTE = 1_000;
const MEGABYTE = 1_000_000;

/** Prints the result of a dry run, totals first. */
export function writeDryRun(result: DryRunResult, title: string, output: Output, translate: Translate): void {
  const { files, lines, bytes, matches, sent, won, warnings, leftOut } = result;
  const size = bytes < MEGABYTE ? `${Math.ceil(bytes / KILOBYTE)} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
  output.out(translate('cli.tryTitle', { title }));
  output.out(translate('dryRun.read', { files, lines, size }));
  output.out(translate(dryRunSum(result), { matches: matches.total, sent, won }));
  for (const { code, params } of warnings) {
    output.out(translate('cli.tryWarning', { sentence: translate(`dryRun.warning.${code}`, params) }));
  }
  leftOut.forEach(({ path, why }) =>
    output.err(translate('cli.tryLeftOut', { path, why: translate(`dryRun.leftOut.${why}`) })),
  );
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
    output.out(`  ${translate('cli.tryMore', { number: leftOut })}`);
  }
  last.forEach((text) => writeText(text, output, translate));
}

function writeText(text: DryRunText, output: Output, translate: Translate): void {
  const { at, recipients, type, bytes, won, content } = text;
  const to = recipients.length === 0 ? translate('dryRun.nobody') : recipients.join(', ');
  output.out(`  ${translate('cli.tryText', { time: messageTime(at), to, type, bytes, won })}`);
  content.split('\n').forEach((line) => output.out(`    ${line}`));
}

function writeHeld(held: DryRunResult['held'], output: Output, translate: Translate): void {
  const rows = Object.entries(held) as [DecisionWhy, number][];
  if (rows.length > 0) {
    writeHeading(translate('cli.tryHeld'), output);
  }
  for (const [why, number] of rows.sort(([, one], [, other]) => other - one)) {
    output.out(`  ${translate('cli.tryHeldRow', { why: translate(`dryRun.held.${why}`), number })}`);
  }
}

function writeDays({ days }: DryRunResult, output: Output, translate: Translate): void {
  if (days.length > 1) {
    writeHeading(translate('cli.tryDays'), output);
    days.forEach((day) => output.out(`  ${translate('cli.tryDay', { ...day })}`));
  }
}

import type { DryRunResult, DryRunText, FirstAndLast } from '../../../shared/contract/dry-run';
import type { DecisionWhy } from '../../../shared/contract/history';
import type { Translate } from '../../../shared/i18n/translator';
import { messageTime } from '../../../shared/sms/template';
import { type Line, styled } from '../output/line';
import { wonWords } from './amounts';
import { type Column, type Row, tableLines } from './table';

/** Tables of a dry run for a terminal of this width: its texts, its held matches and its days. */
export function dryRunTables(result: DryRunResult, width: number, translate: Translate): readonly Line[] {
  const section = (title: string, columns: readonly Column[], rows: readonly Row[]): readonly Line[] =>
    rows.length === 0 ? [] : ['', [styled(translate(title), 'bold')], ...tableLines(columns, rows, width)];
  const column = (name: string, align: Column['align'] = 'left'): Column => ({
    heading: translate(`cli.heading.${name}`),
    align,
  });
  const days = result.days.length > 1 ? result.days : [];
  return [
    ...section(
      'cli.tryTexts',
      [column('time'), column('type'), column('cost', 'right'), column('to'), column('message')],
      textRows(result.texts, translate),
    ),
    ...section('cli.tryHeld', [column('matches', 'right'), column('reason')], heldRows(result.held, translate)),
    ...section(
      'cli.tryDays',
      [column('date'), column('matches', 'right'), column('texts', 'right'), column('cost')],
      days.map(({ date, matches, texts, won }) => ({
        cells: [styled(date), styled(matches.toLocaleString('en')), styled(texts.toLocaleString('en'))],
        last: [styled(wonWords(won, translate))],
      })),
    ),
  ];
}

function textRows({ total, first, last }: FirstAndLast<DryRunText>, translate: Translate): readonly Row[] {
  const leftOut = total - first.length - last.length;
  const more = { cells: [], last: [styled(translate('cli.tryMore', { count: leftOut }), 'dim')] };
  return [
    ...first.map((text) => textRow(text, translate)),
    ...(leftOut > 0 ? [more] : []),
    ...last.map((text) => textRow(text, translate)),
  ];
}

function textRow({ at, recipients, channels, type, won, content }: DryRunText, translate: Translate): Row {
  const to =
    recipients.length + channels.length === 0 ? translate('dryRun.nobody') : [...recipients, ...channels].join(', ');
  return {
    cells: [styled(messageTime(at), 'dim'), styled(type), styled(wonWords(won, translate)), styled(to)],
    last: content.split('\n').map((line) => styled(line)),
  };
}

function heldRows(held: DryRunResult['held'], translate: Translate): readonly Row[] {
  const rows = Object.entries(held) as [DecisionWhy, number][];
  return rows
    .sort(([, one], [, other]) => other - one)
    .map(([why, count]) => ({
      cells: [styled(count.toLocaleString('en'))],
      last: [styled(translate(`dryRun.held.${why}`))],
    }));
}

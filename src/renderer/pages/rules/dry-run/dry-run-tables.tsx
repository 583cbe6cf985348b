import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DryRunDay, DryRunResult } from '../../../../shared/contract/dry-run';
import type { DecisionWhy } from '../../../../shared/contract/history';
import { useFormats } from '../../../format/times';

/** Number of held lines by reason, most first. */
export function HeldTable({ held }: Pick<DryRunResult, 'held'>) {
  const { t } = useTranslation();
  const formats = useFormats();
  const rows = (Object.entries(held) as [DecisionWhy, number][]).sort(([, one], [, other]) => other - one);
  if (rows.length === 0) {
    return <Text c="dimmed">{t('window.dryRun.noHeld')}</Text>;
  }
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('window.dryRun.why')}</Table.Th>
          <Table.Th scope="col" ta="right">
            {t('window.dryRun.lines')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(([why, number]) => (
          <Table.Tr key={why}>
            <Table.Td>{t(`dryRun.held.${why}`)}</Table.Td>
            <Table.Td ta="right">{formats.count(number)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const DAY_COLUMNS = ['matches', 'texts', 'won'] as const;

/** Totals by day, latest first. */
export function DayTable({ days }: { readonly days: readonly DryRunDay[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const titles = [t('window.dryRun.dayMatches'), t('window.dryRun.dayTexts'), t('window.dryRun.dayWon')];
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('window.dryRun.date')}</Table.Th>
          {titles.map((title) => (
            <Table.Th key={title} scope="col" ta="right">
              {title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days.toReversed().map((day) => (
          <Table.Tr key={day.date}>
            <Table.Td>{formats.date(day.date)}</Table.Td>
            {DAY_COLUMNS.map((column) => (
              <Table.Td key={column} ta="right">
                {formats.count(day[column])}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

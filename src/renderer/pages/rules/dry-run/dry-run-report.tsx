import { Alert, List, Stack, Tabs, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type DryRunResult, dryRunSum, type DryRunWarning } from '../../../../shared/contract/dry-run';
import { inertText } from '../../../format/inert-text';
import { useFormats } from '../../../format/times';
import { DryRunMatches, DryRunTexts } from './dry-run-lists';
import { DayTable, HeldTable } from './dry-run-tables';
import { useScrollIntoView } from './use-scroll-into-view';

/** Result of a dry run: sums and warnings, then texts, lines, held matches and days. */
export function DryRunReport({ result }: { readonly result: DryRunResult }) {
  const { t } = useTranslation();
  const { matches, texts, sent, held, days, warnings, leftOut } = result;
  const textsLabel = t('window.dryRun.texts', { count: sent });
  const shown = useScrollIntoView<HTMLDivElement>();
  const heldBack = Object.values(held).reduce((sum, number) => sum + number, 0);
  return (
    <Stack ref={shown} gap="xs" role="group" aria-label={t('window.dryRun.result')}>
      <Summary result={result} />
      <Warnings warnings={warnings} />
      {leftOut.length > 0 && (
        <Alert color="gray" title={t('window.dryRun.leftOut')} role="status">
          <List size="sm">
            {leftOut.map(({ path, why }) => (
              <List.Item key={path} className="logbell-path">
                {t('window.dryRun.leftOutFile', { path: inertText(path), why: t(`dryRun.leftOut.${why}`) })}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {matches.total + texts.total > 0 && (
        <Tabs defaultValue="texts" keepMounted={false}>
          <Tabs.List mb="xs">
            <Tabs.Tab value="texts">{textsLabel}</Tabs.Tab>
            <Tabs.Tab value="matches">{t('window.dryRun.matches', { count: matches.total })}</Tabs.Tab>
            <Tabs.Tab value="held">{t('window.dryRun.held', { count: heldBack })}</Tabs.Tab>
            <Tabs.Tab value="days">{t('window.dryRun.days')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="texts">
            <DryRunTexts label={textsLabel} texts={texts} />
          </Tabs.Panel>
          <Tabs.Panel value="matches">
            <DryRunMatches matches={matches} />
          </Tabs.Panel>
          <Tabs.Panel value="held">
            <HeldTable held={held} />
          </Tabs.Panel>
          <Tabs.Panel value="days">
            <DayTable days={days} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Stack>
  );
}

function Summary({ result }: { readonly result: DryRunResult }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { files, lines, bytes, matches, sent, won, span } = result;
  const read = { files, lines, size: formats.size(bytes) };
  const sums = { matches: matches.total, sent, won };
  return (
    <div role="status">
      <Text fw={600}>{t(dryRunSum(result), sums)}</Text>
      <Text size="xs" c="dimmed">
        {t('dryRun.read', read)}
        {span && ` ${t('window.dryRun.span', { from: formats.moment(span.from), to: formats.moment(span.to) })}`}
      </Text>
    </div>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly DryRunWarning[] }) {
  const { t } = useTranslation();
  return warnings.map(({ code, params }) => (
    <Alert
      key={code}
      color={code === 'times-estimated' ? 'gray' : 'yellow'}
      icon={<IconAlertTriangle aria-hidden />}
      role="alert"
    >
      {t(`dryRun.warning.${code}`, { ...params })}
    </Alert>
  ));
}

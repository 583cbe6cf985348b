import { Alert, Button, Group, Progress, Select, Stack, Text, Title } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { type Ref, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DryRunProgress } from '../../../../shared/contract/dry-run';
import type { DryRunAnswer } from '../../../bridge/subscriptions';
import { SettingsProblems } from '../../../components/saving/settings-alerts';
import { useFormats } from '../../../format/times';
import { DryRunReport } from './dry-run-report';
import { DRY_RUN_RANGES, type DryRunRange, type DryRunView } from './use-dry-run';
import { useScrollIntoView } from './use-scroll-into-view';

interface DryRunSectionProps {
  readonly dryRun: DryRunView;
  readonly ref?: Ref<HTMLDivElement>;
}

/** Range, start and result of a dry run. */
export function DryRunSection({ dryRun, ref }: DryRunSectionProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <Stack ref={ref} component="section" aria-labelledby={id} gap="xs">
      <Title order={3} id={id}>
        {t('window.dryRun.title')}
      </Title>
      <Text size="xs" c="dimmed">
        {t('window.dryRun.text')}
      </Text>
      <Group align="flex-end" gap="sm">
        <Select<DryRunRange>
          label={t('window.dryRun.range')}
          allowDeselect={false}
          data={DRY_RUN_RANGES.map((value) => ({ value, label: t(`window.dryRun.ranges.${value}`) }))}
          value={dryRun.range}
          onChange={(chosen) => dryRun.setRange(chosen ?? 'week')}
        />
        <Button variant="default" loading={dryRun.progress !== null} onClick={dryRun.start}>
          {t('window.dryRun.start')}
        </Button>
      </Group>
      {dryRun.progress !== null && <Reading progress={dryRun.progress} onCancel={dryRun.cancel} />}
      {dryRun.answer !== null && <Answer answer={dryRun.answer} stale={dryRun.stale} />}
    </Stack>
  );
}

interface ReadingProps {
  readonly progress: DryRunProgress;
  readonly onCancel: () => void;
}

function Reading({ progress: { done, total }, onCancel }: ReadingProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const shown = useScrollIntoView<HTMLDivElement>();
  return (
    <Group ref={shown} gap="sm" wrap="nowrap">
      <Stack gap={4} flex={1}>
        <Progress value={total === 0 ? 0 : (100 * done) / total} aria-label={t('window.dryRun.reading')} />
        <Text size="xs" c="dimmed">
          {t('window.dryRun.progress', { done: formats.size(done), total: formats.size(total) })}
        </Text>
      </Stack>
      <Button size="xs" variant="default" leftSection={<IconPlayerStop size={14} aria-hidden />} onClick={onCancel}>
        {t('window.dryRun.cancel')}
      </Button>
    </Group>
  );
}

function Answer({ answer, stale }: { readonly answer: DryRunAnswer; readonly stale: boolean }) {
  const { t } = useTranslation();
  if (answer.ok) {
    return (
      <>
        {stale && (
          <Alert color="gray" role="status">
            {t('window.dryRun.stale')}
          </Alert>
        )}
        <DryRunReport result={answer.value} />
      </>
    );
  }
  switch (answer.error) {
    case 'cancelled':
      return <Text role="status">{t('window.dryRun.cancelled')}</Text>;
    case 'failed':
    case 'no-answer':
      return (
        <Alert color="red" role="alert">
          {t(answer.error === 'failed' ? 'window.dryRun.failed' : 'window.notice.noAnswer')}
        </Alert>
      );
    default:
      return <SettingsProblems title={t('window.dryRun.wrong')} problems={answer.error} />;
  }
}

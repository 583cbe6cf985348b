import { Alert, Button, Group, Progress, Select, Stack, Text, Title } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DryRunLimits, DryRunProgress } from '../../../../shared/contract/dry-run';
import type { Rule } from '../../../../shared/settings/schema';
import type { DryRunAnswer } from '../../../bridge/dry-run';
import { SettingsProblems } from '../../../components/saving/settings-problems';
import { useFormats } from '../../../format/times';
import { DryRunReport } from './dry-run-report';
import { useScrollIntoView } from './use-brought-into-sight';
import { useDryRun } from './use-dry-run';

const DAY_MS = 86_400_000;

type Range = 'day' | 'week' | 'month' | 'size' | 'all';

const LIMITS: Readonly<Record<Range, DryRunLimits>> = {
  day: { sinceMs: DAY_MS, bytes: null },
  week: { sinceMs: 7 * DAY_MS, bytes: null },
  month: { sinceMs: 30 * DAY_MS, bytes: null },
  size: { sinceMs: null, bytes: 100_000_000 },
  all: { sinceMs: null, bytes: null },
};
const RANGES = ['day', 'week', 'month', 'size', 'all'] as const;

/** Dry run of an edited rule, before it is saved. */
export function DryRunSection({ rule }: { readonly rule: Rule }) {
  const { t } = useTranslation();
  const id = useId();
  const [range, setRange] = useState<Range>('week');
  const dryRun = useDryRun(rule);
  return (
    <Stack component="section" aria-labelledby={id} gap="xs">
      <Title order={3} id={id}>
        {t('window.dryRun.title')}
      </Title>
      <Text size="xs" c="dimmed">
        {t('window.dryRun.text')}
      </Text>
      <Group align="flex-end" gap="sm">
        <Select<Range>
          label={t('window.dryRun.range')}
          allowDeselect={false}
          data={RANGES.map((value) => ({ value, label: t(`window.dryRun.ranges.${value}`) }))}
          value={range}
          onChange={(chosen) => setRange(chosen ?? 'week')}
        />
        <Button variant="default" loading={dryRun.progress !== null} onClick={() => dryRun.start(LIMITS[range])}>
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

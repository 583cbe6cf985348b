import { Alert, Button, Group, Progress, Select, Stack, Text, Title } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DryRunLimits, DryRunProgress } from '../../../../shared/contract/dry-run';
import type { Rule } from '../../../../shared/settings/schema';
import { useActions } from '../../../bridge/app-context';
import type { DryRunAnswer } from '../../../bridge/subscriptions';
import { SettingsProblems } from '../../../components/saving/settings-alerts';
import { useFormats } from '../../../format/times';
import { DryRunReport } from './dry-run-report';
import { useScrollIntoView } from './use-scroll-into-view';

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

/** State of the dry run of an edited rule. */
export interface DryRunView {
  /** Null while none runs. */
  readonly progress: DryRunProgress | null;
  /** Result of the last one. */
  readonly answer: DryRunAnswer | null;
  /** True if the rule has changed since the last start. */
  readonly stale: boolean;
  readonly start: (limits: DryRunLimits) => void;
  readonly cancel: () => void;
}

/** Runs the rule as it is edited now, on demand; unmounting cancels. */
function useDryRun(rule: Rule): DryRunView {
  const actions = useActions();
  const running = useRef<(() => void) | null>(null);
  const [progress, setProgress] = useState<DryRunProgress | null>(null);
  const [answer, setAnswer] = useState<DryRunAnswer | null>(null);
  const [tried, setTried] = useState('');
  useEffect(() => () => running.current?.(), []);
  const written = JSON.stringify(rule);
  return {
    progress,
    answer,
    stale: answer !== null && tried !== written,
    start: (limits) => {
      setAnswer(null);
      setTried(written);
      setProgress({ done: 0, total: 0 });
      const run = actions.startDryRun(rule, limits, setProgress);
      running.current = run.cancel;
      void run.answer.then((given) => {
        running.current = null;
        setProgress(null);
        setAnswer(given);
      });
    },
    cancel: () => running.current?.(),
  };
}

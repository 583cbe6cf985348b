import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../shared/contract/status';
import { useAppData } from '../../bridge/app-context';
import { useNavigation } from '../../navigation/navigation';
import { targetOfProblem } from '../../navigation/problem-target';
import { useSentences } from '../../format/sentences';
import { useFormats } from '../../format/times';

/** Active problems, each with its fix and a link to the page for it. */
export function ProblemsSection({ problems }: { readonly problems: readonly Problem[] }) {
  const { t } = useTranslation();
  return (
    <Stack component="section" aria-label={t('window.problem.standing')} gap="xs">
      {problems.map((problem) => (
        <ProblemCard key={`${problem.code} ${problem.subject}`} problem={problem} />
      ))}
    </Stack>
  );
}

function ProblemCard({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation();
  const sentences = useSentences();
  const formats = useFormats();
  const { goTo } = useNavigation();
  const target = targetOfProblem(problem, useAppData().settings.problems);
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={sentences.problemTitle(problem)}>
      <Group justify="space-between" align="flex-end" wrap="nowrap" gap="lg">
        <Stack gap={2}>
          <Text>{sentences.problemRemedy(problem)}</Text>
          <Text size="xs" c="dimmed">
            {t('window.problem.since', { time: formats.moment(problem.since) })}
          </Text>
        </Stack>
        <Button
          variant="default"
          size="xs"
          rightSection={<IconArrowRight size={14} aria-hidden />}
          onClick={() => goTo(target)}
          style={{ flexShrink: 0 }}
        >
          {t('window.problem.goTo', { page: t(`window.page.${target.page}`) })}
        </Button>
      </Group>
    </Alert>
  );
}

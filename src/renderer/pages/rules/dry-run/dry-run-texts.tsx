import { Badge, Group, Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DryRunText, EndsOf } from '../../../../shared/contract/dry-run';
import { InertLine } from '../../../components/display/inert-line';
import { useFormats } from '../../../format/times';
import { EndsList } from './ends-list';

/** Texts that the rule would have sent, with time, recipients, content and cost. */
export function DryRunTexts({ texts }: { readonly texts: EndsOf<DryRunText> }) {
  const { t } = useTranslation();
  if (texts.total === 0) {
    return <Text c="dimmed">{t('window.dryRun.noTexts')}</Text>;
  }
  return (
    <EndsList label={t('window.dryRun.texts', { number: texts.total })} items={texts}>
      {(text) => <SentText text={text} />}
    </EndsList>
  );
}

function SentText({ text: { at, type, bytes, won, recipients, content } }: { readonly text: DryRunText }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Paper withBorder p="xs">
      <Group justify="space-between" gap="xs" mb={4}>
        <Group gap="xs">
          <Text size="xs" c="dimmed">
            {formats.moment(at)}
          </Text>
          <Text size="xs" fw={600}>
            {recipients.length === 0 ? t('dryRun.nobody') : recipients.join(', ')}
          </Text>
        </Group>
        <Group gap="xs">
          <Badge color={type === 'SMS' ? 'teal' : 'orange'}>{type}</Badge>
          <Text size="xs" c="dimmed">
            {t('window.dryRun.measures', { bytes: formats.count(bytes), won: formats.count(won) })}
          </Text>
        </Group>
      </Group>
      {content.split('\n').map((line, index) => (
        <Text key={`${index} ${line}`} className="logbell-path">
          <InertLine text={line} />
        </Text>
      ))}
    </Paper>
  );
}

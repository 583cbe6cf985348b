import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DryRunMatch, DryRunText, FirstAndLast } from '../../../../shared/contract/dry-run';
import { InertLine } from '../../../components/display/inert-text';
import { PathText } from '../../../components/display/path-text';
import { useSentences } from '../../../format/sentences';
import { useFormats } from '../../../format/times';

interface DryRunTextsProps {
  readonly label: string;
  readonly texts: FirstAndLast<DryRunText>;
}

/** Texts that the rule would have sent, with time, recipients, content and cost. */
export function DryRunTexts({ label, texts }: DryRunTextsProps) {
  const { t } = useTranslation();
  if (texts.total === 0) {
    return <Text c="dimmed">{t('window.dryRun.noTexts')}</Text>;
  }
  return (
    <EndsList label={label} items={texts}>
      {(text) => <SentText text={text} />}
    </EndsList>
  );
}

function SentText({ text: { at, type, bytes, won, recipients, channels, content } }: { readonly text: DryRunText }) {
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
            {recipients.length + channels.length === 0 ? t('dryRun.nobody') : [...recipients, ...channels].join(', ')}
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

/** Matching lines with marked matches and the decision on each. */
export function DryRunMatches({ matches }: { readonly matches: FirstAndLast<DryRunMatch> }) {
  const { t } = useTranslation();
  return (
    <EndsList label={t('window.dryRun.matches', { count: matches.total })} items={matches}>
      {(match) => <MatchedLine match={match} />}
    </EndsList>
  );
}

function MatchedLine({ match: { at, path, line, cut, marks, decision } }: { readonly match: DryRunMatch }) {
  const { t } = useTranslation();
  const sentences = useSentences();
  const formats = useFormats();
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed" style={{ flexShrink: 0 }}>
          {formats.moment(at)}
        </Text>
        <PathText path={path} size="xs" c="dimmed" />
      </Group>
      <Text size="xs" ff="monospace" className="logbell-path logbell-marked" style={{ whiteSpace: 'pre-wrap' }}>
        <InertLine text={line} marks={marks} />
        {cut && '…'}
      </Text>
      <Text size="xs">{decision === null ? t('dryRun.expected') : sentences.decision(decision)}</Text>
    </>
  );
}

interface EndsListProps<Item> {
  readonly label: string;
  readonly items: FirstAndLast<Item>;
  readonly children: (item: Item) => ReactNode;
}

/** First and last items of a long list, with the number left out between them. Scrolls on its own. */
function EndsList<Item>({ label, items: { total, first, last }, children }: EndsListProps<Item>) {
  const { t } = useTranslation();
  const leftOut = total - first.length - last.length;
  return (
    <Stack gap="xs" mah={320} style={{ overflow: 'auto' }} role="list" aria-label={label} tabIndex={0}>
      {first.map((item, index) => (
        <div key={`first ${index}`} role="listitem">
          {children(item)}
        </div>
      ))}
      {leftOut > 0 && (
        <Text size="xs" c="dimmed" ta="center" role="listitem">
          {t('window.dryRun.more', { count: leftOut })}
        </Text>
      )}
      {last.map((item, index) => (
        <div key={`last ${index}`} role="listitem">
          {children(item)}
        </div>
      ))}
    </Stack>
  );
}

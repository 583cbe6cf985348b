import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DryRunMatch, EndsOf } from '../../../../shared/contract/dry-run';
import { InertLine } from '../../../components/display/inert-line';
import { PathText } from '../../../components/display/path-text';
import { useSentences } from '../../../format/sentences';
import { useFormats } from '../../../format/times';
import { EndsList } from './ends-list';

/** Matching lines with marked matches and the decision on each. */
export function DryRunMatches({ matches }: { readonly matches: EndsOf<DryRunMatch> }) {
  const { t } = useTranslation();
  return (
    <EndsList label={t('window.dryRun.matches', { number: matches.total })} items={matches}>
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

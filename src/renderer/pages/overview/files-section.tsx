import { Button, EmptyState, Group, Progress, Stack, Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FileStatus } from '../../../shared/contract/status';
import { badgeState, FileStateBadge } from '../../components/display/state-badges';
import { PathText } from '../../components/display/path-text';
import { Section } from '../../components/layout/section';
import { useNavigation } from '../../navigation/navigation';
import { useFormats } from '../../format/times';

const SHOWN = 8;

/** Followed logs; files with their read positions. */
export function FilesSection({ files }: { readonly files: readonly FileStatus[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { goTo } = useNavigation();
  return (
    <Section title={t('window.overview.files')}>
      {files.length === 0 ? (
        <EmptyState
          size="sm"
          icon={<IconFileText stroke={1.5} aria-hidden />}
          title={t('window.files.empty')}
          description={t('window.files.emptyText')}
        >
          <EmptyState.Actions>
            <Button size="xs" onClick={() => goTo('files')}>
              {t('window.overview.toFiles')}
            </Button>
          </EmptyState.Actions>
        </EmptyState>
      ) : (
        <Stack gap="sm">
          {files.slice(0, SHOWN).map((file) => (
            <FileRow key={`${file.fileId} ${file.path}`} file={file} />
          ))}
          {files.length > SHOWN && (
            <Button variant="subtle" size="xs" onClick={() => goTo('files')}>
              {t('window.overview.moreFiles', { number: formats.count(files.length - SHOWN) })}
            </Button>
          )}
        </Stack>
      )}
    </Section>
  );
}

function FileRow({ file }: { readonly file: FileStatus }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const read = file.size === 0 ? 100 : Math.min(100, (file.position / file.size) * 100);
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <PathText path={file.path} size="xs" oneLine />
        <FileStateBadge state={badgeState(file)} />
      </Group>
      {file.state === 'following' && file.isJournal !== true && file.isAlerts !== true && (
        <Group gap="sm" wrap="nowrap">
          <Progress
            flex={1}
            size="sm"
            value={read}
            color="teal"
            aria-label={t('window.overview.readOf', { path: file.path })}
          />
          <Text size="xs" c="dimmed" style={{ flexShrink: 0 }}>
            {t('window.overview.position', { position: formats.size(file.position), size: formats.size(file.size) })}
          </Text>
        </Group>
      )}
    </Stack>
  );
}

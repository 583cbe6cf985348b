import { Alert, Button, Group, Paper, Select, Skeleton, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EncodingPreview, EncodingReading } from '../../../shared/contract/live-view';
import { ENCODINGS } from '../../../shared/settings/choices';
import type { Encoding } from '../../../shared/settings/schema';
import { useActions } from '../../bridge/app-context';
import { InertLine } from '../../components/display/inert-text';
import type { LogValues } from '../../forms/log/log-form';

/** Encoding of the file; on demand shows its last lines decoded in every encoding. */
export function EncodingField({ form }: { readonly form: UseFormReturnType<LogValues> }) {
  const { t } = useTranslation();
  const [compared, { toggle }] = useDisclosure(false);
  const path = form.values.path.trim();
  const id = useId();
  return (
    <Stack gap="xs">
      <Select
        label={t('window.files.encoding')}
        description={t('window.files.encodingHelp')}
        allowDeselect={false}
        data={ENCODINGS.map((encoding) => ({ value: encoding, label: t(`window.encoding.${encoding}`) }))}
        {...form.getInputProps('encoding')}
      />
      <Group>
        <Button
          size="xs"
          variant="default"
          aria-expanded={compared}
          aria-controls={id}
          disabled={!path.startsWith('/')}
          onClick={toggle}
        >
          {t(compared ? 'window.encodings.hide' : 'window.encodings.show')}
        </Button>
      </Group>
      <div id={id}>
        {compared && path.startsWith('/') && (
          <Comparison
            key={path}
            path={path}
            chosen={form.values.encoding}
            onChoose={(encoding) => form.setFieldValue('encoding', encoding)}
          />
        )}
      </div>
    </Stack>
  );
}

interface ComparisonProps {
  readonly path: string;
  readonly chosen: Encoding;
  readonly onChoose: (encoding: Encoding) => void;
}

function Comparison({ path, chosen, onChoose }: ComparisonProps) {
  const { t } = useTranslation();
  const actions = useActions();
  const [preview, setPreview] = useState<EncodingPreview | 'waiting' | 'lost'>('waiting');
  useEffect(() => {
    let isCurrent = true;
    void actions.previewEncodings(path).then((answer) => {
      if (isCurrent) {
        setPreview(answer.ok ? answer.value : 'lost');
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [actions, path]);
  if (preview === 'waiting') {
    return <Skeleton height={120} role="status" aria-busy="true" aria-label={t('window.loading')} />;
  }
  if (preview === 'lost' || preview.state !== 'read') {
    return (
      <Alert color="gray" role="alert">
        {preview === 'lost' ? t('window.notice.noAnswer') : t(`window.encodings.state.${preview.state}`)}
      </Alert>
    );
  }
  return (
    <>
      <Text size="xs" c="dimmed" className="logbell-path" mb="xs">
        {t('window.encodings.from', { path: preview.path })}
      </Text>
      <Stack gap="xs" role="list" aria-label={t('window.encodings.list')}>
        {preview.readings.map((reading) => (
          <Reading
            key={reading.encoding}
            reading={reading}
            chosen={reading.encoding === chosen}
            onChoose={() => onChoose(reading.encoding)}
          />
        ))}
      </Stack>
    </>
  );
}

interface ReadingProps {
  readonly reading: EncodingReading;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Reading({ reading: { encoding, lines, broken }, chosen, onChoose }: ReadingProps) {
  const { t } = useTranslation();
  const name = t(`window.encoding.${encoding}`);
  return (
    <Paper withBorder p="xs" role="listitem">
      <Group justify="space-between" gap="xs" mb={4}>
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          {broken > 0 && (
            <Text size="xs" c="var(--mantine-color-error)">
              {t('window.encodings.broken', { count: broken })}
            </Text>
          )}
        </Group>
        <Button
          size="compact-xs"
          variant={chosen ? 'light' : 'default'}
          aria-pressed={chosen}
          aria-label={t('window.encodings.useOf', { encoding: name })}
          onClick={onChoose}
        >
          {t(chosen ? 'window.encodings.used' : 'window.encodings.use')}
        </Button>
      </Group>
      {lines.map((line, index) => (
        <Text key={`${index} ${line}`} size="xs" ff="monospace" lineClamp={2} className="logbell-path">
          <InertLine text={line} />
        </Text>
      ))}
    </Paper>
  );
}

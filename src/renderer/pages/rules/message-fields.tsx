import { Badge, Code, Group, Paper, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings';
import { LMS_BYTES, SMS_BYTES } from '../../../shared/sms-text';
import { useSettings } from '../../bridge/app-context';
import { MESSAGE_VARIABLES, previewMessage } from '../../edits/message-preview';
import type { RuleValues } from '../../edits/rule-form';
import { useFormats } from '../../words/times';
import type { Trial } from './use-trial';

interface MessageFieldsProps {
  readonly form: UseFormReturnType<RuleValues>;
  readonly trial: Trial;
}

/** What is texted: the words, what may stand in them, and how it will look on the phone. */
export function MessageFields({ form, trial }: MessageFieldsProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Textarea
        label={t('window.message.label')}
        autosize
        minRows={2}
        maxRows={8}
        required
        {...form.getInputProps('message')}
      />
      <SimpleGrid cols={2} spacing="md" verticalSpacing={4} role="list" aria-label={t('window.message.variables')}>
        {MESSAGE_VARIABLES.map((name) => (
          <Group key={name} role="listitem" gap="xs" wrap="nowrap" align="baseline">
            <Code>{`{{${name}}}`}</Code>
            <Text size="xs" c="dimmed">
              {t(`window.message.variable.${name}`)}
            </Text>
          </Group>
        ))}
      </SimpleGrid>
      <Preview values={form.values} trial={trial} />
    </Stack>
  );
}

function Preview({ values, trial }: { readonly values: RuleValues; readonly trial: Trial }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const settings = useSettings();
  const line = trial.line === '' ? t('window.message.sampleLine') : trial.line;
  const matched = trial.answer?.ok === true ? trial.answer.value.matched : '';
  const text = previewMessage(
    values.message,
    {
      rule: values.name === '' ? t('window.message.sampleRule') : values.name,
      file: sampleFile(values, settings),
      line,
      host: t('window.message.sampleHost'),
      match: matched === '' && values.match.kind === 'text' ? values.match.pattern : matched,
    },
    values.match,
  );
  return (
    <Paper withBorder p="sm" role="group" aria-label={t('window.message.preview')}>
      <Group justify="space-between" mb={6}>
        <Text size="xs" fw={600} c="dimmed">
          {t('window.message.preview')}
        </Text>
        <Group gap="xs">
          <Badge color={text.type === 'SMS' ? 'teal' : 'orange'}>{text.type}</Badge>
          <Text size="xs" c="dimmed">
            {t('window.message.bytes', {
              bytes: formats.count(text.bytes),
              limit: formats.count(text.type === 'SMS' ? SMS_BYTES : LMS_BYTES),
            })}
          </Text>
        </Group>
      </Group>
      <Text style={{ whiteSpace: 'pre-wrap' }}>{text.content}</Text>
      {text.type === 'LMS' && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('window.message.lms')}
        </Text>
      )}
      {text.replaced > 0 && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('window.message.replaced', { number: formats.count(text.replaced) })}
        </Text>
      )}
      {text.cut && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('window.message.cut')}
        </Text>
      )}
    </Paper>
  );
}

function sampleFile(values: RuleValues, settings: Settings): string {
  const chosen = values.allFiles ? settings.files[0] : settings.files.find(({ id }) => values.files.includes(id));
  return chosen?.path ?? '/var/log/syslog';
}

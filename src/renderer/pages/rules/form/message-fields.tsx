import { Code, Group, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../../bridge/app-context';
import { readsJournal } from '../../../forms/log/journal-form';
import { messageVariables } from '../../../forms/rule/message-preview';
import type { RuleValues } from '../../../forms/rule/rule-form';
import { TextPreview } from '../preview/text-preview';
import type { Trial } from '../../../components/fields/use-trial';
import type { RuleLines } from '../preview/use-rule-lines';

interface MessageFieldsProps {
  readonly form: UseFormReturnType<RuleValues>;
  /** Path of the message in the form. */
  readonly path: 'message' | 'absence.message' | 'pair.message';
  readonly trial: Trial;
  readonly lines: RuleLines;
}

/** Message of the texts, its variables, and a preview. */
export function MessageFields({ form, path, trial, lines }: MessageFieldsProps) {
  const { t } = useTranslation();
  const ofJournal = readsJournal(form.values, useSettings().files);
  const message = form.getInputProps(path);
  return (
    <Stack gap="xs">
      <Textarea label={t('window.message.label')} required {...message} />
      <SimpleGrid cols={2} spacing="md" verticalSpacing={4} role="list" aria-label={t('window.message.variables')}>
        {messageVariables(ofJournal).map((name) => (
          <Group key={name} role="listitem" gap="xs" wrap="nowrap" align="baseline">
            <Code style={{ flexShrink: 0 }}>{`{{${name}}}`}</Code>
            <Text size="xs" c="dimmed">
              {t(`window.message.variable.${name}`)}
            </Text>
          </Group>
        ))}
      </SimpleGrid>
      <Text size="xs" c="dimmed">
        {t('window.message.lengths', { example: '{{line|60}}' })}
      </Text>
      <TextPreview values={form.values} message={String(message.value)} trial={trial} lines={lines} />
    </Stack>
  );
}

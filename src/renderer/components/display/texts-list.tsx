import { Group, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TextView } from '../../../shared/contract/history';
import { useSentences } from '../../format/sentences';
import { useFormats } from '../../format/times';
import { TextActions } from './text-actions';
import { TextStateBadge } from './text-state-badge';

/** Texts of one alert or test: recipient, state, and the reason of a failure. */
export function TextsList({ texts }: { readonly texts: readonly TextView[] }) {
  const { t } = useTranslation();
  const sentences = useSentences();
  const formats = useFormats();
  return (
    <List listStyleType="none" spacing={4} aria-label={t('window.text.list')}>
      {texts.map((text) => (
        <List.Item key={text.id}>
          <Group gap="xs">
            <TextStateBadge state={text.state} />
            <Text span>
              {text.recipient === '' ? text.to : t('window.text.recipient', { name: text.recipient, number: text.to })}
            </Text>
            <Text span size="xs" c="dimmed">
              {text.type}
            </Text>
            {text.costWon > 0 && (
              <Text span size="xs" c="dimmed">
                {t('window.text.cost', { won: formats.count(text.costWon) })}
              </Text>
            )}
          </Group>
          {text.reason !== null && (
            <Text size="xs" c={text.state === 'failed' ? 'var(--mantine-color-error)' : 'dimmed'} mt={2}>
              {sentences.reason(text.reason)}
            </Text>
          )}
          <TextActions text={text} />
        </List.Item>
      ))}
    </List>
  );
}

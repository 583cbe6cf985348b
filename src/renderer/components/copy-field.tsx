import { Button, Group, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** A command to take away: copied by a button, or selected for Ctrl+C where the desktop refuses the clipboard. */
export function CopyField({ label, value }: { readonly label: string; readonly value: string }) {
  const { t } = useTranslation();
  const clipboard = useClipboard();
  const input = useRef<HTMLInputElement>(null);
  const copy = (): void => {
    input.current?.focus();
    clipboard.copy(value);
  };
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <TextInput
        ref={input}
        flex={1}
        readOnly
        aria-label={label}
        value={value}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onFocus={({ currentTarget }) => currentTarget.select()}
        description={clipboard.error === null ? undefined : t('window.copy.byHand')}
        inputWrapperOrder={['input', 'description']}
      />
      <Button
        variant="default"
        leftSection={clipboard.copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        onClick={copy}
      >
        {clipboard.copied ? t('window.copy.done') : t('window.copy.copy')}
      </Button>
    </Group>
  );
}

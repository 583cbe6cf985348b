import { Button, Group, Textarea } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../bridge/app-context';

/** Time for which the button confirms the copy, ms. */
const DONE_SHOWN_MS = 2_000;

type Outcome = 'none' | 'copied' | 'failed';

/** Command to copy, by button or, if that fails, by Ctrl+C on the selected text. */
export function CopyField({ label, value }: { readonly label: string; readonly value: string }) {
  const { t } = useTranslation();
  const actions = useActions();
  const [outcome, setOutcome] = useState<Outcome>('none');
  const { start: forgetSoon } = useTimeout(() => setOutcome('none'), DONE_SHOWN_MS);
  const copied = outcome === 'copied';
  const onCopy = async (): Promise<void> => {
    const answer = await actions.copy(value);
    setOutcome(answer.ok ? 'copied' : 'failed');
    if (answer.ok) {
      forgetSoon();
    }
  };
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <Textarea
        flex={1}
        readOnly
        aria-label={label}
        value={value}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', wordBreak: 'break-all' } }}
        onFocus={({ currentTarget }) => currentTarget.select()}
        description={outcome === 'failed' ? t('window.copy.byHand') : undefined}
        inputWrapperOrder={['input', 'description']}
      />
      <Button
        variant="default"
        leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        onClick={() => void onCopy()}
      >
        {copied ? t('window.copy.done') : t('window.copy.copy')}
      </Button>
    </Group>
  );
}

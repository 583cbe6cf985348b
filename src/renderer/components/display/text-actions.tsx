import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextView } from '../../../shared/contract/history';
import { dropRefusal, resendRefusal } from '../../../shared/contract/text-actions';
import { useActions } from '../../bridge/app-context';
import { useNotices } from '../layout/notifications';

/** Buttons to send or drop a text that has not arrived. Renders nothing if neither is possible. */
export function TextActions({ text }: { readonly text: TextView }) {
  const { t } = useTranslation();
  const actions = useActions();
  const notices = useNotices();
  const [asked, setAsked] = useState(false);
  const refusal = resendRefusal(text);
  const canResend = refusal === null || refusal === 'may-repeat';
  const canDrop = dropRefusal(text) === null;
  const to = text.recipient === '' ? text.to : text.recipient;

  const tell = async (answer: ReturnType<typeof actions.dropText>): Promise<void> => {
    const outcome = await answer;
    if (!outcome.ok) {
      notices.wrong(outcome.error === 'no-answer' ? t('window.notice.noAnswer') : t(`textAction.${outcome.error}`));
    }
  };
  const resend = (sure: boolean): void => {
    setAsked(false);
    void tell(actions.resendText(text.id, sure));
  };
  if (!canResend && !canDrop) {
    return null;
  }
  return (
    <Group gap="xs" mt={4}>
      {canResend && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('window.text.resendTo', { to })}
          onClick={() => (refusal === null ? resend(false) : setAsked(true))}
        >
          {t('window.text.resend')}
        </Button>
      )}
      {canDrop && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('window.text.dropTo', { to })}
          onClick={() => void tell(actions.dropText(text.id))}
        >
          {t('window.text.drop')}
        </Button>
      )}
      <Modal opened={asked} onClose={() => setAsked(false)} title={t('window.text.resend')} centered>
        <Text>{t('textAction.may-repeat')}</Text>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" data-autofocus onClick={() => setAsked(false)}>
            {t('window.form.cancel')}
          </Button>
          <Button onClick={() => resend(true)}>{t('window.text.resendAnyway')}</Button>
        </Group>
      </Modal>
    </Group>
  );
}

import { Badge, Button, Group, List, Modal, Text } from '@mantine/core';
import { type Icon, IconCheck, IconChecks, IconClock, IconQuestionMark, IconSend, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextState, TextView } from '../../../shared/contract/history';
import { shownState } from '../../../shared/i18n/delivery-state';
import { dropRefusal, resendRefusal } from '../../../shared/contract/delivery/text-actions';
import { useActions, useSettings } from '../../bridge/app-context';
import { useSentences } from '../../format/sentences';
import { useFormats } from '../../format/times';
import { useNotifications } from '../layout/notifications';
import { ChannelIcon } from './channel-icon';
import { InertLine } from './inert-text';

const APPEARANCE: Readonly<Record<TextState, { readonly icon: Icon; readonly color: string }>> = {
  owed: { icon: IconClock, color: 'gray' },
  sending: { icon: IconSend, color: 'blue' },
  accepted: { icon: IconCheck, color: 'cyan' },
  delivered: { icon: IconChecks, color: 'teal' },
  failed: { icon: IconX, color: 'red' },
  unknown: { icon: IconQuestionMark, color: 'yellow' },
};

/** Texts and messages of one alert or test: recipient or channel, state, and the reason of a failure. */
export function TextsList({ texts }: { readonly texts: readonly TextView[] }) {
  const { t } = useTranslation();
  const sentences = useSentences();
  const formats = useFormats();
  return (
    <List listStyleType="none" spacing={4} aria-label={t('window.text.list')}>
      {texts.map((text) => (
        <List.Item key={text.id}>
          <Group gap="xs">
            <TextStateBadge text={text} />
            {text.channel === '' ? <PhoneOf text={text} /> : <ChannelOf text={text} />}
            {text.costWon > 0 && (
              <Text span size="xs" c="dimmed">
                {t('window.text.cost', { won: formats.count(text.costWon) })}
              </Text>
            )}
          </Group>
          {text.fallback !== undefined && (
            <Text size="xs" c="dimmed" mt={2}>
              {t(`fallbackReason.${text.fallback}`)}
            </Text>
          )}
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

/** Recipient of a text and its type. */
function PhoneOf({ text: { recipient, to, type } }: { readonly text: TextView }) {
  const { t } = useTranslation();
  return (
    <>
      <Text span>{recipient === '' ? to : t('window.text.recipient', { name: recipient, number: to })}</Text>
      <Text span size="xs" c="dimmed">
        {type}
      </Text>
    </>
  );
}

/** Channel of a message: its icon, name and kind; a removed one has only its name. */
function ChannelOf({ text: { recipient, channel } }: { readonly text: TextView }) {
  const { t } = useTranslation();
  const kind = useSettings().channels.find(({ id }) => id === channel)?.kind;
  return (
    <Group gap={6} wrap="nowrap" component="span">
      {kind !== undefined && <ChannelIcon kind={kind} size={16} />}
      <Text span className="logbell-path">
        <InertLine text={recipient === '' ? channel : recipient} />
      </Text>
      {kind !== undefined && (
        <Text span size="xs" c="dimmed">
          {t(`window.channels.kind.${kind}`)}
        </Text>
      )}
    </Group>
  );
}

/** Buttons to resend or cancel a text that has not arrived. Renders nothing if neither is possible. */
function TextActions({ text }: { readonly text: TextView }) {
  const { t } = useTranslation();
  const actions = useActions();
  const notifications = useNotifications();
  const [isConfirming, setIsConfirming] = useState(false);
  const refusal = resendRefusal(text);
  const canResend = refusal === null || refusal === 'may-repeat';
  const canDrop = dropRefusal(text) === null;
  const to = targetOf(text);

  const showRefusal = async (answer: ReturnType<typeof actions.dropText>): Promise<void> => {
    const outcome = await answer;
    if (!outcome.ok) {
      notifications.showError(
        outcome.error === 'no-answer' ? t('window.notice.noAnswer') : t(`textAction.${outcome.error}`),
      );
    }
  };
  const resend = (sure: boolean): void => {
    setIsConfirming(false);
    void showRefusal(actions.resendText(text.id, sure));
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
          onClick={() => (refusal === null ? resend(false) : setIsConfirming(true))}
        >
          {t('window.text.resend')}
        </Button>
      )}
      {canDrop && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t(text.channel === '' ? 'window.text.dropTo' : 'window.text.dropMessageTo', { to })}
          onClick={() => void showRefusal(actions.dropText(text.id))}
        >
          {t(text.channel === '' ? 'window.text.drop' : 'window.text.dropMessage')}
        </Button>
      )}
      <Modal opened={isConfirming} onClose={() => setIsConfirming(false)} title={t('window.text.resend')} centered>
        <Text>{t('textAction.may-repeat')}</Text>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" data-autofocus onClick={() => setIsConfirming(false)}>
            {t('window.form.cancel')}
          </Button>
          <Button onClick={() => resend(true)}>{t('window.text.resendAnyway')}</Button>
        </Group>
      </Modal>
    </Group>
  );
}

/** Name of the recipient, or number without one, or title of the channel. */
function targetOf({ recipient, to, channel }: TextView): string {
  return recipient === '' ? to || channel : recipient;
}

/** Badge for the state of a text. */
export function TextStateBadge({ text }: { readonly text: Pick<TextView, 'state' | 'channel'> }) {
  const { t } = useTranslation();
  const { icon: Shape, color } = APPEARANCE[text.state];
  return (
    <Badge color={color} leftSection={<Shape size={12} aria-hidden />} miw="max-content">
      {t(`window.text.${shownState(text)}`)}
    </Badge>
  );
}

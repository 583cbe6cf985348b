import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../bridge/app-context';
import { recipientNumber } from '../../format/recipient-title';
import { useFormats } from '../../format/times';

/** Recipients named one by one; of more, only the number is said. */
const MOST_NAMED = 6;

interface GoLiveDialogProps {
  readonly opened: boolean;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}

/** Asks once before live mode begins; names the recipients and the price of a text. */
export function GoLiveDialog({ opened, onCancel, onConfirm }: GoLiveDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={opened} onClose={onCancel} zIndex={400} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body pt="md">
          <Modal.Title fw={600} mb="xs">
            {t('window.goLive.title')}
          </Modal.Title>
          <Consequences />
          <Group justify="flex-end" mt="lg" gap="sm">
            <Button variant="default" data-autofocus onClick={onCancel}>
              {t('window.form.cancel')}
            </Button>
            <Button onClick={onConfirm}>{t('window.goLive.start')}</Button>
          </Group>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Consequences() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { recipients, delivery } = useSettings();
  const { SMS, LMS } = delivery.prices;
  const others = recipients.length - MOST_NAMED;
  return (
    <Stack gap="xs">
      {recipients.length === 0 ? (
        <Text>{t('window.goLive.nobody')}</Text>
      ) : (
        <>
          <Text>{t('window.goLive.recipients', { count: recipients.length })}</Text>
          <List size="sm">
            {recipients.slice(0, MOST_NAMED).map((recipient) => (
              <List.Item key={recipient.id}>
                {recipient.name === ''
                  ? recipientNumber(recipient)
                  : `${recipient.name} · ${recipientNumber(recipient)}`}
              </List.Item>
            ))}
            {others > 0 && <List.Item>{t('window.goLive.others', { count: others })}</List.Item>}
          </List>
        </>
      )}
      <Text>{t('window.goLive.price', { sms: formats.count(SMS), lms: formats.count(LMS) })}</Text>
    </Stack>
  );
}

import { Alert, Button, Group, MultiSelect, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageView } from '../../../shared/ipc-contract';
import { useActions, useAppData } from '../../bridge/app-context';
import { PracticeBadge } from '../../components/practice-badge';
import { Section } from '../../components/section';
import { TextsList } from '../../components/texts-list';
import { recipientTitle } from '../../words/recipient-title';
import { useSentences } from '../../words/sentences';
import { TestImageField } from './test-image-field';

/** Sends a text on demand and follows it to the phone. */
export function TestSection() {
  const { t } = useTranslation();
  const { settings, status } = useAppData();
  const { recipients } = settings.settings;
  const [left, setLeft] = useState<readonly string[]>([]);
  const chosen = recipients.map(({ id }) => id).filter((id) => !left.includes(id));
  const [image, setImage] = useState<ImageView | null>(null);
  const test = useTestText();
  const choose = (ids: readonly string[]): void =>
    setLeft(recipients.map(({ id }) => id).filter((id) => !ids.includes(id)));
  return (
    <Section
      title={t('window.test.title')}
      text={t(status.practice ? 'window.test.practice' : 'window.test.live')}
      action={status.practice && <PracticeBadge />}
    >
      <Stack gap="sm">
        <Group gap="sm" align="flex-end" wrap="nowrap">
          <MultiSelect
            flex={1}
            label={t('window.test.recipients')}
            data={recipients.map((recipient) => ({ value: recipient.id, label: recipientTitle(recipient) }))}
            value={chosen}
            onChange={choose}
            hidePickedOptions
            nothingFoundMessage={t('window.rules.nothingToChoose')}
          />
          <Button
            leftSection={<IconSend size={16} aria-hidden />}
            disabled={chosen.length === 0}
            loading={test.sending}
            onClick={() => void test.send(chosen, image !== null)}
          >
            {t('window.test.send')}
          </Button>
        </Group>
        <TestImageField image={image} onChange={setImage} />
        <div role="status">
          {test.wrong !== null && (
            <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t('window.test.refused')}>
              {test.wrong}
            </Alert>
          )}
          {test.testId !== null && <TestOutcome testId={test.testId} />}
        </div>
      </Stack>
    </Section>
  );
}

function TestOutcome({ testId }: { readonly testId: number }) {
  const { t } = useTranslation();
  const entry = useAppData().history.find(({ kind, id }) => kind === 'test' && id === testId);
  return entry?.kind === 'test' ? <TextsList texts={entry.texts} /> : <Text c="dimmed">{t('window.test.queued')}</Text>;
}

function useTestText() {
  const { t } = useTranslation();
  const actions = useActions();
  const sentences = useSentences();
  const [sending, setSending] = useState(false);
  const [testId, setTestId] = useState<number | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const send = async (recipientIds: readonly string[], withImage: boolean): Promise<void> => {
    setSending(true);
    const answer = await actions.sendTest(recipientIds, withImage);
    setSending(false);
    setTestId(answer.ok ? answer.value.testId : null);
    if (answer.ok) {
      setWrong(null);
    } else {
      setWrong(answer.error === 'no-answer' ? t('window.notice.noAnswer') : sentences.settingsProblem(answer.error));
    }
  };
  return { sending, testId, wrong, send };
}

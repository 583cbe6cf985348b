import { Button, Code, Group, List, Modal, ScrollArea, Stack } from '@mantine/core';
import { IconDeviceFloppy, IconStethoscope } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../bridge/app-context';
import { useNotifications } from '../../components/layout/notifications';
import { Section } from '../../components/layout/section';

const PARTS = ['versions', 'settings', 'status', 'problems', 'ledger', 'log'] as const;

/** Creates a diagnostics file for support; its content is shown before it is saved. */
export function DiagnosticsSection() {
  const { t } = useTranslation();
  const actions = useActions();
  const notifications = useNotifications();
  const [text, setText] = useState<string | null>(null);
  const read = async (): Promise<void> => {
    const answer = await actions.readDiagnostics();
    if (answer.ok) {
      setText(answer.value);
    } else {
      notifications.showError(t('window.notice.noAnswer'));
    }
  };
  const save = async (): Promise<void> => {
    const answer = await actions.saveDiagnostics();
    if (!answer.ok) {
      notifications.showError(
        t(answer.error === 'no-answer' ? 'window.notice.noAnswer' : 'window.transfer.exportFailed'),
      );
    } else if (answer.value !== null) {
      setText(null);
      notifications.showSuccess(t('window.diagnostics.saved', { path: answer.value }));
    }
  };
  return (
    <Section title={t('window.diagnostics.title')} text={t('window.diagnostics.text')}>
      <Stack gap="sm" align="flex-start">
        <List size="sm" spacing={2}>
          {PARTS.map((part) => (
            <List.Item key={part}>{t(`window.diagnostics.part.${part}`)}</List.Item>
          ))}
        </List>
        <Button variant="default" leftSection={<IconStethoscope size={16} aria-hidden />} onClick={() => void read()}>
          {t('window.diagnostics.show')}
        </Button>
      </Stack>
      <Modal
        opened={text !== null}
        onClose={() => setText(null)}
        title={t('window.diagnostics.content')}
        size={720}
        centered
        styles={{ title: { fontWeight: 600 } }}
        closeButtonProps={{ 'aria-label': t('window.form.close') }}
      >
        <Stack gap="md">
          <ScrollArea.Autosize
            mah="55vh"
            viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('window.diagnostics.content') }}
          >
            <Code block style={{ whiteSpace: 'pre-wrap' }}>
              {text}
            </Code>
          </ScrollArea.Autosize>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={() => setText(null)}>
              {t('window.form.cancel')}
            </Button>
            <Button leftSection={<IconDeviceFloppy size={16} aria-hidden />} onClick={() => void save()}>
              {t('window.diagnostics.save')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Section>
  );
}

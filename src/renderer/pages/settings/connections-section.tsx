import { Code, Stack, Table, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeartbeatView } from '../../../shared/contract/heartbeat-view';
import { durationWords } from '../../../shared/i18n/duration-words';
import { clusterMembers } from '../../../shared/settings/alertmanager/members';
import { roleOf } from '../../../shared/settings/role';
import { useActions, useAppData, useSettings } from '../../bridge/app-context';
import { InertLine } from '../../components/display/inert-text';
import { Section } from '../../components/layout/section';
import { useFormats } from '../../format/times';

const NONE: readonly HeartbeatView[] = [];

/** Lists what this Logbell receives, reports and serves, with the fields of `config.json` that say so. */
export function ConnectionsSection() {
  const { t } = useTranslation();
  const settings = useSettings();
  const { receive, metrics } = settings;
  const members = clusterMembers(settings);
  return (
    <Section title={t('window.settings.connections.title')} text={t('window.settings.connections.text')}>
      <Table layout="fixed" verticalSpacing="xs">
        <Table.Tbody>
          <Row label={t('window.settings.connections.roleOf')}>
            <Text size="sm">{t(`window.settings.connections.role.${roleOf(settings)}`)}</Text>
          </Row>
          <Row label={t('window.settings.receive')} field="receive.listen">
            <Value text={receive.listen} />
            {receive.listen !== '' && <LastAlert />}
          </Row>
          <Row label={t('window.settings.alertmanager')} field="alertmanager.urls">
            <Value text={members.map(({ url }) => url.replace(/^https?:\/\//i, '')).join(', ')} />
          </Row>
          <Row label={t('window.settings.connections.heartbeats')} field="heartbeats">
            <Heartbeats />
          </Row>
          <Row label={t('window.settings.metrics')} field="metrics.listen">
            <Value text={metrics.listen} />
          </Row>
        </Table.Tbody>
      </Table>
    </Section>
  );
}

interface RowProps {
  readonly label: string;
  readonly field?: string;
  readonly children: ReactNode;
}

function Row({ label, field, children }: RowProps) {
  return (
    <Table.Tr>
      <Table.Th scope="row" w="40%" fw="normal" style={{ verticalAlign: 'top' }}>
        <Text size="sm">{label}</Text>
        {field !== undefined && <Code>{field}</Code>}
      </Table.Th>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{children}</Table.Td>
    </Table.Tr>
  );
}

function Value({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return text === '' ? (
    <Text size="sm" c="dimmed">
      {t('window.settings.connections.off')}
    </Text>
  ) : (
    <Text size="sm">
      <InertLine text={text} />
    </Text>
  );
}

/** Time of the last alert that any log of alerts has received. */
function LastAlert() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { files } = useAppData().status;
  const last = Math.max(0, ...files.map(({ lastAlertAt = 0 }) => lastAlertAt));
  return (
    <Text size="xs" c="dimmed">
      {last === 0
        ? t('window.settings.connections.noAlert')
        : t('window.settings.connections.lastAlert', { time: formats.moment(last) })}
    </Text>
  );
}

/** Heartbeats with the outcomes of their last requests, which are read again whenever the status changes. */
function Heartbeats() {
  const actions = useActions();
  const { status } = useAppData();
  const [heartbeats, setHeartbeats] = useState(NONE);
  useEffect(() => {
    let current = true;
    void actions.heartbeats().then((answer) => {
      if (current && answer.ok) {
        setHeartbeats(answer.value);
      }
    });
    return () => {
      current = false;
    };
  }, [actions, status]);
  return heartbeats.length === 0 ? (
    <Value text="" />
  ) : (
    <Stack gap="xs">
      {heartbeats.map((heartbeat) => (
        <HeartbeatLine key={heartbeat.name} heartbeat={heartbeat} />
      ))}
    </Stack>
  );
}

function HeartbeatLine({ heartbeat: { name, host, every, last } }: { readonly heartbeat: HeartbeatView }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const time = last === null ? '' : formats.moment(last.at);
  const outcome = last === null ? 'notSent' : last.isDelivered ? 'delivered' : 'failed';
  const words =
    host === null
      ? t('window.settings.connections.noHost', { name })
      : t('window.settings.connections.heartbeat', { name, host, every: durationWords(every, t) });
  return (
    <div>
      <Value text={words} />
      <Text size="xs" c={outcome === 'failed' ? 'var(--mantine-color-red-light-color)' : 'dimmed'}>
        {t(`window.settings.connections.${outcome}`, { time })}
      </Text>
    </div>
  );
}

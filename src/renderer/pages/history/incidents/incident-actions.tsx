import { Button, Group } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRefusal, IncidentView } from '../../../../shared/contract/incident';
import type { Result } from '../../../../shared/common/result';
import type { NoAnswer } from '../../../bridge/actions';
import { useActions, useAppPart, useSettings } from '../../../bridge/app-context';
import { useNotifications } from '../../../components/layout/notifications';
import { MuteControl } from '../../../components/display/mute-control';

interface IncidentActionsProps {
  readonly incident: IncidentView;
  /** True if a link led to this incident: its first button gets the focus. */
  readonly isWanted: boolean;
}

/** Buttons to acknowledge or close an incident and to mute its rule; renders nothing for a closed one. */
export function IncidentActions({ incident, isWanted }: IncidentActionsProps) {
  const { t } = useTranslation();
  const actions = useActions();
  const notifications = useNotifications();
  const [busy, setBusy] = useState(false);
  const { id, state, ruleId } = incident;
  const rule = useSettings().rules.find((one) => one.id === ruleId);
  const mute = useAppPart(({ status }) => status.mutes.find((one) => one.rule === ruleId));
  const buttons = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isWanted) {
      buttons.current?.querySelector('button')?.focus({ preventScroll: true });
    }
  }, [isWanted]);
  const act = async (answer: Promise<Result<undefined, IncidentRefusal | NoAnswer>>): Promise<void> => {
    setBusy(true);
    const done = await answer;
    setBusy(false);
    if (!done.ok) {
      notifications.showError(
        done.error === 'no-answer' ? t('window.notice.noAnswer') : t(`incident.refusal.${done.error}`),
      );
    }
  };
  if (state === 'closed') {
    return null;
  }
  return (
    <Group ref={buttons} gap="xs" wrap="nowrap">
      {state === 'open' && (
        <Button
          size="compact-sm"
          disabled={busy}
          aria-label={t('window.incidents.acknowledgeOf', { id })}
          onClick={() => void act(actions.acknowledge(id))}
        >
          {t('window.incidents.acknowledge')}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        disabled={busy}
        aria-label={t('window.incidents.closeOf', { id })}
        onClick={() => void act(actions.closeIncident(id))}
      >
        {t('window.incidents.close')}
      </Button>
      {rule && <MuteControl rule={rule} mute={mute} />}
    </Group>
  );
}

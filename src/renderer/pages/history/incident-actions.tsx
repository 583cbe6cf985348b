import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRefusal, IncidentView } from '../../../shared/incident';
import type { Result } from '../../../shared/result';
import type { NoAnswer } from '../../bridge/actions';
import { useActions } from '../../bridge/app-context';
import { useNotices } from '../../components/notices';

/** What a person can do about an incident that is not closed. */
export function IncidentActions({ incident }: { readonly incident: IncidentView }) {
  const { t } = useTranslation();
  const actions = useActions();
  const notices = useNotices();
  const [busy, setBusy] = useState(false);
  const { id, state } = incident;
  const act = async (answer: Promise<Result<undefined, IncidentRefusal | NoAnswer>>): Promise<void> => {
    setBusy(true);
    const done = await answer;
    setBusy(false);
    if (!done.ok) {
      notices.wrong(done.error === 'no-answer' ? t('window.notice.noAnswer') : t(`incident.refusal.${done.error}`));
    }
  };
  if (state === 'closed') {
    return null;
  }
  return (
    <Group gap="xs" wrap="nowrap">
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
    </Group>
  );
}

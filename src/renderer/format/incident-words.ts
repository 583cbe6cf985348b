import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentChange } from '../../shared/contract/incident';
import { useFormats } from './times';

/** Sentences about incidents, in the current language. */
export interface IncidentWords {
  /** New state of an incident, its cause and time. */
  readonly change: (change: IncidentChange) => string;
}

/** Sentences in the current language. */
export function useIncidentWords(): IncidentWords {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => ({
      change: ({ state, cause, at }) => {
        const time = formats.moment(at);
        switch (state) {
          case 'open':
            return t('incident.change.open', { time });
          case 'acknowledged':
            return t(`incident.change.acknowledged.${cause === 'command' ? 'command' : 'person'}`, { time });
          case 'closed': {
            // A match never closes an incident.
            return t(`incident.change.closed.${cause === 'match' ? 'forgotten' : cause}`, { time });
          }
        }
      },
    }),
    [t, formats],
  );
}

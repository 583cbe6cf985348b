import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentChange } from '../../shared/contract/incident';
import { useFormats } from './times';

/** The sentences of incidents, in the language spoken now. */
export interface IncidentWords {
  /** To which stage it came, how and when. */
  readonly change: (change: IncidentChange) => string;
}

/** Gives the sentences. */
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
            // No match closes one.
            return t(`incident.change.closed.${cause === 'match' ? 'forgotten' : cause}`, { time });
          }
        }
      },
    }),
    [t, formats],
  );
}

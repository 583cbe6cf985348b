import type { incident as korean } from '../ko/incident';
import type { SameKeys } from '../../common/same-keys';

/** English strings of incidents. */
export const incident: SameKeys<typeof korean> = {
  state: {
    open: 'Open',
    acknowledged: 'Acknowledged',
    closed: 'Closed',
  },
  change: {
    open: 'Opened at {{time}}.',
    acknowledged: {
      person: 'Acknowledged at {{time}}.',
      command: 'Acknowledged on the command line at {{time}}.',
    },
    closed: {
      person: 'Closed by a user at {{time}}.',
      command: 'Closed on the command line at {{time}}.',
      ok: 'Closed at {{time}}: recovered.',
      age: 'Closed at {{time}}: no new matches.',
      forgotten: 'Closed at {{time}}: its rule was deleted, or had too many group values.',
    },
  },
  silence: {
    requested: 'Alertmanager does not have the silence yet.',
    active: 'Silenced in Alertmanager until {{time}}.',
    failed: 'Alertmanager did not take the silence.',
    ending: 'Alertmanager still has the silence, which is to end.',
    ended: 'The silence in Alertmanager has ended.',
  },
  refusal: {
    unknown: 'Unknown incident number.',
    acknowledged: 'This incident is already acknowledged.',
    closed: 'This incident is already closed.',
  },
};

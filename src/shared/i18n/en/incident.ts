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
      person: 'Closed by a person at {{time}}.',
      command: 'Closed on the command line at {{time}}.',
      ok: 'Closed at {{time}}: a line said that all is well.',
      age: 'Closed at {{time}}: nothing was heard of it for long.',
      forgotten: 'Closed at {{time}}: its rule is gone, or tells too many cases apart.',
    },
  },
  refusal: {
    unknown: 'There is no incident of this number.',
    acknowledged: 'This incident has been acknowledged already.',
    closed: 'This incident is closed already.',
  },
};

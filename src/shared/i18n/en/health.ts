import type { health as korean } from '../ko/health';
import type { SameKeys } from '../../common/same-keys';

/** English strings of reasons why a Logbell is unhealthy, where no problem says it. */
export const health: SameKeys<typeof korean> = {
  'engine-stopped': 'The watch engine is not running.',
  'ledger-not-writable': 'The history database cannot be written.',
  'texts-late': 'A text has waited more than 5 minutes to be sent or confirmed.',
};

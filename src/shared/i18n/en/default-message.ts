import type { defaultMessage as korean } from '../ko/default-message';
import type { SameKeys } from '../../common/same-keys';

/** English messages of rules whose settings leave them out. */
export const defaultMessage: SameKeys<typeof korean> = {
  okMessage: '[{{rule}}] Recovered',
  absence: {
    message: '[{{rule}}] Expected line is missing',
    recovered: '[{{rule}}] Expected line is back',
  },
  pair: {
    message: '[{{rule}}] Not finished in time: {{line}}',
  },
};

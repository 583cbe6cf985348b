import type { digest as korean } from '../ko/digest';
import type { SameKeys } from '../../common/same-keys';

/** English strings of the text that replaces late ones. */
export const digest: SameKeys<typeof korean> = {
  head: '[Logbell] {{count}} late alert(s), the first of {{time}}, {{hours}} h {{minutes}} min late',
  more: 'and {{count}} more',
};

import type { unchecked as korean } from '../ko/unchecked';
import type { SameKeys } from '../../common/same-keys';

/** English strings of the text about unchecked lines of an urgent rule. */
export const unchecked: SameKeys<typeof korean> = {
  text: '[Logbell] {{title}}: some lines go unchecked, the pattern takes too long.',
};

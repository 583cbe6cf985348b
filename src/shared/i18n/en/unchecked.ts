import type { unchecked as korean } from '../ko/unchecked';
import type { SameKeys } from '../../common/same-keys';

/** English words of the text that tells that lines of an urgent rule cannot be checked. */
export const unchecked: SameKeys<typeof korean> = {
  text: '[Logbell] {{title}}: some lines go unchecked, the pattern takes too long.',
};

import type { image as korean } from '../ko/image';
import type { SameKeys } from '../../common/same-keys';

/** English strings about images: the file dialog, and why an image is refused, with the remedy. */
export const image: SameKeys<typeof korean> = {
  kind: 'JPEG images',
  unreadable: 'Cannot read the image ({{reason}}). Check the path and read permission.',
  'not-jpeg': 'Not a JPEG image. Choose a JPEG (.jpg) file.',
  'too-heavy': 'The image is too large ({{kilobytes}} KB). Reduce it to 300 KB or less.',
  'too-large': 'The image is too large ({{width}}×{{height}} pixels). Reduce it to 1500×1440 pixels or less.',
};

import type { image as korean } from '../ko/image';
import type { SameKeys } from '../../common/same-keys';

/** English strings about pictures: the file dialog, and why a picture cannot be sent, with the remedy. */
export const image: SameKeys<typeof korean> = {
  kind: 'JPEG pictures',
  unreadable: 'The picture cannot be read ({{reason}}). Check the path and the permission to read it.',
  'not-jpeg': 'This is not a JPEG picture. Choose a file saved as JPEG (.jpg).',
  'too-heavy': 'The picture is too large: {{kilobytes}} KB. Reduce it to 300 KB or less.',
  'too-large': 'The picture is too large: {{width}}×{{height}} pixels. Reduce it to 1500×1440 pixels or less.',
};

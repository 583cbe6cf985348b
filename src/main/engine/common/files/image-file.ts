import { checkJpeg, IMAGE_LIMITS, tooHeavy, type ImageFacts, type ImageFault } from '../../../../shared/sms/jpeg';
import { fail, ok, type Result } from '../../../../shared/common/result';
import { FileTooLarge, readBounded } from './bounded-file';
import { errorCode } from '../error-code';

/** A JPEG within the limits of SENS. */
export interface ImageFile extends ImageFacts {
  readonly body: Uint8Array;
}

/** Reads an image to send; a file over the size limit is not read. */
export function readImage(path: string): Result<ImageFile, ImageFault> {
  try {
    const body = readBounded(path, IMAGE_LIMITS.bytes);
    const checked = checkJpeg(body);
    return checked.ok ? ok({ ...checked.value, body }) : checked;
  } catch (error) {
    if (error instanceof FileTooLarge) {
      return fail(tooHeavy(error.size));
    }
    const reason = errorCode(error);
    return fail(
      NOT_REGULAR.has(reason) ? { code: 'not-jpeg', params: {} } : { code: 'unreadable', params: { reason } },
    );
  }
}

/** Error codes of folders, pipes and devices. */
const NOT_REGULAR: ReadonlySet<string> = new Set(['EISDIR', 'ESPIPE']);

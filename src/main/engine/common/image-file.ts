import { checkJpeg, IMAGE_LIMITS, tooHeavy, type ImageFacts, type ImageFault } from '../../../shared/sms/jpeg';
import { fail, ok, type Result } from '../../../shared/common/result';
import { FileTooLarge, readBounded } from './bounded-file';
import { errorCode } from './error-code';

/** A picture that SENS takes. */
export interface ImageFile extends ImageFacts {
  readonly body: Uint8Array;
}

/** Reads a picture to send. A file that is too large for one is not read at all. */
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
    return fail(NO_FILES.has(reason) ? { code: 'not-jpeg', params: {} } : { code: 'unreadable', params: { reason } });
  }
}

/** Of folders, pipes and devices. */
const NO_FILES: ReadonlySet<string> = new Set(['EISDIR', 'ESPIPE']);

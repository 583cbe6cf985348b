import { readFile, stat } from 'node:fs/promises';
import { checkJpeg, IMAGE_LIMITS, tooHeavy, type ImageFacts, type ImageFault } from '../shared/jpeg';
import { fail, ok, type Result } from '../shared/result';
import { errorCode } from './error-code';

/** A picture that SENS takes. */
export interface ImageFile extends ImageFacts {
  readonly body: Uint8Array;
}

/** Reads a picture to send. A file that is far too large for one is not read at all. */
export async function readImage(path: string): Promise<Result<ImageFile, ImageFault>> {
  try {
    const file = await stat(path);
    if (!file.isFile()) {
      return fail({ code: 'not-jpeg', params: {} });
    }
    if (file.size > IMAGE_LIMITS.bytes * 100) {
      return fail(tooHeavy(file.size));
    }
    const body = await readFile(path);
    const checked = checkJpeg(body);
    return checked.ok ? ok({ ...checked.value, body }) : checked;
  } catch (error) {
    return fail({ code: 'unreadable', params: { reason: errorCode(error) } });
  }
}

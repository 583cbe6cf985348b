import { fail, ok, type Result } from '../common/result';

/** Limits of SENS (file page): a JPEG of at most 300 KB and 1500 x 1440 pixels. */
export const IMAGE_LIMITS = { bytes: 300 * 1_024, width: 1_500, height: 1_440 } as const;

const MARKER = 0xff;
const START_OF_IMAGE = 0xd8;
const START_OF_SCAN = 0xda;
/** C4, C8 and CC lie in the range of frame markers but start no frame. */
const NO_FRAME: readonly number[] = [0xc4, 0xc8, 0xcc];

/** Size of a JPEG file. */
export interface ImageFacts {
  readonly bytes: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Reason why a file cannot be sent as a picture; src/shared/i18n has the sentences under `image`. */
export interface ImageFault {
  readonly code: 'unreadable' | 'not-jpeg' | 'too-heavy' | 'too-large';
  readonly params: Readonly<Record<string, string | number>>;
}

/** Checks that the bytes of a file are a picture that SENS accepts. */
export function checkJpeg(file: Uint8Array): Result<ImageFacts, ImageFault> {
  const size = jpegSize(file);
  if (size === null) {
    return fail({ code: 'not-jpeg', params: {} });
  }
  if (file.length > IMAGE_LIMITS.bytes) {
    return fail(tooHeavy(file.length));
  }
  if (size.width > IMAGE_LIMITS.width || size.height > IMAGE_LIMITS.height) {
    return fail({ code: 'too-large', params: { ...size } });
  }
  return ok({ bytes: file.length, ...size });
}

/** Fault of a file that is larger than SENS accepts. */
export function tooHeavy(bytes: number): ImageFault {
  return { code: 'too-heavy', params: { kilobytes: Math.ceil(bytes / 1_024) } };
}

/** Width and height in pixels from the frame header (ITU-T T.81, B.2.2); null if the bytes are no JPEG. */
function jpegSize(file: Uint8Array): { readonly width: number; readonly height: number } | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file[0] !== MARKER || file[1] !== START_OF_IMAGE) {
    return null;
  }
  let at = 2;
  while (at + 9 <= file.length && file[at] === MARKER) {
    const marker = file[at + 1] ?? 0;
    if (marker === MARKER) {
      at += 1;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.includes(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return width > 0 && height > 0 ? { width, height } : null;
    }
    if (marker === START_OF_SCAN) {
      return null;
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

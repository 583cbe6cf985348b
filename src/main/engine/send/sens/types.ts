import { createHash } from 'node:crypto';
import type { SensSettings } from '../../../../shared/settings/schema';

/** Credentials and settings for SENS. Read again for each request, so that changed keys take effect at once. */
export interface SensAccess {
  /** Scheme and host, without a trailing slash. */
  readonly baseUrl: string;
  readonly serviceId: string;
  /** The registered sender number, digits only. */
  readonly from: string;
  readonly contentType: SensSettings['contentType'];
  readonly accessKey: string;
  readonly secretKey: string;
  readonly practice: boolean;
}

/** Enough to tell settings apart; too short to reveal anything of a key. */
const FINGERPRINT_LENGTH = 16;

/**
 * Fingerprint of the credentials: equal if all values are equal. `dialled`, a recipient's country and number, makes it
 * specific to one text.
 */
export function credentialsFingerprint(access: SensAccess, dialled = ''): string {
  const values = Object.entries(access).sort(([one], [other]) => (one < other ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify([values, dialled]));
  return hash.digest('base64url').slice(0, FINGERPRINT_LENGTH);
}
/** A picture to send, with the SHA-256 of its bytes in hex. */
export interface MmsImage {
  readonly hash: string;
  readonly body: Uint8Array;
}

/** A file that SENS keeps. */
export interface SensFile {
  readonly fileId: string;
  /** ms since 1970; SENS keeps files for 6 days (file page). */
  readonly expiresAt: number;
}

/** Stored records of files uploaded to SENS, by service (address and id) and content hash. */
export interface SensFileRecords {
  find(service: string, hash: string): SensFile | null;
  save(service: string, hash: string, file: SensFile): void;
  forget(service: string, hash: string): void;
}

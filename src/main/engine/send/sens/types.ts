import { createHash } from 'node:crypto';
import type { SensSettings } from '../../../../shared/settings/schema';

/** What it takes to speak to SENS, or why that cannot be. Read anew for every request, so that changed keys count at once. */
export interface SensAccess {
  /** Scheme and host, without a slash at the end. */
  readonly baseUrl: string;
  readonly serviceId: string;
  /** The registered sender number, digits only. */
  readonly from: string;
  readonly contentType: SensSettings['contentType'];
  readonly accessKey: string;
  readonly secretKey: string;
  readonly practice: boolean;
}

/** Enough to tell two settings apart; nothing of a key can be found from it. */
const MARK_CHARACTERS = 16;

/** Stands for the access as a whole: equal when every value is equal. A recipient's country and number make it the mark of one text. */
export function credentialsFingerprint(access: SensAccess, dialled = ''): string {
  const values = Object.entries(access).sort(([one], [other]) => (one < other ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify([values, dialled]));
  return hash.digest('base64url').slice(0, MARK_CHARACTERS);
}
/** A picture to send, and the hash of its bytes (SHA-256 in hex) it is known by. */
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

/** The files SENS keeps for us, by service (address and id) and content: they outlive a restart. */
export interface SensFileRecords {
  find(service: string, hash: string): SensFile | null;
  save(service: string, hash: string, file: SensFile): void;
  forget(service: string, hash: string): void;
}

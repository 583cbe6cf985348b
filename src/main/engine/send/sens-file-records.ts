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

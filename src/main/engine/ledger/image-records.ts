import { createHash } from 'node:crypto';
import type { Connection } from './open-database';

/** A picture by the hash of its bytes (SHA-256 in hex). */
export interface StoredImage {
  readonly hash: string;
  readonly body: Uint8Array;
}

/** Pictures of texts that are not sent yet: they outlive a restart as their texts do. */
export class ImageRecords {
  readonly #add;
  readonly #find;
  readonly #dropUnused;

  constructor(connection: Connection) {
    this.#add = connection.prepare('INSERT OR IGNORE INTO images (hash, body) VALUES (?, ?)');
    this.#find = connection.prepare('SELECT hash, body FROM images WHERE hash = ?');
    this.#dropUnused = connection.prepare(
      `DELETE FROM images WHERE hash NOT IN (SELECT image FROM texts WHERE image IS NOT NULL)`,
    );
  }

  /** Keeps a picture, and lets go of those that no text names any more; gives its hash. */
  keep(body: Uint8Array): string {
    this.#dropUnused.run();
    const hash = createHash('sha256').update(body).digest('hex');
    this.#add.run(hash, Buffer.from(body));
    return hash;
  }

  find(hash: string): StoredImage | null {
    const row = this.#find.get(hash) as StoredImage | undefined;
    return row ? { hash: row.hash, body: row.body } : null;
  }
}

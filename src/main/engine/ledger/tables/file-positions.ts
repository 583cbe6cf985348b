import { changeStatement } from '../file/change-statement';
import type { Connection } from '../file/database';

/** Hashes of bytes already read: the first and the last ones before the position, up to 1 KiB each. */
export interface Fingerprint {
  readonly headBytes: number;
  readonly headHash: string;
  readonly tailBytes: number;
  readonly tailHash: string;
  /** Marks of the last whole lines before the position (CRC-32), as many as stand within 1 KiB. */
  readonly marks: readonly number[];
}

/** How far a file has been taken in. */
export interface FilePosition {
  /** Device and inode number, in decimal. */
  readonly device: string;
  readonly inode: string;
  /** Birth time in ns: a later file may get the same inode. */
  readonly born: string;
  /** The path or glob of the settings it was followed for. */
  readonly source: string;
  /** Where it was followed; empty once nobody comes back to it there. */
  readonly path: string;
  /** Bytes: where the first line not yet taken begins. */
  readonly offset: number;
  /** True inside a line too long to take whole: what follows up to its end is passed over. */
  readonly skipping: boolean;
  readonly proof: Fingerprint;
  /** Counts how often the file was found rewritten from its start. */
  readonly generation: number;
}

interface PositionRow {
  device: string;
  inode: string;
  born: string;
  source: string;
  path: string;
  offset: number;
  skipping: number;
  proof_json: string;
  generation: number;
  updated_at: number;
}

/** The positions of all files ever followed, and which sources have had their first look. */
export class Positions {
  readonly #move;
  readonly #save;
  readonly #byIdentity;
  readonly #writtenAt;
  readonly #setDevice;
  readonly #byPath;
  readonly #sources;
  readonly #bySource;
  readonly #byAge;
  readonly #leave;
  readonly #forget;
  readonly #forgetScan;
  readonly #markScanned;
  readonly #scanned;

  constructor(connection: Connection) {
    this.#move = connection.prepare(
      `UPDATE positions SET offset = ?, skipping = ?, proof_json = ?, generation = ?, updated_at = ?
       WHERE device = ? AND inode = ? AND born = ? AND source = ? AND path = ?`,
    );
    this.#save = connection.prepare(
      `INSERT INTO positions (device, inode, born, source, path, offset, skipping, proof_json, generation, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (device, inode) DO UPDATE SET born = excluded.born, source = excluded.source, path = excluded.path,
         offset = excluded.offset, skipping = excluded.skipping, proof_json = excluded.proof_json,
         generation = excluded.generation, updated_at = excluded.updated_at`,
    );
    this.#byIdentity = connection.prepare(
      `SELECT * FROM positions WHERE inode = ? AND born = ? AND (device = ? OR born <> '0') ORDER BY device = ? DESC`,
    );
    this.#writtenAt = connection.prepare('SELECT updated_at FROM positions WHERE device = ? AND inode = ?').raw();
    this.#setDevice = changeStatement(
      connection,
      'UPDATE OR REPLACE positions SET device = ? WHERE device = ? AND inode = ? AND born = ?',
    );
    this.#byPath = connection.prepare('SELECT * FROM positions WHERE path = ? ORDER BY updated_at DESC');
    this.#sources = connection.prepare('SELECT source FROM scanned_sources UNION SELECT source FROM positions').raw();
    this.#bySource = connection.prepare('SELECT * FROM positions WHERE source = ?');
    this.#byAge = connection.prepare(
      'SELECT * FROM positions WHERE updated_at > ? AND updated_at < ? ORDER BY updated_at LIMIT ?',
    );
    this.#leave = changeStatement(
      connection,
      "UPDATE positions SET path = '' WHERE device = ? AND inode = ? AND born = ?",
    );
    this.#forget = changeStatement(connection, 'DELETE FROM positions WHERE device = ? AND inode = ? AND born = ?');
    this.#forgetScan = changeStatement(connection, 'DELETE FROM scanned_sources WHERE source = ?');
    this.#markScanned = changeStatement(connection, 'INSERT OR IGNORE INTO scanned_sources (source, at) VALUES (?, ?)');
    this.#scanned = connection.prepare('SELECT 1 FROM scanned_sources WHERE source = ?');
  }

  /** Writes a position; part of the transaction in which what was found up to it is written. */
  save(position: FilePosition, at: number): void {
    const { device, inode, born, source, path, offset, skipping, generation } = position;
    const place = [offset, skipping ? 1 : 0, JSON.stringify(position.proof), generation, at] as const;
    // Mostly only the place has changed: then the indices need not be written.
    if (this.#move.run(...place, device, inode, born, source, path).changes === 0) {
      this.#save.run(device, inode, born, source, path, ...place);
    }
  }

  /** Where the very file with this identity was left; null when it was never followed. Throws when the ledger cannot be used. */
  find({ device, inode, born }: Pick<FilePosition, 'device' | 'inode' | 'born'>): FilePosition | null {
    const row = this.#byIdentity.get(inode, born, device, device) as PositionRow | undefined;
    if (!row) {
      return null;
    }
    // The same file on a device that was numbered anew since.
    if (row.device !== device) {
      this.#setDevice.run(device, row.device, inode, born);
    }
    return { ...fromRow(row), device };
  }

  /** When the position of the very file with this identity was last written, ms since 1970; 0 when it never was. */
  writtenAt({ device, inode }: Pick<FilePosition, 'device' | 'inode'>): number {
    return (this.#writtenAt.get(device, inode) as [number] | undefined)?.[0] ?? 0;
  }

  /** The files last known under a path, newest first. */
  atPath(path: string): FilePosition[] {
    return (this.#byPath.all(path) as PositionRow[]).map(fromRow);
  }

  /**
   * Forgets what is no longer in the settings: should it come back, it starts afresh instead of with all that came
   * meanwhile. Files that an entry names still (`wanted`), if by another glob, go on.
   */
  keepOnly(sources: readonly string[], wanted: (path: string) => boolean): void {
    for (const [source] of this.#sources.all() as [string][]) {
      if (!sources.includes(source)) {
        this.#forgetScan.run(source);
        const rows = this.#bySource.all(source) as PositionRow[];
        rows.filter(({ path }) => !wanted(path)).forEach((row) => this.forget(row));
      }
    }
  }

  /** Positions last moved after `from` and before `before` (ms since 1970), in that order. */
  untouched(from: number, before: number, limit: number): (FilePosition & { readonly updatedAt: number })[] {
    const rows = this.#byAge.all(from, before, limit) as PositionRow[];
    return rows.map((row) => ({ ...fromRow(row), updatedAt: row.updated_at }));
  }

  /** Notes that nobody comes back to this file under the path it had; one with the same inode that was born later stays. */
  leave({ device, inode, born }: Pick<FilePosition, 'device' | 'inode' | 'born'>): void {
    this.#leave.run(device, inode, born);
  }

  forget({ device, inode, born }: Pick<FilePosition, 'device' | 'inode' | 'born'>): void {
    this.#forget.run(device, inode, born);
  }

  /** Notes that a source (its path or glob) has had its first look: files found later are new, and read from their start. */
  markScanned(source: string, at: number): void {
    this.#markScanned.run(source, at);
  }

  wasScanned(source: string): boolean {
    return this.#scanned.get(source) !== undefined;
  }
}

function fromRow(row: PositionRow): FilePosition {
  return {
    device: row.device,
    inode: row.inode,
    born: row.born,
    source: row.source,
    path: row.path,
    offset: row.offset,
    skipping: row.skipping === 1,
    proof: { marks: [], ...(JSON.parse(row.proof_json) as Omit<Fingerprint, 'marks'>) },
    generation: row.generation,
  };
}

/** The file a line was found in, and what proves of a file that it holds what that one did. */
export interface FingerprintedFile {
  readonly identity: Pick<FilePosition, 'device' | 'inode' | 'born'>;
  /** How often it had been found rewritten. */
  readonly generation: number;
  /** The hash of its first 1 KiB (as in `Proof`); null while less than that had been read. */
  readonly head: string | null;
}

/** Where a line was found. */
export interface LinePlace {
  readonly file: FingerprintedFile;
  /** Where it begins: bytes from the file's start, a byte order mark among them. */
  readonly offset: number;
}

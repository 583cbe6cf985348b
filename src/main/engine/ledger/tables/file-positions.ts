import { changeStatement } from '../file/change-statement';
import type { Connection } from '../file/connection';

/** Hashes of the first and the last bytes before the position, up to 1 KiB each. */
export interface Fingerprint {
  readonly headBytes: number;
  readonly headHash: string;
  readonly tailBytes: number;
  readonly tailHash: string;
  /** Checksums (CRC-32) of the last whole lines before the position, as many as fit into 1 KiB. */
  readonly marks: readonly number[];
}

/** Read position of a file. */
export interface FilePosition {
  /** Device and inode number, in decimal. */
  readonly device: string;
  readonly inode: string;
  /** Birth time in ns, as inode numbers are reused. */
  readonly born: string;
  /** Path or glob in the settings that the file belongs to. */
  readonly source: string;
  /** Path it was followed at; empty once it is not followed there any more. */
  readonly path: string;
  /** Offset of the first line not yet processed, bytes. */
  readonly offset: number;
  /** True inside a line that is too long: the rest of it is skipped. */
  readonly skipping: boolean;
  readonly proof: Fingerprint;
  /** Number of times the file was rewritten from its start. */
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

/** Positions of all followed files, and the sources that were scanned once. */
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
       ON CONFLICT (device, inode, born) DO UPDATE SET source = excluded.source, path = excluded.path,
         offset = excluded.offset, skipping = excluded.skipping, proof_json = excluded.proof_json,
         generation = excluded.generation, updated_at = excluded.updated_at`,
    );
    this.#byIdentity = connection.prepare(
      `SELECT * FROM positions WHERE inode = ? AND born = ? AND (device = ? OR born <> '0') ORDER BY device = ? DESC`,
    );
    this.#writtenAt = connection
      .prepare('SELECT updated_at FROM positions WHERE device = ? AND inode = ? AND born = ?')
      .raw();
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

  /** Writes a position, in the transaction that writes the matches before it. */
  save(position: FilePosition, at: number): void {
    const { device, inode, born, source, path, offset, skipping, generation } = position;
    const place = [offset, skipping ? 1 : 0, JSON.stringify(position.proof), generation, at] as const;
    // Usually only the offset has changed: then no index is written.
    if (this.#move.run(...place, device, inode, born, source, path).changes === 0) {
      this.#save.run(device, inode, born, source, path, ...place);
    }
  }

  /** Finds the position of the file with this identity; null if it was never followed. Throws on a ledger error. */
  find({ device, inode, born }: Pick<FilePosition, 'device' | 'inode' | 'born'>): FilePosition | null {
    const row = this.#byIdentity.get(inode, born, device, device) as PositionRow | undefined;
    if (!row) {
      return null;
    }
    // The same file on a device that was renumbered since.
    if (row.device !== device) {
      this.#setDevice.run(device, row.device, inode, born);
    }
    return { ...fromRow(row), device };
  }

  /** Time the position of this file was last written, ms since 1970; 0 if never. */
  writtenAt({ device, inode, born }: Pick<FilePosition, 'device' | 'inode' | 'born'>): number {
    return (this.#writtenAt.get(device, inode, born) as [number] | undefined)?.[0] ?? 0;
  }

  /** Positions last known under a path, newest first. */
  atPath(path: string): FilePosition[] {
    return (this.#byPath.all(path) as PositionRow[]).map(fromRow);
  }

  /**
   * Forgets sources that are no longer in the settings, so that they start afresh if they come back. Keeps files that
   * another entry names (`wanted`).
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

  /** Lists positions last written between `from` and `before` (exclusive, ms since 1970), oldest first. */
  untouched(from: number, before: number, limit: number): (FilePosition & { readonly updatedAt: number })[] {
    const rows = this.#byAge.all(from, before, limit) as PositionRow[];
    return rows.map((row) => ({ ...fromRow(row), updatedAt: row.updated_at }));
  }

  /** Clears the path of a file that is not followed any more; a later file with the same inode is not affected. */
  leave({ device, inode, born }: Pick<FilePosition, 'device' | 'inode' | 'born'>): void {
    this.#leave.run(device, inode, born);
  }

  forget({ device, inode, born }: Pick<FilePosition, 'device' | 'inode' | 'born'>): void {
    this.#forget.run(device, inode, born);
  }

  /** Records that a source (a path or glob) was scanned: files found later are new and read from their start. */
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

/** A file in which a line was found, with proof of its content. */
export interface FingerprintedFile {
  readonly identity: Pick<FilePosition, 'device' | 'inode' | 'born'>;
  /** Number of rewrites by then. */
  readonly generation: number;
  /** Hash of its first 1 KiB (as in `Fingerprint`); null while less had been read. */
  readonly head: string | null;
}

/** Place of a line. */
export interface LinePlace {
  readonly file: FingerprintedFile;
  /** Offset of its first byte in the file, including a byte order mark. */
  readonly offset: number;
}

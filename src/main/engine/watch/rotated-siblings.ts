import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { FileIdentity } from './file-identity';

/** A file that stands beside a log and may be an earlier part of it. */
export interface Sibling extends FileIdentity {
  readonly path: string;
  /** When the file came into being, ms since 1970 (statx(2) birth time; the change time where there is none). */
  readonly bornAt: number;
}

const COMPRESSED = /\.(gz|bz2|xz|zst|lz4|Z|zip)$/;

/**
 * Files beside `path` that carry its name and a number or date, as rotation leaves them
 * (`app.log.1`, `app.log-20260101`, `app-2026-01-01.log`); compressed ones are left out. Oldest first.
 */
export function rotatedSiblings(path: string): Sibling[] {
  const folder = dirname(path);
  const own = basename(path);
  const stem = own.slice(0, own.length - extname(own).length);
  return entries(folder)
    .filter((name) => name !== own && isRotatedName(name, own, stem))
    .flatMap((name) => sibling(join(folder, name)))
    .sort((one, other) => one.bornAt - other.bornAt);
}

function isRotatedName(name: string, own: string, stem: string): boolean {
  if (COMPRESSED.test(name) || !name.startsWith(stem)) {
    return false;
  }
  const rest = name.startsWith(own) ? name.slice(own.length) : name.slice(stem.length);
  return /^[._-]?\d/.test(rest) || /^[._-]old$/.test(rest);
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function sibling(path: string): Sibling[] {
  try {
    const stats = statSync(path, { bigint: true });
    const born = stats.birthtimeMs > 0n ? stats.birthtimeMs : stats.ctimeMs;
    return stats.isFile()
      ? [
          {
            path,
            device: stats.dev.toString(),
            inode: stats.ino.toString(),
            born: stats.birthtimeNs.toString(),
            bornAt: Number(born),
          },
        ]
      : [];
  } catch {
    return [];
  }
}

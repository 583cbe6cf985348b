import { join } from 'node:path';
import { writeFileSync } from 'atomically';
import { FileTooLarge, readBounded } from '../engine/common/files/bounded-file';
import { MAX_JSON_BYTES, parseJson } from './json-file';

/** A JSON file that is written atomically: the part of electron-store that Logbell uses. */
export interface JsonStore {
  /** Content of the file; assigning replaces it. Throws if the file cannot be read, parsed or written. */
  store: Record<string, unknown>;
}

/** Opens `<dir>/<name>.json` as a store with mode 0600. */
export type OpenStore = (dir: string, name: string) => JsonStore;

/** Mode of every store's file. */
export const STORE_MODE = 0o600;

/** Returns the text a store writes for a value. Throws EFBIG if it would be too large to read again. */
export function storeText(value: Record<string, unknown>): string {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const size = Buffer.byteLength(text);
  if (size > MAX_JSON_BYTES) {
    throw new FileTooLarge(size);
  }
  return text;
}

/** Parses what a store has written. Throws a SyntaxError. */
export function storeValue(text: string): Record<string, unknown> {
  return parseJson(text) as Record<string, unknown>;
}

/** Mode of the system service's settings, which have phone numbers. */
export const GROUP_STORE_MODE = 0o640;

/** Mode and owner of a store's file. */
export interface StoreAccess {
  readonly mode: number;
  /** Left out for that of this process. */
  readonly chown?: { readonly uid: number; readonly gid: number };
}

/** Makes a function that opens stores without Electron, with the writer that electron-store uses. */
export function jsonStores(access: StoreAccess): OpenStore {
  return (dir, name) => {
    const path = join(dir, `${name}.json`);
    return {
      get store() {
        return storeValue(readBounded(path, MAX_JSON_BYTES).toString('utf8'));
      },
      set store(value) {
        writeFileSync(path, storeText(value), { ...access });
      },
    };
  };
}

/** Opens a store that only its owner can read. */
export const openJsonStore: OpenStore = jsonStores({ mode: STORE_MODE });

/** Opens a store of the system service, which root writes and the group of its file reads. */
export const openGroupStore: OpenStore = jsonStores({ mode: GROUP_STORE_MODE });

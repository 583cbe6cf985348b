import { join } from 'node:path';
import { writeFileSync } from 'atomically';
import { FileTooLarge, readBounded } from '../engine/common/bounded-file';
import { LONGEST_JSON, parseJson } from './json-file';

/** A JSON file written whole and atomically: the part of electron-store that Logbell uses. */
export interface JsonStore {
  /** Reading gives the file's content; assigning replaces it. Throws when the file cannot be read, parsed or written. */
  store: Record<string, unknown>;
}

/** Opens `<dir>/<name>.json` as a store, to be read and written by its owner alone. */
export type OpenStore = (dir: string, name: string) => JsonStore;

/** The mode of every store's file. */
export const STORE_MODE = 0o600;

/** The text that a store writes for a value. Throws EFBIG for one that would be too long to be read again. */
export function storeText(value: Record<string, unknown>): string {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const size = Buffer.byteLength(text);
  if (size > LONGEST_JSON) {
    throw new FileTooLarge(size);
  }
  return text;
}

/** The value of what a store has written. Throws a SyntaxError. */
export function storeValue(text: string): Record<string, unknown> {
  return parseJson(text) as Record<string, unknown>;
}

/** Opens a store without Electron, written by what electron-store writes with. */
export const openJsonStore: OpenStore = (dir, name) => {
  const path = join(dir, `${name}.json`);
  return {
    get store() {
      return storeValue(readBounded(path, LONGEST_JSON).toString('utf8'));
    },
    set store(value) {
      writeFileSync(path, storeText(value), { mode: STORE_MODE });
    },
  };
};

import Conf from 'conf';
import { parseJson } from './json-file';

/** A JSON file written whole and atomically: the part of Conf, and of electron-store which extends it, that Logbell uses. */
export interface JsonStore {
  /** Reading gives the file's content; assigning replaces it. Throws when the file cannot be read, parsed or written. */
  store: Record<string, unknown>;
}

/** Opens `<dir>/<name>.json` as a store, to be read and written by its owner alone. */
export type OpenStore = (dir: string, name: string) => JsonStore;

/** What every store of Logbell is opened with, by Conf and electron-store alike. */
export const STORE_OPTIONS = {
  configFileMode: 0o600,
  accessPropertiesByDotNotation: false,
  clearInvalidConfig: false,
  serialize: (value: Record<string, unknown>): string => `${JSON.stringify(value, null, 2)}\n`,
  deserialize: (text: string): Record<string, unknown> => parseJson(text) as Record<string, unknown>,
};

/** Opens a store without Electron. */
export const openConf: OpenStore = (dir, name) => new Conf({ ...STORE_OPTIONS, cwd: dir, configName: name });

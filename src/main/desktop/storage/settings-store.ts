import ElectronStore from 'electron-store';
import { STORE_MODE, storeText, storeValue, type OpenStore } from '../../settings/json-store';

/** Opens a JSON store with electron-store. */
export const openElectronStore: OpenStore = (dir, name) =>
  new ElectronStore({
    cwd: dir,
    name,
    configFileMode: STORE_MODE,
    accessPropertiesByDotNotation: false,
    clearInvalidConfig: false,
    serialize: storeText,
    deserialize: storeValue,
  });

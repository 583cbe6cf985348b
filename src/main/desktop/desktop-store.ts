import ElectronStore from 'electron-store';
import { STORE_OPTIONS, type OpenStore } from '../settings/json-store';

/** Opens a store of the desktop app. */
export const openElectronStore: OpenStore = (dir, name) => new ElectronStore({ ...STORE_OPTIONS, cwd: dir, name });

import { app } from 'electron';
import type { AppInfo } from '../../../shared/contract/ipc';
import type { Language } from '../../../shared/settings/schema';
import type { AppPaths } from '../../settings/config-dir';

/** Facts about this run that the window shows. */
export function appInfo(paths: AppPaths, trayHost: boolean, systemLanguage: Language): AppInfo {
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    configFile: paths.configFile,
    dataDir: paths.dataDir,
    logFile: paths.logFile,
    sampleLog: paths.sampleLog,
    trayHost,
    systemLanguage,
  };
}

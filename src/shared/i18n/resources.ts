import { cli as cliKo } from './ko/cli';
import { csv as csvKo } from './ko/csv';
import { decision as decisionKo } from './ko/decision';
import { notification as notificationKo } from './ko/notification';
import { problem as problemKo } from './ko/problem';
import { reason as reasonKo } from './ko/reason';
import { settingsProblem as settingsProblemKo } from './ko/settings-problem';
import { tray as trayKo } from './ko/tray';
import { window as windowKo } from './ko/window';
import { cli as cliEn } from './en/cli';
import { csv as csvEn } from './en/csv';
import { decision as decisionEn } from './en/decision';
import { notification as notificationEn } from './en/notification';
import { problem as problemEn } from './en/problem';
import { reason as reasonEn } from './en/reason';
import { settingsProblem as settingsProblemEn } from './en/settings-problem';
import { tray as trayEn } from './en/tray';
import { window as windowEn } from './en/window';

/** All texts by language and area. */
export const resources = {
  ko: {
    translation: {
      cli: cliKo,
      csv: csvKo,
      decision: decisionKo,
      notification: notificationKo,
      problem: problemKo,
      reason: reasonKo,
      settingsProblem: settingsProblemKo,
      tray: trayKo,
      window: windowKo,
    },
  },
  en: {
    translation: {
      cli: cliEn,
      csv: csvEn,
      decision: decisionEn,
      notification: notificationEn,
      problem: problemEn,
      reason: reasonEn,
      settingsProblem: settingsProblemEn,
      tray: trayEn,
      window: windowEn,
    },
  },
} as const;

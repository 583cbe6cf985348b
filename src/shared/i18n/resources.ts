import { digest as digestEn, escalation as escalationEn, unchecked as uncheckedEn } from './en/alert-texts';
import { cli as cliEn } from './en/cli';
import { csv as csvEn } from './en/csv';
import { notification as notificationEn } from './en/notification';
import { phone as phoneEn } from './en/phone';
import { tray as trayEn } from './en/tray';
import { digest as digestKo, escalation as escalationKo, unchecked as uncheckedKo } from './ko/alert-texts';
import { cli as cliKo } from './ko/cli';
import { csv as csvKo } from './ko/csv';
import { notification as notificationKo } from './ko/notification';
import { phone as phoneKo } from './ko/phone';
import { tray as trayKo } from './ko/tray';
import { windowTexts } from './window-texts';

/** All strings by language and area. */
export const resources = {
  ko: {
    translation: {
      ...windowTexts.ko.translation,
      cli: cliKo,
      csv: csvKo,
      digest: digestKo,
      escalation: escalationKo,
      notification: notificationKo,
      phone: phoneKo,
      tray: trayKo,
      unchecked: uncheckedKo,
    },
  },
  en: {
    translation: {
      ...windowTexts.en.translation,
      cli: cliEn,
      csv: csvEn,
      digest: digestEn,
      escalation: escalationEn,
      notification: notificationEn,
      phone: phoneEn,
      tray: trayEn,
      unchecked: uncheckedEn,
    },
  },
} as const;

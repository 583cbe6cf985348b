import { cli as cliKo } from './ko/cli';
import { csv as csvKo } from './ko/csv';
import { digest as digestKo } from './ko/digest';
import { escalation as escalationKo } from './ko/escalation';
import { notification as notificationKo } from './ko/notification';
import { phone as phoneKo } from './ko/phone';
import { tray as trayKo } from './ko/tray';
import { unchecked as uncheckedKo } from './ko/unchecked';
import { cli as cliEn } from './en/cli';
import { csv as csvEn } from './en/csv';
import { digest as digestEn } from './en/digest';
import { escalation as escalationEn } from './en/escalation';
import { notification as notificationEn } from './en/notification';
import { phone as phoneEn } from './en/phone';
import { tray as trayEn } from './en/tray';
import { unchecked as uncheckedEn } from './en/unchecked';
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

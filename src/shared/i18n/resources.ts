import {
  digest as digestEn,
  escalation as escalationEn,
  fallback as fallbackEn,
  problemReport as problemReportEn,
  silence as silenceEn,
  summary as summaryEn,
  unchecked as uncheckedEn,
} from './en/alert-texts';
import { cli as cliEn } from './en/cli';
import { csv as csvEn } from './en/csv';
import { desktop as desktopEn, notification as notificationEn, tray as trayEn } from './en/desktop';
import { phone as phoneEn } from './en/phone';
import { health as healthEn } from './en/problem';
import { receive as receiveEn } from './en/receive';
import {
  digest as digestKo,
  escalation as escalationKo,
  fallback as fallbackKo,
  problemReport as problemReportKo,
  silence as silenceKo,
  summary as summaryKo,
  unchecked as uncheckedKo,
} from './ko/alert-texts';
import { cli as cliKo } from './ko/cli';
import { csv as csvKo } from './ko/csv';
import { desktop as desktopKo, notification as notificationKo, tray as trayKo } from './ko/desktop';
import { phone as phoneKo } from './ko/phone';
import { health as healthKo } from './ko/problem';
import { receive as receiveKo } from './ko/receive';
import { windowTexts } from './window-texts';

/** All strings by language and area. */
export const resources = {
  ko: {
    translation: {
      ...windowTexts.ko.translation,
      cli: cliKo,
      csv: csvKo,
      desktop: desktopKo,
      digest: digestKo,
      escalation: escalationKo,
      fallback: fallbackKo,
      health: healthKo,
      notification: notificationKo,
      phone: phoneKo,
      problemReport: problemReportKo,
      receive: receiveKo,
      silence: silenceKo,
      summary: summaryKo,
      tray: trayKo,
      unchecked: uncheckedKo,
    },
  },
  en: {
    translation: {
      ...windowTexts.en.translation,
      cli: cliEn,
      csv: csvEn,
      desktop: desktopEn,
      digest: digestEn,
      escalation: escalationEn,
      fallback: fallbackEn,
      health: healthEn,
      notification: notificationEn,
      phone: phoneEn,
      problemReport: problemReportEn,
      receive: receiveEn,
      silence: silenceEn,
      summary: summaryEn,
      tray: trayEn,
      unchecked: uncheckedEn,
    },
  },
} as const;

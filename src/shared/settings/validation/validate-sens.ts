import { dialDigits, numberKind } from '../../sms/phone-number';
import { settingsProblem, type SettingsProblem } from './problems';
import type { SensSettings } from '../schema';

const BASE_URL = /^(https?):\/\/(\[[\da-f:.]+\]|[\p{L}\p{N}._-]+)(:\d{1,5})?(\/[^\s?#]*)?$/iu;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;
const SERVICE_ID = /^ncp:sms:[a-z]+:\d+:[^\s/?#]+$/;
const V1_HOST = 'api-sens.ncloud.com';

/**
 * Checks the SENS settings: address and sender number, and in live mode that service ID and sender number are there if
 * any text may be sent.
 */
export function sensProblems(sens: SensSettings, isNeeded: boolean): SettingsProblem[] {
  const isLive = sens.mode === 'live';
  return [
    ...baseUrlProblems(sens),
    ...fromProblems(sens, isLive && isNeeded),
    ...(isLive && (isNeeded || sens.serviceId !== '') ? serviceIdProblems(sens) : []),
  ];
}

function baseUrlProblems(sens: SensSettings): SettingsProblem[] {
  const path = ['sens', 'baseUrl'];
  if (sens.baseUrl.includes(V1_HOST)) {
    return [settingsProblem(path, 'sens-v1')];
  }
  if (sens.zone !== 'custom') {
    return [];
  }
  const parts = BASE_URL.exec(sens.baseUrl);
  if (!parts) {
    return [settingsProblem(path, 'bad-url')];
  }
  return parts[1]?.toLowerCase() === 'http' && !LOOPBACK.test(parts[2] ?? '')
    ? [settingsProblem(path, 'http-not-loopback')]
    : [];
}

function fromProblems(sens: SensSettings, isNeeded: boolean): SettingsProblem[] {
  if (sens.from === '') {
    return isNeeded ? [settingsProblem(['sens', 'from'], 'no-from')] : [];
  }
  const digits = dialDigits(sens.from);
  if (digits === null) {
    return [settingsProblem(['sens', 'from'], 'bad-from')];
  }
  return numberKind(digits) === 'personal' ? [settingsProblem(['sens', 'from'], 'from-personal')] : [];
}

function serviceIdProblems(sens: SensSettings): SettingsProblem[] {
  if (sens.serviceId === '') {
    return [settingsProblem(['sens', 'serviceId'], 'no-service-id')];
  }
  return SERVICE_ID.test(sens.serviceId) ? [] : [settingsProblem(['sens', 'serviceId'], 'bad-service-id')];
}

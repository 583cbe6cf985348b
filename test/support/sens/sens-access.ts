import type { SensAccess } from '../../../src/main/engine/send/sens/types';
import type { PracticeServer } from '../../../src/main/practice/practice-server';

/** Credentials for a server that checks no key. */
export function accessTo(baseUrl: string): SensAccess {
  return {
    baseUrl,
    serviceId: 'ncp:sms:kr:0:t',
    from: '0212345678',
    accessKey: 'a',
    secretKey: 's',
    contentType: 'COMM',
    practice: false,
  };
}

/** Credentials for a practice SENS, as if it were the real one. */
export function practiceAccess({ baseUrl, serviceId, from, accessKey, secretKey }: PracticeServer): SensAccess {
  return { baseUrl, serviceId, from, accessKey, secretKey, contentType: 'COMM', practice: false };
}

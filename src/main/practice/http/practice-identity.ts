/** Made-up credentials that are valid only for the practice SENS. */
export const PRACTICE_IDENTITY = {
  serviceId: 'ncp:sms:kr:000000000000:logbell-practice',
  accessKey: 'practice-access-key',
  secretKey: 'practice-secret-key',
  from: '0212345678',
} as const;

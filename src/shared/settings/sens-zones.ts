import type { SensSettings } from './schema';

/** Base URL of a zone (SENS API overview page); the custom zone has its own `baseUrl`. */
export function sensBaseUrl(sens: Pick<SensSettings, 'zone' | 'baseUrl'>): string {
  switch (sens.zone) {
    case 'public':
      return 'https://sens.apigw.ntruss.com';
    case 'government':
      return 'https://sens.apigw.gov-ntruss.com';
    case 'financial':
      return 'https://sens.apigw.fin-ntruss.com';
    case 'custom':
      return sens.baseUrl.replace(/\/+$/, '');
  }
}

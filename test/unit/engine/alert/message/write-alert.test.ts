import { expect, test } from 'vitest';
import { addressees } from '../../../../../src/main/engine/alert/message/write-alert';
import { textBytes } from '../../../../../src/shared/sms/fit-text';

const here = { id: 'here', name: '', number: '010-1234-5678', countryCode: '82' };
const abroad = { id: 'abroad', name: '', number: '+1 212-555-0100', countryCode: '1' };

test('an SMS is the same for all recipients', () => {
  expect(addressees([here, abroad], { type: 'SMS', content: 'short' })).toEqual([
    { id: 'here', name: '', to: '010******78' },
    { id: 'abroad', name: '', to: '212*****00' },
  ]);
});

test('a long text is cut to an SMS abroad, and stays whole in Korea', () => {
  const [home, away] = addressees([here, abroad], { type: 'LMS', content: '가'.repeat(100) });
  expect(home).toEqual({ id: 'here', name: '', to: '010******78' });
  expect(away?.ownText).toMatchObject({ type: 'SMS', subject: '' });
  expect(textBytes(away?.ownText?.content ?? '')).toBe(90);
  expect(away?.ownText?.content.endsWith('…')).toBe(true);
});

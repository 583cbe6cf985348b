import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dialDigits, maskNumber, numberKind } from '../../../../src/shared/sms/phone-number';

test.each([
  ['010-1234-5678', '01012345678'],
  ['010 1234 5678', '01012345678'],
  ['010.1234.5678', '01012345678'],
  ['(02) 123-4567', '021234567'],
  ['(02) 1234-5678', '0212345678'],
  ['+82 10-1234-5678', '01012345678'],
  ['+82-010-1234-5678', '01012345678'],
  ['+82 (0)10 1234 5678', '01012345678'],
  ['0082 10 1234 5678', '01012345678'],
  ['821012345678', '01012345678'],
  ['82-2-123-4567', '021234567'],
  ['+82 1588-1234', '15881234'],
  ['０１０－１２３４－５６７８', '01012345678'],
  ['010–1234—5678', '01012345678'],
  ['010\u00a01234\u00a05678', '01012345678'],
])('%s is dialed as %s', (written, digits) => {
  expect(dialDigits(written)).toBe(digits);
});

test.each([
  ['01012345678', 'mobile'],
  ['0111234567', 'mobile'],
  ['021234567', 'line'],
  ['0311234567', 'line'],
  ['06412345678', 'line'],
  ['07012345678', 'line'],
  ['050512345678', 'personal'],
  ['05051234567', 'personal'],
  ['0801234567', 'paid-or-free'],
  ['15881234', 'service'],
  ['16001234', 'service'],
  ['18991234', 'service'],
] as const)('%s is a number of kind %s', (digits, kind) => {
  expect(numberKind(digits)).toBe(kind);
  expect(dialDigits(digits)).toBe(digits);
});

test.each([
  '',
  '-',
  '12',
  '1234567',
  '12345678',
  '010123456789',
  '0101234567',
  '010-1234-567a',
  '02-123-456',
  '045-123-4567',
  '1288-1234',
  '0215881234',
  '+1 212 555 0100',
  '++821012345678',
  '+8201012345678901',
  '010/1234/5678',
])('%j is no Korean number', (written) => {
  expect(dialDigits(written)).toBeNull();
});

test.each([
  ['+1 212-555-0100', '1', '2125550100'],
  ['001 212 555 0100', '1', '2125550100'],
  ['212.555.0100', '1', '2125550100'],
  ['+81 90-1234-5678', '81', '9012345678'],
  ['070 1234 5678', '242', '07012345678'],
])('%s in country %s is dialed as %s', (written, countryCode, digits) => {
  expect(dialDigits(written, countryCode)).toBe(digits);
});

test.each(['', '123', '+82 10-1234-5678', '1234567890123456', 'call me'])('%j is no foreign number', (written) => {
  expect(dialDigits(written, '1')).toBeNull();
});

const korean = fc.oneof(
  fc.stringMatching(/^010\d{8}$/),
  fc.stringMatching(/^01[16789]\d{7,8}$/),
  fc.stringMatching(/^02[2-9]\d{6,7}$/),
  fc.stringMatching(/^0(3[1-3]|4[1-4]|5[1-5]|6[1-4])[2-9]\d{6,7}$/),
  fc.stringMatching(/^070\d{8}$/),
  fc.stringMatching(/^1[568]\d{6}$/),
);

test('the same digits are dialed for every notation of a number', () => {
  const separators = fc.array(fc.constantFrom('', '-', ' ', '.', ' - '), { minLength: 12, maxLength: 12 });
  const prefix = fc.constantFrom('', '+82', '+82 ', '0082-', '82');
  fc.assert(
    fc.property(korean, separators, prefix, (digits, between, before) => {
      const domestic = before === '' ? digits : digits.replace(/^0/, '');
      const written = before + Array.from(domestic, (digit, index) => digit + (between[index] ?? '')).join('');
      expect(dialDigits(written)).toBe(digits);
    }),
  );
});

test('only digits of a known kind are dialed, or nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\+?[\d ().-]{0,16}$/)), (written) => {
      const digits = dialDigits(written);
      if (digits !== null) {
        expect(digits).toMatch(/^\d{8,12}$/);
        expect(numberKind(digits)).not.toBeNull();
        expect(dialDigits(digits)).toBe(digits);
      }
    }),
  );
});

test('a mask shows three digits and two', () => {
  expect(maskNumber('010-1234-5678')).toBe('010******78');
  expect(maskNumber('0212345678')).toBe('021*****78');
  expect(maskNumber('+1 212-555-0100', '1')).toBe('212*****00');
});

test('a short or odd number shows nothing', () => {
  expect(maskNumber('12345')).toBe('*****');
  expect(maskNumber('')).toBe('****');
  expect(maskNumber('nobody')).toBe('****');
});

test('a mask hides at least half of any number and is the same for every notation', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^010[0-9]{8}$/), (digits) => {
      const mask = maskNumber(digits);
      expect(mask.replace(/\*/g, '')).toHaveLength(5);
      expect(maskNumber(`${digits.slice(0, 3)}-${digits.slice(3)}`)).toBe(mask);
      expect(mask).not.toContain(digits.slice(3, -2));
    }),
  );
});

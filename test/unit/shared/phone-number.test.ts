import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dialDigits, maskNumber } from '../../../src/shared/phone-number';

test.each([
  ['010-1234-5678', '01012345678'],
  ['010 1234 5678', '01012345678'],
  ['010.1234.5678', '01012345678'],
  ['(02) 1234-5678', '0212345678'],
  ['+82 10-1234-5678', '01012345678'],
  ['+82-010-1234-5678', '01012345678'],
  ['+82 (0)10 1234 5678', '01012345678'],
  ['０１０－１２３４－５６７８', '01012345678'],
  ['1588-0000', '15880000'],
])('%s is dialled as %s', (written, digits) => {
  expect(dialDigits(written)).toBe(digits);
});

test.each([
  '',
  '-',
  '12',
  '1234567',
  '010123456789',
  '010-1234-567a',
  '+1 212 555 0100',
  '++821012345678',
  '010/1234/5678',
])('%j cannot be dialled', (written) => {
  expect(dialDigits(written)).toBeNull();
});

test('a mask shows three digits and two', () => {
  expect(maskNumber('010-1234-5678')).toBe('010******78');
  expect(maskNumber('0212345678')).toBe('021*****78');
});

test('a short or odd number shows nothing', () => {
  expect(maskNumber('12345')).toBe('*****');
  expect(maskNumber('')).toBe('****');
  expect(maskNumber('nobody')).toBe('****');
});

test('a mask hides at least half of any number and never changes when written otherwise', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^01[0-9]{8,9}$/), (digits) => {
      const mask = maskNumber(digits);
      expect(mask.replace(/\*/g, '')).toHaveLength(5);
      expect(maskNumber(`${digits.slice(0, 3)}-${digits.slice(3)}`)).toBe(mask);
      expect(mask).not.toContain(digits.slice(3, -2));
    }),
  );
});

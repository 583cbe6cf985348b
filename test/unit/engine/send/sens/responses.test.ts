import { expect, test } from 'vitest';
import { sanitizeErrorText } from '../../../../../src/main/engine/send/sens/responses';

test('plain words are kept', () => {
  expect(sanitizeErrorText('수신 거부된 번호입니다.')).toBe('수신 거부된 번호입니다.');
});

test('control characters, color codes and tags are removed', () => {
  expect(sanitizeErrorText('a\u001b[31mb\u0000c\r\n<script>d</script>\t e\u202e')).toBe('abc d e');
});

test('numbers are masked and anything like a key is removed', () => {
  expect(sanitizeErrorText('to 01012345678')).toBe('to 010******78');
  expect(sanitizeErrorText('key ACCESSKEYEXAMPLE0001 sig bTGXHasd5of8hS9PFihEdKc/jw9Xh+JCfZLdFkjuo1Y= end')).toBe(
    'key *** sig *** end',
  );
});

test('is short, whatever SENS sent', () => {
  expect(sanitizeErrorText('x '.repeat(100_000)).length).toBeLessThanOrEqual(120);
  expect(sanitizeErrorText('<'.repeat(50_000)).length).toBeLessThanOrEqual(120);
});

import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import {
  cutToBytes,
  fitText,
  LMS_BYTES,
  sendable,
  SMS_BYTES,
  SUBJECT_BYTES,
  textBytes,
} from '../../../src/shared/sms-text';

function wireBytes(text: string): number {
  return iconv.encode(text, 'cp949').length;
}

/** Anything a log may hold: Korean, emoji, controls, colours, broken surrogates, decomposed syllables. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('가나다', '똠방각하', '🔥', '👨‍👩‍👧', '\u001b[31m', '\r\n', '한', '₩', 'é', '\ud83d', '𠀀'),
    ),
    { maxLength: 400 },
  )
  .map((parts) => parts.join(''));

test('ninety bytes are an SMS, one more is an LMS', () => {
  expect(fitText('a'.repeat(90))).toMatchObject({ type: 'SMS', bytes: 90, cut: false });
  expect(fitText('a'.repeat(91))).toMatchObject({ type: 'LMS', bytes: 91, cut: false });
  expect(fitText('가'.repeat(45))).toMatchObject({ type: 'SMS', bytes: 90 });
  expect(fitText('가'.repeat(46))).toMatchObject({ type: 'LMS', bytes: 92 });
});

test('two thousand bytes go whole, more is cut with an ellipsis', () => {
  expect(fitText('가'.repeat(1_000))).toMatchObject({ type: 'LMS', bytes: 2_000, cut: false });
  const cut = fitText('가'.repeat(1_001));
  expect(cut).toMatchObject({ type: 'LMS', bytes: 2_000, cut: true });
  expect(cut.content).toBe(`${'가'.repeat(999)}…`);
});

test('the example of the how-to is an SMS', () => {
  expect(fitText('An Event Occurred')).toEqual({
    content: 'An Event Occurred',
    type: 'SMS',
    bytes: 17,
    replaced: 0,
    cut: false,
  });
});

test('twins stand in for what CP949 lacks, a question mark for the rest', () => {
  expect(sendable('₩9 – • ✓ ©')).toEqual({ content: '￦9 - · v (c)', replaced: 0 });
  expect(sendable('불 🔥 café')).toEqual({ content: '불 ? caf?', replaced: 2 });
  expect(sendable('👨‍👩‍👧')).toMatchObject({ content: expect.stringMatching(/^\?+$/) as string });
});

test('colours, controls and invisible marks are left out, line ends kept', () => {
  expect(sendable('\u001b[1;31mERROR\u001b[0m\ta\u0007\r\nb\u200b\u202ec').content).toBe('ERROR a\nbc');
});

test('decomposed Hangul is composed, as file names of other systems have it', () => {
  expect(sendable('로그'.normalize('NFD'))).toEqual({ content: '로그', replaced: 0 });
});

test('whatever comes, what goes out is whole on the wire and within its limit', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const fitted = fitText(text);
      expect(iconv.decode(iconv.encode(fitted.content, 'cp949'), 'cp949')).toBe(fitted.content);
      expect(fitted.bytes).toBe(wireBytes(fitted.content));
      expect(fitted.bytes).toBeLessThanOrEqual(fitted.type === 'SMS' ? SMS_BYTES : LMS_BYTES);
      expect(fitted.type).toBe(fitted.bytes <= SMS_BYTES ? 'SMS' : 'LMS');
      expect(fitText(fitted.content).content).toBe(fitted.content);
    }),
    { numRuns: 200 },
  );
});

test('a cut keeps a beginning of the text and wastes no room for one more character', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 2, max: 200 }), (text, maximum) => {
      const { content } = sendable(text);
      const cut = cutToBytes(content, maximum);
      expect(textBytes(cut)).toBeLessThanOrEqual(maximum);
      if (cut !== content) {
        expect(cut.endsWith('…')).toBe(true);
        expect(content.startsWith(cut.slice(0, -1))).toBe(true);
      } else {
        expect(textBytes(content)).toBeLessThanOrEqual(maximum);
      }
    }),
    { numRuns: 200 },
  );
});

test('a subject is cut at its own limit', () => {
  expect(cutToBytes('가'.repeat(20), SUBJECT_BYTES)).toBe('가'.repeat(20));
  expect(cutToBytes('가'.repeat(21), SUBJECT_BYTES)).toBe(`${'가'.repeat(19)}…`);
});

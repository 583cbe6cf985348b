import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { sanitize } from '../../../../src/shared/sms/sanitize';
import {
  cutToBytes,
  fitText,
  LMS_BYTES,
  SMS_BYTES,
  SUBJECT_BYTES,
  textBytes,
} from '../../../../src/shared/sms/fit-text';
import { anyText } from '../../../support/text/any-text';

function wireBytes(text: string): number {
  return iconv.encode(text, 'cp949').length;
}

/** A text of which every character goes out as it is. */
const sendableText = anyText.map((text) => sanitize(text).content);

test('J28 ninety bytes are an SMS, one more is an LMS', () => {
  expect(fitText('a'.repeat(90))).toMatchObject({ type: 'SMS', bytes: 90, cut: false });
  expect(fitText('a'.repeat(91))).toMatchObject({ type: 'LMS', bytes: 91, cut: false });
  expect(fitText('가'.repeat(45))).toMatchObject({ type: 'SMS', bytes: 90 });
  expect(fitText('가'.repeat(46))).toMatchObject({ type: 'LMS', bytes: 92 });
});

test('J28 two thousand bytes are sent whole, more is cut with an ellipsis', () => {
  expect(fitText('가'.repeat(1_000))).toMatchObject({ type: 'LMS', bytes: 2_000, cut: false });
  const cut = fitText('가'.repeat(1_001));
  expect(cut).toMatchObject({ type: 'LMS', bytes: 2_000, cut: true });
  expect(cut.content).toBe(`${'가'.repeat(999)}…`);
});

test('without LMS, ninety bytes are sent whole and more is cut with an ellipsis', () => {
  const smsOnly = true;
  expect(fitText('가'.repeat(45), { smsOnly })).toMatchObject({ type: 'SMS', bytes: 90, cut: false });
  const cut = fitText(`${'가'.repeat(45)}a`, { smsOnly });
  expect(cut).toMatchObject({ type: 'SMS', bytes: 90, cut: true, content: `${'가'.repeat(44)}…` });
  expect(fitText(`a${'가'.repeat(45)}`, { smsOnly })).toMatchObject({ bytes: 89, content: `a${'가'.repeat(43)}…` });
});

test('a text too long to be read completely is reported', () => {
  const short = fitText(`${'\u001b[0m'.repeat(4_000)}hello`);
  expect(short).toMatchObject({ content: '…', type: 'SMS', cut: true });
});

test('the example of the tutorial is an SMS', () => {
  expect(fitText('An Event Occurred')).toEqual({
    content: 'An Event Occurred',
    type: 'SMS',
    bytes: 17,
    replaced: 0,
    replacements: [],
    rare: [],
    cut: false,
  });
});

test.each([
  ['ASCII', 'ERROR disk sda1 full', 20],
  ['Hangul', '가나다', 6],
  ['a syllable of CP949 alone', '뷁똠', 4],
  ['symbols of the standard', '…·―→★☎①㈜™®×°€│', 28],
  ['curly quotes, kana, Greek, Cyrillic, Hanja', '‘’“”あアαЖ金', 18],
  ['line ends', 'a\nb', 3],
])('%s has its bytes on the wire', (_what, text, bytes) => {
  expect(sanitize(text)).toMatchObject({ content: text, replaced: 0 });
  expect(textBytes(text)).toBe(bytes);
  expect(wireBytes(text)).toBe(bytes);
});

test('any text is complete on the wire and within its limit', () => {
  fc.assert(
    fc.property(anyText, fc.boolean(), (text, smsOnly) => {
      const fitted = fitText(text, { smsOnly });
      expect(iconv.decode(iconv.encode(fitted.content, 'cp949'), 'cp949')).toBe(fitted.content);
      expect(fitted.bytes).toBe(wireBytes(fitted.content));
      expect(fitted.bytes).toBeLessThanOrEqual(fitted.type === 'SMS' ? SMS_BYTES : LMS_BYTES);
      expect(fitted.type).toBe(smsOnly || fitted.bytes <= SMS_BYTES ? 'SMS' : 'LMS');
      expect(fitText(fitted.content, { smsOnly })).toMatchObject({ content: fitted.content, replaced: 0, cut: false });
    }),
    { numRuns: 200 },
  );
});

test('a cut keeps whole graphemes from the start, as many as fit', () => {
  const segmenter = new Intl.Segmenter('ko', { granularity: 'grapheme' });
  fc.assert(
    fc.property(sendableText, fc.integer({ min: 2, max: 200 }), (text, maximum) => {
      const cut = cutToBytes(text, maximum);
      expect(wireBytes(cut)).toBeLessThanOrEqual(maximum);
      if (cut === text) {
        return;
      }
      const kept = cut.slice(0, -1);
      expect(cut.endsWith('…')).toBe(true);
      expect(text.startsWith(kept)).toBe(true);
      expect(wireBytes(text)).toBeGreaterThan(maximum);
      const next = Array.from(segmenter.segment(text)).find(({ index }) => index === kept.length);
      expect(wireBytes(`${kept}${next?.segment ?? ''}…`)).toBeGreaterThan(maximum);
    }),
    { numRuns: 200 },
  );
});

test('bytes add up: a text has the sum of its parts', () => {
  fc.assert(
    fc.property(sendableText, sendableText, (one, other) => {
      expect(textBytes(one + other)).toBe(textBytes(one) + textBytes(other));
      expect(textBytes(one)).toBe(wireBytes(one));
    }),
    { numRuns: 200 },
  );
});

test('a subject is cut at its own limit', () => {
  expect(cutToBytes('가'.repeat(20), SUBJECT_BYTES)).toBe('가'.repeat(20));
  expect(cutToBytes('가'.repeat(21), SUBJECT_BYTES)).toBe(`${'가'.repeat(19)}…`);
});

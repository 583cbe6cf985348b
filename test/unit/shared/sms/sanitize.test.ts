import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { isKoreanStandard } from '../../../../src/shared/sms/cp949';
import { sanitize } from '../../../../src/shared/sms/sanitize';
import { anyText } from '../../../support/text/any-text';

test.each([
  ['₩9 £1 ¥2', '￦9 ￡1 ￥2'],
  ['a – b — c − d', 'a - b ― c - d'],
  ['• one\u00a0two', '· one two'],
  ['✓ ✗ © µs', 'v x (c) μs'],
  ['══ ║ █░', '== │ ■▒'],
  ['“a” ‹b› «c»', '“a” <b> ≪c≫'],
])('another form of the same character does not count: %s', (text, content) => {
  expect(sanitize(text)).toMatchObject({ content, replaced: 0, replacements: [] });
});

test.each([
  ['✅ done', '[OK] done', 1],
  ['❌ ⚠️ 🔥', '[X] [!] [!]', 3],
  ['🔴→🟢', '[RED]→[GREEN]', 2],
  ['café Đà Nẵng', 'cafe Da Nang', 4],
  ['ﬁle ﾃｽﾄ', 'file テスト', 4],
  ['10⁵ ⑳3 ㉑', '10(5) (20)3 (21)', 3],
  ['1️⃣ 𝐀', '1 A', 2],
  ['🦄 ᄀ \ud83d 𠀀', '? ? ? ?', 4],
])('a substitute counts: %s', (text, content, replaced) => {
  expect(sanitize(text)).toMatchObject({ content, replaced });
});

test('one emoji of several code points counts once', () => {
  expect(sanitize('👨‍👩‍👧 👍🏽 🇰🇷')).toMatchObject({ content: '? ? ?', replaced: 3 });
  expect(sanitize('가\u200d나')).toMatchObject({ content: '가나', replaced: 0 });
});

test('replaced characters are listed, each once and up to a limit', () => {
  expect(sanitize('🔥🔥é🦄').replacements).toEqual([
    { character: '🔥', by: '[!]' },
    { character: 'é', by: 'e' },
    { character: '🦄', by: '?' },
  ]);
  const many = sanitize(Array.from({ length: 300 }, (_, index) => String.fromCodePoint(0x20000 + index)).join(''));
  expect(many.replaced).toBe(300);
  expect(many.replacements.length).toBeLessThan(20);
});

test('color codes, control characters and invisible marks are removed, line ends kept', () => {
  expect(sanitize('\u001b[1;31mERROR\u001b[0m\ta\u0007\r\nb\u200b\u202ec\u2028d').content).toBe('ERROR a\nbc\nd');
  expect(sanitize('\u001b]8;;http://a\u0007link\u001b]8;;\u0007').content).toBe('link');
});

test('decomposed Hangul, as in file names of other systems, is composed', () => {
  expect(sanitize('로그'.normalize('NFD'))).toMatchObject({ content: '로그', replaced: 0, rare: [] });
});

test('syllables outside the standard are sent unchanged, and listed', () => {
  expect(sanitize('똠방 뷁 가 뷁')).toMatchObject({ content: '똠방 뷁 가 뷁', replaced: 0, rare: ['똠', '뷁'] });
});

test('a syllable outside the standard is listed, too, if a mark is removed from it', () => {
  expect(sanitize('냙\u{11038}')).toMatchObject({ content: '냙', replaced: 1, rare: ['냙'] });
});

test('the standard has 2,350 syllables, those of two bytes from 0xA1 on', () => {
  let standard = 0;
  for (let codePoint = 0xac00; codePoint <= 0xd7a3; codePoint += 1) {
    const syllable = String.fromCodePoint(codePoint);
    const [lead = 0, trail = 0] = iconv.encode(syllable, 'cp949');
    expect(isKoreanStandard(syllable)).toBe(lead >= 0xa1 && trail >= 0xa1);
    standard += isKoreanStandard(syllable) ? 1 : 0;
  }
  expect(standard).toBe(2_350);
});

test('a sanitized text stays unchanged', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = sanitize(text);
      expect(sanitize(once.content)).toEqual({ ...once, replaced: 0, replacements: [] });
      expect(once.content).toBe(once.content.normalize('NFC'));
      expect(once.replaced === 0).toBe(once.replacements.length === 0);
    }),
    { numRuns: 200 },
  );
});

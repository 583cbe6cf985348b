import fc from 'fast-check';

const HARD_PARTS = [
  '가나다',
  '똠방각하',
  '로그'.normalize('NFD'),
  '🔥',
  '👨‍👩‍👧',
  '👍🏽',
  '🇰🇷',
  '1️⃣',
  '⚠️',
  '\u001b[31m',
  '\r\n',
  '₩',
  'é',
  'é'.normalize('NFD'),
  '⑳',
  'ﾃ',
  '\ud83d',
  '𠀀',
  '\u200d',
];

/** Any text a log may hold: Korean, emoji, control characters, color codes, broken surrogates, decomposed syllables. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(...HARD_PARTS),
    ),
    { maxLength: 400 },
  )
  .map((parts) => parts.join(''));

import { describe, expect, it } from 'vitest';
import { phoneWords, sizeWords, wonWords } from '../../../src/main/cli/format/amounts';
import { translator } from '../../../src/shared/i18n/translator';

const english = translator('en');
const korean = translator('ko');

describe('amounts', () => {
  it.each([
    [0, '0 B', '0B'],
    [999, '999 B', '999B'],
    [2_149, '2.1 KB', '2.1KB'],
    [104_857_600, '105 MB', '105MB'],
    [3e9, '3 GB', '3GB'],
  ])('writes a size of %d bytes', (bytes, inEnglish, inKorean) => {
    expect([sizeWords(bytes, english), sizeWords(bytes, korean)]).toEqual([inEnglish, inKorean]);
  });

  it.each([
    [27, '₩27', '27원'],
    [18_204, '₩18,204', '18,204원'],
  ])('writes %d won', (won, inEnglish, inKorean) => {
    expect([wonWords(won, english), wonWords(won, korean)]).toEqual([inEnglish, inKorean]);
  });

  it.each([
    ['010******78', '010-****-**78'],
    ['011*****78', '011-***-**78'],
    ['021****67', '021****67'],
    ['****', '****'],
  ])('separates the parts of %s', (masked, shown) => {
    expect(phoneWords(masked)).toBe(shown);
  });
});

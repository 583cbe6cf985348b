import { describe, expect, it } from 'vitest';
import { inertPieces, inertText } from '../../../../src/renderer/format/inert-text';

describe('an untrusted text', () => {
  it.each([
    ['\u001b[31mred\u0007', '⟨ESC⟩[31mred⟨BEL⟩'],
    ['a\u202egpj.exe', 'a⟨U+202E⟩gpj.exe'],
    ['zero\u200bwidth\ufeff', 'zero⟨U+200B⟩width⟨U+FEFF⟩'],
    ['two\u2028lines\u0085\u007f', 'two⟨U+2028⟩lines⟨U+0085⟩⟨DEL⟩'],
    ['half \ud800', 'half ⟨U+D800⟩'],
    ['tab\there, 한글 👩‍💻 <b>&amp;', 'tab\there, 한글 👩‍💻 <b>&amp;'],
  ])('names invisible characters: %#', (text, shown) => {
    expect(inertText(text)).toBe(shown);
  });

  it('keeps marked ranges, by the units of the original text', () => {
    const text = '\u001b😀 disk full';
    expect(inertPieces(text, [{ start: 4, end: 8 }])).toEqual([
      { text: '⟨ESC⟩', hidden: true, marked: false },
      { text: '😀 ', hidden: false, marked: false },
      { text: 'disk', hidden: false, marked: true },
      { text: ' full', hidden: false, marked: false },
    ]);
  });

  it('has no pieces when it is empty', () => {
    expect(inertPieces('')).toEqual([]);
  });
});

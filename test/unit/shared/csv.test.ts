import { expect, it } from 'vitest';
import { toCsv } from '../../../src/shared/csv';

it('begins with a byte order mark and ends each row with CRLF', () => {
  expect(toCsv([['a', 'b'], ['c']])).toBe('\ufeff"a","b"\r\n"c"\r\n');
});

it.each([
  ['comma, and "quote"', '"comma, and ""quote"""'],
  ['two\nlines', '"two\nlines"'],
  ['한글', '"한글"'],
  ['', '""'],
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+82', `"'+82"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['＝1', `"'＝1"`],
  ['a=1', '"a=1"'],
  ['\u001b[31m\0', '"\ufffd[31m\ufffd"'],
])('writes a cell: %#', (text, cell) => {
  expect(toCsv([[text]])).toBe(`\ufeff${cell}\r\n`);
});

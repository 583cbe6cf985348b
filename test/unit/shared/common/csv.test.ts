import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toCsv } from '../../../../src/shared/common/csv';

it('starts with a byte order mark and ends each row with CRLF', () => {
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
  ['\t=1', `"\t'=1"`],
  [' \u3000=1', `" \u3000'=1"`],
  ['a;=1+1', `"a;'=1+1"`],
  ['a; "=1+1;b', `"a; ""'=1+1;b"`],
  ['a\t@SUM(A1)|-1', `"a\t'@SUM(A1)|'-1"`],
  ['a\n＝1\r\n+1', `"a\n'＝1\r\n'+1"`],
  ['-;;-', `"'-;;'-"`],
  ['\tat Main.main', '"\tat Main.main"'],
  ['＝1', `"'＝1"`],
  ['a=1, -1 - 2', '"a=1, -1 - 2"'],
  ['\u001b[31m\0', '"\ufffd[31m\ufffd"'],
])('writes a cell: %#', (text, cell) => {
  expect(toCsv([[text]])).toBe(`\ufeff${cell}\r\n`);
});

/** Cells of a CSV file as a spreadsheet with this list separator reads them; quotes count at the start of a cell. */
function cellsBy(separator: string, csv: string): string[] {
  const cells: string[] = [];
  let [cell, quoted, start] = ['', false, true];
  for (let at = csv.startsWith('\ufeff') ? 1 : 0; at < csv.length; at += 1) {
    const letter = csv[at] ?? '';
    if (quoted && letter === '"' && csv[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (letter === '"' && (quoted || start)) {
      quoted = !quoted;
    } else if (!quoted && (letter === separator || /[\r\n]/.test(letter))) {
      cells.push(cell);
      [cell, start] = ['', true];
      continue;
    } else {
      cell += letter;
    }
    start = false;
  }
  return cells;
}

it('reads back unchanged with commas, and starts no formula with any other separator', () => {
  const text = fc.string({ unit: fc.constantFrom(...Array.from('=+-@＝＋－＠;|,\t\r\n" \u3000\'aA1(')) });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 3 }), (rows) => {
      const csv = toCsv(rows.map((row) => ['2026-01-31', ...row]));
      const plain = (cell: string): string => cell.replaceAll("'", '');
      const read = cellsBy(',', csv).filter((cell) => cell !== '');
      const written = rows.flatMap((row) => ['2026-01-31', ...row]).map(plain);
      expect(read.map(plain).filter((cell) => cell !== '')).toEqual(written.filter((cell) => cell !== ''));
      for (const separator of [',', ';', '\t', '|']) {
        expect(cellsBy(separator, csv).filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
      }
    }),
    { numRuns: 2_000 },
  );
});

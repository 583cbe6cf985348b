import { sentence } from '../setup/say.mjs';

const COLUMN_GAP = 3;
const HANGUL_SYLLABLE = /[가-힣]/g;

/**
 * A small table of what each suite counted.
 *
 * @param {readonly { name: string, passed: number, failed: number }[]} rows
 */
export function tableOfTotals(rows) {
  const head = [sentence('suite-column'), sentence('passed-column'), sentence('failed-column')];
  const lines = [head, ...rows.map((row) => [row.name, String(row.passed), String(row.failed)])];
  const widths = head.map((_title, column) => Math.max(...lines.map((line) => terminalWidth(line[column] ?? ''))));
  return lines
    .map((line) =>
      line
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * @param {string} cell
 * @param {number} width
 */
function padded(cell, width) {
  return cell + ' '.repeat(width - terminalWidth(cell) + COLUMN_GAP);
}

/**
 * Terminals show a Hangul syllable two columns wide.
 *
 * @param {string} text
 */
function terminalWidth(text) {
  return text.length + (text.match(HANGUL_SYLLABLE)?.length ?? 0);
}

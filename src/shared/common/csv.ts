/**
 * Positions where a spreadsheet may start a formula (OWASP, "CSV Injection"): the start of a cell and behind anything
 * that may end one, with blanks and quotes in between. Excel uses the list separator of the system, and quotes protect
 * a cell only if that is a comma; otherwise a semicolon, tab, bar or line break in the cell ends it.
 */
const FORMULA = /(^|[;|\t\r\n])([\s"]*)(?=[=+\-@＝＋－＠])/g;
/** Control characters that no cell can show; tab, line feed and carriage return stay. */
const CONTROLS = /[\0-\x08\v\f\x0e-\x1f\x7f]/g;

/**
 * Formats rows as CSV (RFC 4180): every cell quoted, CRLF after each row, a byte order mark in front for Excel. No
 * cell, or part of one, is a formula.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(text: string): string {
  const shown = text.replace(CONTROLS, '\ufffd');
  const inert = shown.replace(FORMULA, "$1$2'");
  return `"${inert.replace(/"/g, '""')}"`;
}

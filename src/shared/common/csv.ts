/**
 * Every place where a spreadsheet could see a formula begin (OWASP, "CSV Injection"): at the start of a cell, and after
 * whatever may end one. Excel takes the list separator of the system, and quotes protect a cell only where that is a
 * comma; elsewhere a cell ends at a semicolon, tab, bar or line break in it. Blanks and quotes may stand in between.
 */
const FORMULA = /(^|[;|\t\r\n])([\s"]*)(?=[=+\-@＝＋－＠])/g;
/** Controls that no cell can show; tab, line feed and carriage return stay. */
const CONTROLS = /[\0-\x08\v\f\x0e-\x1f\x7f]/g;

/** Rows as CSV (RFC 4180): every cell quoted, CRLF after each row, a byte order mark in front for Excel; no cell, nor a part of one, is a formula. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(text: string): string {
  const shown = text.replace(CONTROLS, '\ufffd');
  const inert = shown.replace(FORMULA, "$1$2'");
  return `"${inert.replace(/"/g, '""')}"`;
}

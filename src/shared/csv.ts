/** What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** Controls that no cell can show; tab, line feed and carriage return stay. */
const CONTROLS = /[\0-\x08\v\f\x0e-\x1f\x7f]/g;

/** Rows as CSV (RFC 4180): every cell quoted, CRLF after each row, a byte order mark in front for Excel; no cell is a formula. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(text: string): string {
  const shown = text.replace(CONTROLS, '\ufffd');
  const inert = FORMULA.test(shown) ? `'${shown}` : shown;
  return `"${inert.replace(/"/g, '""')}"`;
}

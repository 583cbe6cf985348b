/** The lines of a log from one number up to, and without, another. */
export function numbered(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_value, index) => `line ${from + index}`);
}

/** Lines as they stand in a file. */
export function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Numbered lines from `from` up to but not including `to`. */
export function numbered(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_value, index) => `line ${from + index}`);
}

/** Joins lines into the content of a file. */
export function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

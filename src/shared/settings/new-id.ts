/** Most characters of an id before its number. */
const MAX_LENGTH = 48;

/** Derives an id from a name: letters, digits, `-` and `_` in any script, different from every id in `taken`. */
export function newId(name: string, fallback: string, taken: readonly string[]): string {
  const slug = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, '-');
  const base =
    Array.from(slug)
      .slice(0, MAX_LENGTH)
      .join('')
      .replace(/^-+|-+$/g, '') || fallback;
  if (!taken.includes(base)) {
    return base;
  }
  let number = 2;
  while (taken.includes(`${base}-${number}`)) {
    number += 1;
  }
  return `${base}-${number}`;
}

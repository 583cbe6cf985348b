const LONGEST = 48;

/** An id made from a name, of letters, digits, `-` and `_` in any script, and unlike every id in `taken`. */
export function newId(name: string, fallback: string, taken: readonly string[]): string {
  const slug = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, '-');
  const base =
    Array.from(slug)
      .slice(0, LONGEST)
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

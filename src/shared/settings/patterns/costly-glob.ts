/** Most wildcards and repeated groups in a name with groups; each multiplies the steps by the length of the name. */
const MOST_RUNS = 3;
/** Most groups in a name, and most alternatives in them; the numbers of alternatives multiply. */
const MOST_GROUPS = 5;
const MOST_ALTERNATIVES = 50;

/**
 * True if a glob has groups (bash(1), "extglob") that may take long on a crafted name: they become a regular
 * expression, which backtracks. A repeated group may hold one text or one character class.
 */
export function isCostlyGlob(path: string): boolean {
  return path.split('/').some((name) => name.includes('(') && hasCostlyGroups(name));
}

function hasCostlyGroups(name: string): boolean {
  const repeated = Array.from(
    name.matchAll(/[*+]\(([^()]*)\)|\(([^()]*)\)\+/g),
    ([, before = '', after = '']) => before + after,
  );
  const runs = name.match(/\*+|\+\(|\)\+/g)?.length ?? 0;
  if (countOf('(', name) > MOST_GROUPS || countOf('|', name) > MOST_ALTERNATIVES) {
    return true;
  }
  return runs > MOST_RUNS || (runs > 0 && /\([^)]*\(/.test(name)) || !repeated.every(isSingleItem);
}

function isSingleItem(content: string): boolean {
  return /^(?:[^*?|[\]]+|\[[^[\]]+\])$/.test(content);
}

function countOf(character: string, name: string): number {
  return name.split(character).length - 1;
}

/** Runs of any characters, and repeated groups, that a name with groups may have: each multiplies the steps by its length. */
const MOST_RUNS = 3;
/** Groups of a name, and their alternatives: as many ways as those multiply to. */
const MOST_GROUPS = 5;
const MOST_ALTERNATIVES = 50;

/**
 * Whether a glob has groups (bash(1), "extglob") that may take long on a name made for it: a regular expression stands for
 * them, which tries every way to divide the name. Repeated groups may hold one text or one class of characters.
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
  return runs > MOST_RUNS || (runs > 0 && /\([^)]*\(/.test(name)) || !repeated.every(isOneThing);
}

function isOneThing(content: string): boolean {
  return /^(?:[^*?|[\]]+|\[[^[\]]+\])$/.test(content);
}

function countOf(sign: string, name: string): number {
  return name.split(sign).length - 1;
}

/** What every line that a pattern matches has in it: a text, one of several things, or all of several things. */
export type Requirement =
  | { readonly kind: 'text'; readonly text: string; readonly ignoreCase: boolean }
  | { readonly kind: 'any'; readonly of: readonly Requirement[] }
  | { readonly kind: 'all'; readonly of: readonly Requirement[] };

/** Most branches that one requirement has. */
const MAX_BRANCHES = 256;

/** What is needed where one of `branches` is taken; null when one of them needs nothing: then the whole does not. */
export function anyOf(branches: readonly (Requirement | null)[]): Requirement | null {
  const needed = branches.filter((branch) => branch !== null);
  if (needed.length < branches.length || needed.length > MAX_BRANCHES) {
    return null;
  }
  const [only] = needed;
  return needed.length === 1 && only ? only : { kind: 'any', of: needed };
}

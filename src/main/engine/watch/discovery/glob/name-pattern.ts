import picomatch from 'picomatch';
import { endOfClass } from './brace-expansion';

/** Tells whether a name matches a part of a glob. */
type NameTest = (name: string) => boolean;

/** Any characters, any one character, a character class, or one character. */
type Token = '*' | '?' | RegExp | { readonly character: string };

/** Groups and other extended globs (bash(1), "extglob"), which picomatch runs. */
const EXTENDED = /[(|)]/;
const SPECIAL = /[\\*?[({|]/;

/** True for a part of a glob that matches one name only. */
export function isPlainName(part: string): boolean {
  return !SPECIAL.test(part);
}

/**
 * Makes the test for a part of a glob: `*`, `?`, `[a-z]` and escapes; `*` and `?` do not match a leading dot. Anybody
 * who may write beside a log can choose a name that keeps a regular expression for `*-*-*-*-*.log` busy for minutes;
 * this test takes at most length of name × length of part steps.
 */
export function nameTest(part: string): NameTest {
  if (EXTENDED.test(part)) {
    return picomatch(part, { dot: false, nonegate: true, posix: true });
  }
  const tokens = tokensOf(part);
  const startsWithWildcard = tokens[0] === '*' || tokens[0] === '?';
  return (name) => !(startsWithWildcard && name.startsWith('.')) && matches(name, tokens);
}

function tokensOf(part: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < part.length;) {
    const character = part.charAt(at);
    const end = character === '[' ? endOfClass(part, at) : at + 1;
    if (character === '*' || character === '?') {
      tokens.push(character);
    } else if (end > at + 1) {
      tokens.push(picomatch.makeRe(part.slice(at, end), { dot: true, posix: true }));
    } else {
      at += character === '\\' && at + 1 < part.length ? 1 : 0;
      tokens.push({ character: part.charAt(at) });
    }
    at = Math.max(end, at + 1);
  }
  return tokens;
}

/** Backtracks only to the last `*`, which then takes one more character: earlier ones need no second try. */
function matches(name: string, tokens: readonly Token[]): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let afterStar = 0;
  while (at < name.length) {
    const token = tokens[next];
    if (token === '*') {
      star = next;
      afterStar = at;
      next += 1;
    } else if (token !== undefined && matchesOne(name.charAt(at), token)) {
      next += 1;
      at += 1;
    } else if (star >= 0) {
      afterStar += 1;
      at = afterStar;
      next = star + 1;
    } else {
      return false;
    }
  }
  return tokens.slice(next).every((token) => token === '*');
}

function matchesOne(character: string, token: Exclude<Token, '*'>): boolean {
  if (token === '?') {
    return true;
  }
  return 'character' in token ? token.character === character : token.test(character);
}

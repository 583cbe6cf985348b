import picomatch from 'picomatch';
import { endOfClass } from './brace-expansion';

/** Tells whether a name fits a part of a glob. */
type NameTest = (name: string) => boolean;

/** Any run of characters, any one character, or those that a class in brackets stands for. */
type Token = '*' | '?' | RegExp | { readonly character: string };

/** Groups and other extended globs (bash(1), "extglob"), which picomatch runs. */
const EXTENDED = /[(|)]/;
const SPECIAL = /[\\*?[({|]/;

/** True for a part of a glob that stands for one name alone. */
export function isPlainName(part: string): boolean {
  return !SPECIAL.test(part);
}

/**
 * Makes the test for a part of a glob: `*`, `?`, `[a-z]` and escapes. Names are made by anybody who may write beside a log, and a regular
 * expression for `*-*-*-*-*.log` takes minutes for one that is made for it; this takes at most as many steps as name and part have characters,
 * multiplied. `*` and `?` stand for no dot at the beginning of a name.
 */
export function nameTest(part: string): NameTest {
  if (EXTENDED.test(part)) {
    return picomatch(part, { dot: false, nonegate: true, posix: true });
  }
  const tokens = tokensOf(part);
  const beginsAnyhow = tokens[0] === '*' || tokens[0] === '?';
  return (name) => !(beginsAnyhow && name.startsWith('.')) && fits(name, tokens);
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

/** Goes on behind the last `*` with one character more whenever the rest does not fit: an earlier one need not be looked at again. */
function fits(name: string, tokens: readonly Token[]): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let behindStar = 0;
  while (at < name.length) {
    const token = tokens[next];
    if (token === '*') {
      star = next;
      behindStar = at;
      next += 1;
    } else if (token !== undefined && fitsOne(name.charAt(at), token)) {
      next += 1;
      at += 1;
    } else if (star >= 0) {
      behindStar += 1;
      at = behindStar;
      next = star + 1;
    } else {
      return false;
    }
  }
  return tokens.slice(next).every((token) => token === '*');
}

function fitsOne(character: string, token: Exclude<Token, '*'>): boolean {
  if (token === '?') {
    return true;
  }
  return 'character' in token ? token.character === character : token.test(character);
}

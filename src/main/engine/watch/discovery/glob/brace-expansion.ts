/** Maximum number of alternatives of a glob: a dozen braces of two would make thousands. */
const MOST_ALTERNATIVES = 1_000;
/** Maximum length of a character class. */
const LONGEST_CLASS = 64;

/** Globs without braces that a glob stands for. */
interface Expansion {
  readonly globs: readonly string[];
  /** False if there are more alternatives than `MOST_ALTERNATIVES`. */
  readonly isWhole: boolean;
}

/** Closed brace: the index behind it, and those of the commas between its alternatives. */
interface Brace {
  readonly end: number;
  readonly commas: readonly number[];
}

/** Expands braces, nested ones too, in the order written: `{a,b/c}`, `{1..9}`, `{a..f}`. */
export function expandBraces(glob: string): Expansion {
  const globs = alternativesOf(glob, bracesOf(glob), 0, glob.length);
  return { globs: globs.slice(0, MOST_ALTERNATIVES), isWhole: globs.length <= MOST_ALTERNATIVES };
}

/** Finds the braces by the index at which they open. */
function bracesOf(glob: string): ReadonlyMap<number, Brace> {
  const braces = new Map<number, Brace>();
  const open: { readonly start: number; readonly commas: number[] }[] = [];
  for (let at = 0; at < glob.length; at = behind(glob, at)) {
    const character = glob[at];
    if (character === '{') {
      open.push({ start: at, commas: [] });
    } else if (character === ',') {
      open.at(-1)?.commas.push(at);
    } else if (character === '}') {
      const brace = open.pop();
      if (brace) {
        braces.set(brace.start, { end: at + 1, commas: brace.commas });
      }
    }
  }
  return braces;
}

/** Expands a part of a glob; stops soon after `MOST_ALTERNATIVES`. */
function alternativesOf(glob: string, braces: ReadonlyMap<number, Brace>, from: number, to: number): string[] {
  let all = [''];
  let text = from;
  for (let at = from; at < to;) {
    const brace = braces.get(at);
    const inside = brace ? alternativesIn(glob, braces, at, brace) : [];
    if (brace && inside.length > 0) {
      const head = glob.slice(text, at);
      const enough = Math.ceil((MOST_ALTERNATIVES + 1) / inside.length);
      all = all.slice(0, enough).flatMap((before) => inside.map((each) => before + head + each));
      text = brace.end;
    }
    at = inside.length > 0 ? text : at + 1;
  }
  return all.map((before) => before + glob.slice(text, to));
}

/** Alternatives of a brace; none if it stands for itself, as in `{a}`. */
function alternativesIn(glob: string, braces: ReadonlyMap<number, Brace>, start: number, brace: Brace): string[] {
  const { end, commas } = brace;
  if (commas.length === 0) {
    return range(glob.slice(start + 1, end - 1));
  }
  const ends = [...commas, end - 1];
  return ends.flatMap((place, index) =>
    alternativesOf(glob, braces, (index === 0 ? start : (ends[index - 1] ?? 0)) + 1, place),
  );
}

/** Index behind a character, an escaped character or a character class. */
function behind(glob: string, at: number): number {
  if (glob[at] === '\\') {
    return at + 2;
  }
  return glob[at] === '[' ? endOfClass(glob, at) : at + 1;
}

/** Index behind a character class (`[a-z]`, `[!]x]`, `[[:digit:]]`), or behind a bracket that starts none. */
export function endOfClass(glob: string, start: number): number {
  const text = glob.slice(start, start + LONGEST_CLASS);
  return start + (/^\[[!^]?\]?(\[:[a-z]+:\]|\\.|[^\]\\/])*\]/.exec(text)?.[0].length ?? 1);
}

/** Values of `1..12`, `01..12` or `a..f`; none for anything else. */
function range(inside: string): string[] {
  const [, first = '', last = ''] = /^(\d{1,9})\.\.(\d{1,9})$/.exec(inside) ?? [];
  if (first !== '') {
    const width = first.startsWith('0') || last.startsWith('0') ? Math.max(first.length, last.length) : 0;
    return steps(Number(first), Number(last)).map((value) => String(value).padStart(width, '0'));
  }
  const [, from = '', to = ''] = /^([A-Za-z])\.\.([A-Za-z])$/.exec(inside) ?? [];
  return from === '' ? [] : steps(from.charCodeAt(0), to.charCodeAt(0)).map((code) => String.fromCharCode(code));
}

function steps(from: number, to: number): number[] {
  const length = Math.min(MOST_ALTERNATIVES + 1, Math.abs(to - from) + 1);
  return Array.from({ length }, (_value, index) => (from <= to ? from + index : from - index));
}

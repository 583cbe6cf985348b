import type { MultiLine } from '../../../../shared/settings/log-schema';

/**
 * State of an entry: a log line alone, at the head of a trace, in its frames, past its last line, at the blank line
 * after that, or at the words that link it to the next trace.
 */
export type Phase = 'line' | 'head' | 'frames' | 'ended' | 'gap' | 'linked';

/** State machine that decides which lines form one entry. */
export interface EntryForm {
  /** The phase of an entry that starts with this line. */
  readonly first: (line: string) => Phase;
  /** The phase after this line; null if it starts an entry of its own. */
  readonly next: (phase: Phase, line: string) => Phase | null;
}

type Steps = Readonly<Record<Phase, (line: string) => Phase | null>>;

/** Entries that start at each line for which `isFirst` holds. */
export function firstLineForm(isFirst: (line: string) => boolean): EntryForm {
  return { first: () => 'line', next: (_phase, line) => (isFirst(line) ? null : 'line') };
}

const INDENTED = /^[ \t]+\S/;

// Output of Throwable.printStackTrace (java.lang.Throwable, API documentation).
const JAVA_HEAD = /^(?:[\w$]+\.)+[\w$]*(?:Exception|Error|Throwable|Failure)[\w$]*(?::|$)/;
const JAVA_FRAME = /^[ \t]+(?:at |\.\.\. \d)/;

const JAVA: EntryForm = {
  first: (line) => (JAVA_HEAD.test(line) ? 'head' : 'line'),
  next: (phase, line) => {
    if (INDENTED.test(line)) {
      return JAVA_FRAME.test(line) ? 'frames' : phase;
    }
    if (line.startsWith('Caused by: ')) {
      return 'frames';
    }
    return phase === 'line' && JAVA_HEAD.test(line) ? 'head' : null;
  },
};

// Output of the traceback module (Python library reference, traceback).
const PYTHON_HEAD = 'Traceback (most recent call last):';
const PYTHON_FRAME = /^ +File "/;
const PYTHON_LAST = /^[A-Za-z_][\w.]*(?::|$)/;
const PYTHON_LINK = /^(?:During handling of the above exception|The above exception was the direct cause)/;

const PYTHON: EntryForm = {
  first: pythonPhase,
  next: (phase, line) => {
    if (INDENTED.test(line)) {
      return phase === 'line' ? pythonPhase(line) : phase === 'linked' ? 'frames' : phase;
    }
    return PYTHON_NEXT[phase](line);
  },
};

/** Next phase after a line that is not indented, by phase. */
const PYTHON_NEXT: Steps = {
  line: (line) => (line === PYTHON_HEAD ? 'frames' : null),
  head: () => null,
  frames: (line) => (PYTHON_LAST.test(line) ? 'ended' : null),
  ended: (line) => (line === '' ? 'gap' : pythonLink(line)),
  gap: pythonLink,
  linked: (line) => (line === '' ? 'linked' : line === PYTHON_HEAD ? 'frames' : null),
};

function pythonLink(line: string): Phase | null {
  return PYTHON_LINK.test(line) ? 'linked' : null;
}

function pythonPhase(line: string): Phase {
  return line === PYTHON_HEAD || PYTHON_FRAME.test(line) ? 'frames' : 'line';
}

// Output of the Go runtime when it ends a program, and of runtime/debug.Stack (package runtime, "GOTRACEBACK").
const GO_HEAD = /^(?:panic: |fatal error: |SIG[A-Z]+: |runtime: goroutine stack exceeds )/;
const GO_HEAD_GOES_ON = /^(?:panic: |fatal error: |\[signal |\[recovered\]|PC=|runtime: |runtime stack:)/;
const GO_GOROUTINE = /^goroutine \d+ .*\]:$/;
const GO_FRAME = /^(?:created by |panic\(|\.\.\.|exit status \d|r[a-z\d]{1,5} +0x|[cefg]s +0x)/;

const GO: EntryForm = {
  first: goPhase,
  next: (phase, line) => {
    if (GO_GOROUTINE.test(line)) {
      return 'frames';
    }
    if (INDENTED.test(line)) {
      return phase;
    }
    const goesOn = line === '' || isGoCall(line) || (phase === 'head' ? GO_HEAD_GOES_ON : GO_FRAME).test(line);
    return phase !== 'line' && goesOn ? phase : null;
  },
};

function goPhase(line: string): Phase {
  return GO_GOROUTINE.test(line) ? 'frames' : GO_HEAD.test(line) ? 'head' : 'line';
}

/** A call in the stack of a goroutine: `net/http.(*conn).serve(0xc0000a, {0x7b, 0x0})`. */
function isGoCall(line: string): boolean {
  const open = line.indexOf('(');
  return open > 0 && line.endsWith(')') && !line.slice(0, open).includes(' ') && line.lastIndexOf('.', open) > 0;
}

/** Trace forms by preset. Each looks only at the start of a line, in linear time. */
export const TRACE_FORMS: Readonly<Record<NonNullable<MultiLine['preset']>, EntryForm>> = {
  java: JAVA,
  python: PYTHON,
  go: GO,
};

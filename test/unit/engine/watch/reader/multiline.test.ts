import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { linesOf, lineText } from '../../../../../src/main/engine/watch/reader/lines';
import { lineCodec } from '../../../../../src/main/engine/watch/reader/encoding';
import { splitEntries, entryRules, type EntryRule } from '../../../../../src/main/engine/watch/reader/multiline';
import { nextLineBatch } from '../../../../../src/main/engine/watch/reader/line-splitter';
import { fileSchema, type MultiLine } from '../../../../../src/shared/settings/log-schema';
import type { Encoding } from '../../../../../src/shared/settings/schema';

function rule(multiLine: Partial<MultiLine>): EntryRule {
  const ruleOf = entryRules((regex) => {
    const pattern = new RegExp(regex, 'u');
    return (line) => pattern.test(line);
  });
  const made = ruleOf(fileSchema.parse({ id: 'f', path: '/a', multiLine }));
  if (!made) {
    throw new Error('The file of the test has no events.');
  }
  return made;
}

interface Reading {
  readonly encoding?: Encoding;
  readonly maxBytes?: number;
}

function events(
  text: string,
  how: Partial<MultiLine>,
  { encoding = 'utf8', maxBytes = 65_536 }: Reading = {},
): string[] {
  const bytes = iconv.encode(text, encoding);
  const codec = lineCodec(encoding, bytes);
  const { ends } = splitEntries(bytes, codec, rule(how), maxBytes);
  const block = {
    fileIds: [],
    path: '/a',
    bytes,
    offset: 0,
    codec,
    guessed: false,
    maxLineBytes: maxBytes,
    multiLine: ends,
  };
  return linesOf(block).map((line) => lineText(line, codec));
}

/** Checks that a trace between two log lines gives three entries. */
function holdsTogether(preset: 'java' | 'python' | 'go', before: string, trace: string, after: string): void {
  expect(events(`${before}\n${trace}\n${after}\n`, { preset })).toEqual([before, trace, after]);
}

const JAVA_TRACE = `2026-01-31 09:30:00.123 ERROR 1 --- [nio-8080-exec-1] c.e.PaymentController : 결제 실패
org.springframework.dao.DataIntegrityViolationException: could not execute statement
\tat org.springframework.orm.jpa.vendor.HibernateJpaDialect.convert(HibernateJpaDialect.java:290)
\tat com.example.PaymentService.lambda$pay$0(PaymentService.java:41) ~[classes!/:na]
\tSuppressed: java.io.IOException: already closed
\t\tat com.example.Channel.close(Channel.java:12)
\t\t... 3 more
Caused by: org.postgresql.util.PSQLException: ERROR: duplicate key value
  Detail: Key (id)=(7) already exists.
\tat org.postgresql.core.v3.QueryExecutorImpl.receive(QueryExecutorImpl.java:2713)
\t... 12 more`;

const JAVA_UNCAUGHT = `Exception in thread "main" java.lang.IllegalStateException: boom
\tat com.example.Main.main(Main.java:5)
Caused by: java.lang.NullPointerException
\tat com.example.Main.run(Main.java:9)
\t... 1 more`;

const PYTHON_CHAIN = `2026-01-31 09:30:00,123 ERROR app.worker: job failed
Traceback (most recent call last):
  File "/srv/app/worker.py", line 12, in run
    job.load()
    ~~~~~~~~^^
KeyError: 'user'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/app/worker.py", line 14, in run
    raise JobError("no user") from None
app.errors.JobError: no user

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/srv/app/main.py", line 3, in <module>
    run()
  [Previous line repeated 995 more times]
RecursionError: maximum recursion depth exceeded`;

const PYTHON_GROUP = `ERROR:root:job failed
  + Exception Group Traceback (most recent call last):
  |   File "/srv/app/main.py", line 2, in <module>
  |     raise ExceptionGroup("two", [ValueError(1), TypeError(2)])
  | ExceptionGroup: two (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | ValueError: 1
    +---------------- 2 ----------------
    | TypeError: 2
    +------------------------------------`;

const PYTHON_SYNTAX = `2026-01-31 09:30:00 cron: starting
  File "/srv/app/main.py", line 1
    print("open
          ^
SyntaxError: unterminated string literal (detected at line 1)`;

const GO_PANIC = `panic: runtime error: invalid memory address or nil pointer dereference [recovered]
\tpanic: again
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x47b2c3]

goroutine 1 [running]:
main.(*Server).handle(0xc0000b2000, {0x4d5f20, 0xc00009c018})
\t/srv/app/main.go:42 +0x1d
main.Map[...](...)
\t/srv/app/map.go:7
main.main()
\t/srv/app/main.go:12 +0x85

goroutine 18 [chan receive, 5 minutes]:
created by main.main in goroutine 1
\t/srv/app/main.go:9 +0x65
exit status 2`;

const GO_SERVED = `2026/01/31 09:30:00 http: panic serving 127.0.0.1:51234: 결제 실패
goroutine 34 [running]:
net/http.(*conn).serve.func1()
\t/usr/local/go/src/net/http/server.go:1947 +0xbe
panic({0x65a3c0?, 0x6f1d30?})
\t/usr/local/go/src/runtime/panic.go:791 +0x132`;

const GO_DEADLOCK = `fatal error: all goroutines are asleep - deadlock!

goroutine 1 [chan receive]:
main.main()
\t/srv/app/main.go:5 +0x2d`;

describe('traces', () => {
  it.each([
    ['in a log line', 'java', JAVA_TRACE],
    ['of an uncaught exception', 'java', JAVA_UNCAUGHT],
    ['with a chain', 'python', PYTHON_CHAIN],
    ['of a group', 'python', PYTHON_GROUP],
    ['of a syntax error', 'python', PYTHON_SYNTAX],
    ['of a panic', 'go', GO_PANIC],
    ['of a panic that a server outlived', 'go', GO_SERVED],
    ['of a deadlock', 'go', GO_DEADLOCK],
  ] as const)('hold together %s: %s', (_case, preset, trace) => {
    holdsTogether(preset, '2026-01-31 09:29:59 INFO before', trace, '2026-01-31 09:30:01 INFO after');
  });

  it('separates two uncaught exceptions of Java', () => {
    const one = 'java.lang.IllegalStateException: one\n\tat a.B.c(B.java:1)';
    const two = 'java.io.FileNotFoundException: two\n\tat a.B.d(B.java:2)';
    expect(events(`${one}\n${two}\n`, { preset: 'java' })).toEqual([one, two]);
  });

  it('separates two tracebacks of Python', () => {
    const one = 'Traceback (most recent call last):\n  File "a.py", line 1, in f\nValueError: one';
    const two = 'Traceback (most recent call last):\n  File "a.py", line 2, in f\nKeyboardInterrupt';
    expect(events(`${one}\n${two}\n`, { preset: 'python' })).toEqual([one, two]);
  });

  it.each(['java', 'python', 'go'] as const)('leaves ordinary lines alone: %s', (preset) => {
    const lines = [
      '2026-01-31 09:30:00 INFO started',
      'ERROR: disk full',
      'com.example.Main: ready',
      '{"level":"info"}',
      'GET /a(b) 200',
      '오류 발생',
    ];
    expect(events(`${lines.join('\n')}\n`, { preset })).toEqual(lines);
  });

  it('takes a log line after a traceback without its last line as an entry', () => {
    const cut = 'Traceback (most recent call last):\n  File "a.py", line 1, in f';
    expect(events(`${cut}\n2026-01-31 started again\n`, { preset: 'python' })).toEqual([
      cut,
      '2026-01-31 started again',
    ]);
  });
});

describe('a configured first line', () => {
  const dated = { firstLine: '^\\d{4}-\\d{2}-\\d{2} ' };

  it('starts an entry at each line that matches', () => {
    expect(events('2026-01-31 a\nb\n\nc\n2026-01-31 d\n', dated)).toEqual(['2026-01-31 a\nb\n\nc', '2026-01-31 d']);
  });

  it('takes lines before any first line as an entry', () => {
    expect(events('rest\nof it\n2026-01-31 a\n', dated)).toEqual(['rest\nof it', '2026-01-31 a']);
  });

  it('drops empty lines at the end of an entry', () => {
    expect(events('2026-01-31 a\nb\n\n\n', dated)).toEqual(['2026-01-31 a\nb']);
  });

  it('treats CR LF as a newline', () => {
    expect(events('2026-01-31 a\r\nb\r\n2026-01-31 c\r\n', dated)).toEqual(['2026-01-31 a\nb', '2026-01-31 c']);
  });

  it.each(['utf8', 'cp949', 'utf16le', 'utf16be', 'latin1'] as const)('reads %s', (encoding) => {
    const second = encoding === 'latin1' ? 'é' : '결제 Ċ'.slice(0, encoding.startsWith('utf') ? undefined : 2);
    expect(events(`2026-01-31 a\n${second}\r\n2026-01-31 b`, dated, { encoding })).toEqual([
      `2026-01-31 a\n${second}`,
      '2026-01-31 b',
    ]);
  });

  it('is recognized after NUL padding and a byte order mark', () => {
    expect(events('\ufeff2026-01-31 a\n\0\0\0\x002026-01-31 b\n', dated)).toEqual(['2026-01-31 a', '2026-01-31 b']);
  });

  it('ends an entry at the maximum number of lines', () => {
    expect(events('2026-01-31 a\n1\n2\n3\n4\n', { ...dated, maxLines: 3 })).toEqual(['2026-01-31 a\n1\n2', '3\n4']);
  });

  it('adds no line that exceeds the longest entry', () => {
    const first = '2026-01-31 a'.padEnd(99, '.');
    const second = 'b'.padEnd(99, '.');
    const two = `${first}\n${second}\n`;
    expect(events(two, dated, { maxBytes: two.length })).toEqual([`${first}\n${second}`]);
    expect(events(two, dated, { maxBytes: two.length - 1 })).toEqual([first, second]);
  });
});

describe('entries read bit by bit', () => {
  const TRACE_LINES = [JAVA_TRACE, PYTHON_CHAIN, GO_PANIC].join('\n').split('\n');
  const line = fc.oneof(fc.constantFrom(...TRACE_LINES), fc.stringMatching(/^[a-z ]{0,30}$/));

  it.each(['java', 'python', 'go'] as const)('are the same as read at once: %s', (preset) => {
    const rules = { maxLineBytes: 300, flushAfterMs: null, entryRule: rule({ preset, maxLines: 8 }) };
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.array(fc.nat(2_000)), (lines, cuts) => {
        const text = lines.map((one) => `${one}\n`).join('');
        const bytes = Buffer.from(text);
        const codec = lineCodec('utf8', bytes);
        const seen: string[] = [];
        let at = 0;
        for (const cut of [...cuts.sort((one, other) => one - other), bytes.length]) {
          for (;;) {
            const portion = nextLineBatch(bytes.subarray(at, Math.max(at, cut)), codec, false, rules);
            if (!portion) {
              break;
            }
            seen.push(
              ...events(
                bytes.subarray(at, at + portion.lineBytes).toString(),
                { preset, maxLines: 8 },
                { maxBytes: 300 },
              ),
            );
            at += portion.consumed;
          }
        }
        seen.push(...events(bytes.subarray(at).toString(), { preset, maxLines: 8 }, { maxBytes: 300 }));
        expect(seen).toEqual(events(text, { preset, maxLines: 8 }, { maxBytes: 300 }));
      }),
    );
  });
});

describe('the unfinished entry', () => {
  const open = (text: string, how: Partial<MultiLine>, maxBytes = 65_536): number =>
    splitEntries(Buffer.from(text), lineCodec('utf8', Buffer.from(text)), rule(how), maxBytes).openAt;

  it('is the last one', () => {
    expect(open('a\n b\nc\n', { preset: 'java' })).toBe(5);
  });

  it('does not exist without bytes, or once the entry is full', () => {
    expect(open('', { preset: 'java' })).toBe(0);
    expect(open('a\n b\n', { preset: 'java', maxLines: 2 })).toBe(5);
    expect(open('a\n bcd\n', { preset: 'java' }, 6)).toBe(2);
  });
});

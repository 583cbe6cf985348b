import { presets } from './preset';

/** Program crashes; best with files whose stack traces are joined into one entry. */
export const tracePresets = presets([
  {
    id: 'java-exception',
    logs: { paths: [], journal: { identifiers: ['java'] } },
    rule: {
      match: {
        regex:
          '(?:^(?:[\\w.-]+ +\\| )?|\\n|\\[\\d+\\]: |std(?:out|err) [FP] )(?:Exception in thread "[^"]+" |Caused by: )?(?:[a-z_][\\w$]*\\.)+[A-Z][\\w$]*(?:Exception|Error)\\b',
      },
      cooldown: '10m',
    },
    matching: [
      'Exception in thread "main" java.lang.NullPointerException: Cannot invoke "String.length()"',
      'java.lang.OutOfMemoryError: Java heap space',
      'shop-1  | java.lang.IllegalArgumentException: no stock',
    ],
    passing: [
      '2026-11-23 12:00:01 INFO com.example.shop.ErrorHandler started',
      '\tat com.example.shop.Order.place(Order.java:7)',
      'handled com.example.shop.OrderException, going on',
    ],
  },
  {
    id: 'python-traceback',
    logs: { paths: [], journal: { identifiers: ['python3', 'python'] } },
    rule: { match: { text: 'Traceback (most recent call last):' }, cooldown: '10m' },
    matching: [
      'Traceback (most recent call last):',
      'ERROR:root:order failed\nTraceback (most recent call last):\n  File "/srv/app.py", line 7, in place\nValueError: no stock',
      'Nov 23 12:00:01 web app[77]: Traceback (most recent call last):',
    ],
    passing: ['  File "/srv/app.py", line 7, in <module>', 'ValueError: no stock', 'INFO:root:traceback sent'],
  },
  {
    id: 'node-error',
    logs: { paths: [], journal: { identifiers: ['node'] } },
    rule: {
      match: {
        regex:
          '(?:^(?:[\\w.-]+ +\\| )?|\\n|\\[\\d+\\]: |std(?:out|err) [FP] )(?:Uncaught )?(?:[A-Za-z\\d]*Error|DOMException)(?: \\[[A-Za-z\\d_]+\\])?: |UnhandledPromiseRejection|JavaScript heap out of memory',
      },
      cooldown: '10m',
    },
    matching: [
      "TypeError: Cannot read properties of undefined (reading 'id')",
      'Error [ERR_HTTP_HEADERS_SENT]: Cannot set headers after they are sent to the client',
      'Error [ERR_HTTP2_STREAM_ERROR]: Stream closed with error code NGHTTP2_INTERNAL_ERROR',
    ],
    passing: ['    at Object.<anonymous> (/srv/app.js:7:1)', 'ErrorHandler: ready', 'last run ended with Error: none'],
  },
  {
    id: 'go-panic',
    logs: { paths: [], journal: {} },
    rule: {
      match: {
        regex:
          '(?:^(?:[\\w.-]+ +\\| )?|\\n|\\[\\d+\\]: |std(?:out|err) [FP] )(?:panic|fatal error): |http: panic serving |goroutine \\d+ (?:gp=\\S+ m=\\S+ (?:mp=\\S+ )?)?\\[running[\\],]',
      },
      cooldown: '10m',
    },
    matching: [
      'panic: runtime error: invalid memory address or nil pointer dereference',
      'fatal error: all goroutines are asleep - deadlock!',
      '2026-11-23T12:00:01.123456789+09:00 stderr F panic: runtime error: index out of range [7] with length 7',
    ],
    passing: [
      'level=info msg="recovered from panic: no stock"',
      'goroutine 7 [chan receive]:',
      'main.main()\n\t/srv/main.go:7 +0x1d',
    ],
  },
]);

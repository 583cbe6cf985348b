import { presets } from './preset';

/** Web servers. */
export const webPresets = presets([
  {
    id: 'nginx-5xx',
    logs: { paths: ['/var/log/nginx/access.log'] },
    rule: {
      match: { regex: '"[A-Z]+ (?:[^"\\\\]|\\\\.)*" 5\\d\\d(?: |$)' },
      threshold: { count: 10, within: '1m' },
      cooldown: '10m',
      cooldownBy: 'rule',
    },
    hasMessage: true,
    matching: [
      '203.0.113.7 - - [23/Nov/2026:12:00:01 +0900] "GET /api HTTP/1.1" 502 157 "-" "curl/8.5.0"',
      '203.0.113.7 - kim [23/Nov/2026:12:00:01 +0900] "POST /order HTTP/2.0" 500 0 "-" "-"',
      '203.0.113.7 - - [23/Nov/2026:12:00:01 +0900] "GET /api HTTP/1.1" 503',
    ],
    passing: [
      '203.0.113.7 - - [23/Nov/2026:12:00:01 +0900] "GET / HTTP/1.1" 200 500 "-" "curl/8.5.0"',
      '203.0.113.7 - - [23/Nov/2026:12:00:01 +0900] "GET /errors/503 HTTP/1.1" 404 153 "-" "-"',
      '203.0.113.7 - - [23/Nov/2026:12:00:01 +0900] "GET /500 HTTP/1.1" 301 5000 "-" "-"',
    ],
  },
  {
    id: 'nginx-upstream',
    logs: { paths: ['/var/log/nginx/error.log'] },
    rule: {
      match: {
        regex:
          'upstream timed out|no live upstreams|connect\\(\\) (?:to \\S+ )?failed .*while connecting to upstream|upstream prematurely closed|recv\\(\\) failed .*while reading (?:response header from )?upstream|(?:writev|send)\\(\\) failed .*while sending request to upstream|(?:SSL_do_handshake\\(\\) failed|peer closed connection in SSL handshake) .*while SSL handshaking to upstream|upstream sent (?:too big|invalid|no valid|unsupported|unexpected) |host not found in upstream|could not be resolved \\(\\d+:',
      },
      cooldown: '10m',
    },
    matching: [
      '2026/11/23 12:00:01 [error] 77#77: *12 upstream timed out (110: Connection timed out) while reading response header from upstream',
      '2026/11/23 12:00:01 [error] 77#77: *13 no live upstreams while connecting to upstream, client: 203.0.113.7',
      '2026/11/23 12:00:01 [error] 77#77: *14 connect() failed (111: Connection refused) while connecting to upstream',
    ],
    passing: [
      '2026/11/23 12:00:01 [info] 77#77: *14 client prematurely closed connection, so upstream connection is closed too while SSL handshaking to upstream',
      '2026/11/23 12:00:01 [warn] 77#77: *15 an upstream response is buffered to a temporary file',
      '2026/11/23 12:00:01 [notice] 77#77: using the "epoll" event method',
    ],
  },
  {
    id: 'apache-error',
    logs: { paths: ['/var/log/apache2/error.log', '/var/log/httpd/error_log'] },
    rule: {
      match: { regex: '\\] \\[(?:\\w+:)?(?:emerg|alert|crit|error)\\] ' },
      // Errors that any client can cause by asking for a missing or forbidden page.
      butNot: [
        {
          regex:
            '\\bAH(?:00036|00037|00126|00127|00135|00690|01264|01276|01617|01618|01629|01630|01631|01797|02811|10244|10508)\\b',
        },
        {
          regex:
            'File does not exist: |not found or unable to stat|Primary script unknown|ModSecurity: (?:Access denied|Warning)',
        },
      ],
      cooldown: '10m',
    },
    matching: [
      '[Mon Nov 23 12:00:01.123456 2026] [proxy:error] [pid 77] AH00957: HTTP: attempt to connect to 127.0.0.1:8080 failed',
      '[Mon Nov 23 12:00:01.123456 2026] [core:crit] [pid 77] (28)No space left on device: AH00027',
      '[Mon Nov 23 12:00:01 2026] [error] server reached MaxClients setting, consider raising the MaxClients setting',
    ],
    passing: [
      '[Mon Nov 23 12:00:01.123456 2026] [mpm_event:notice] [pid 77] AH00489: Apache/2.4.62 configured',
      '[Mon Nov 23 12:00:01.123456 2026] [ssl:warn] [pid 77] AH01909: server certificate does NOT include an ID',
      '203.0.113.7 - - [23/Nov/2026:12:00:01 +0900] "GET /error HTTP/1.1" 200 12',
    ],
  },
]);

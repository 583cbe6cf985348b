import { presets } from './preset';

/** Database servers. */
export const databasePresets = presets([
  {
    id: 'postgresql-fatal',
    rule: { match: { regex: '\\b(?:FATAL|PANIC): +\\S' }, cooldown: '10m' },
    matching: [
      '2026-11-23 12:00:01.123 KST [77] FATAL:  sorry, too many clients already',
      '2026-11-23 12:00:01.123 KST [77] app@shop FATAL:  password authentication failed for user "app"',
      '2026-11-23 12:00:01.123 KST [77] PANIC:  could not write to file "pg_wal/xlogtemp.77": No space left on device',
    ],
    passing: [
      '2026-11-23 12:00:01.123 KST [77] LOG:  checkpoint starting: time',
      '2026-11-23 12:00:01.123 KST [77] ERROR:  relation "orders" does not exist at character 15',
      "2026-11-23 12:00:01.123 KST [77] STATEMENT:  select 'FATAL'",
    ],
  },
  {
    id: 'mysql-error',
    rule: { match: { regex: '\\[ERROR\\] \\[MY-\\d+\\]|mysqld got signal \\d+' }, cooldown: '10m' },
    matching: [
      '2026-11-23T03:00:01.123456Z 0 [ERROR] [MY-010119] [Server] Aborting',
      '2026-11-23T03:00:01.123456Z 0 [ERROR] [MY-012592] [InnoDB] Operating system error number 28 in a file operation.',
      '03:00:01 UTC - mysqld got signal 11 ;',
    ],
    passing: [
      "2026-11-23T03:00:01.123456Z 0 [Warning] [MY-013360] [Server] Plugin mysql_native_password reported: 'deprecated'",
      '2026-11-23T03:00:01.123456Z 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections.',
      '2026-11-23T03:00:01.123456Z 8 [Note] [MY-010914] [Server] Aborted connection 8 to db',
    ],
  },
  {
    id: 'redis-error',
    rule: {
      match: {
        regex:
          "MISCONF Redis|Can't save in background|Background saving error|OOM command not allowed|Out Of Memory allocating",
      },
      cooldown: '10m',
    },
    matching: [
      "77:M 23 Nov 2026 12:00:01.123 # Can't save in background: fork: Cannot allocate memory",
      '77:M 23 Nov 2026 12:00:01.123 # Background saving error',
      "(error) OOM command not allowed when used memory > 'maxmemory'.",
    ],
    passing: [
      '77:M 23 Nov 2026 12:00:01.123 * Background saving terminated with success',
      '77:C 23 Nov 2026 12:00:01.123 * DB saved on disk',
      '77:M 23 Nov 2026 12:00:01.123 * Ready to accept connections tcp',
    ],
  },
]);

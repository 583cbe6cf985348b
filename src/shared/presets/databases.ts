import { presets } from './preset';

/** Database servers. */
export const databasePresets = presets([
  {
    id: 'postgresql-fatal',
    logs: {
      paths: ['/var/log/postgresql/*.log', '/var/lib/pgsql/data/log/*.log'],
      journal: { identifiers: ['postgres'] },
    },
    rule: {
      match: {
        regex:
          '\\b(?:FATAL|PANIC): +\\S|(?:치명적오류|손상): {2}\\S|,(?:FATAL|PANIC),[0-9A-Z]{5},|"error_severity":"(?:FATAL|PANIC)"|\\(PID \\d+\\) was terminated by signal',
      },
      // Excludes statements that mention it, and orderly restarts.
      butNot: [
        {
          regex:
            '(?:STATEMENT|명령 구문): {2}|(?:LOG|DETAIL|CONTEXT|QUERY|로그|상세정보): {2}.*(?:FATAL|PANIC|치명적오류|손상): ',
        },
        { regex: 'terminating connection due to idle-session timeout' },
        { regex: 'due to administrator command|(?:관리자 요청에 의해서|관리자 명령(?:에 의해|으로 인해)) ' },
        { regex: 'the database system is (?:starting up|shutting down|not yet accepting connections)' },
        {
          regex:
            '데이터베이스 시스템이 (?:새로 가동|중지) 중입니다|데이터베이스 시스템은 아직 접속을 허용하지 않습니다',
        },
      ],
      cooldown: '10m',
    },
    matching: [
      '2026-11-23 12:00:01.123 KST [77] FATAL:  sorry, too many clients already',
      '2026-11-23 12:00:01.123 KST [77] app@shop FATAL:  password authentication failed for user "app"',
      '2026-11-23 12:00:01.123 KST [77] PANIC:  could not write to file "pg_wal/xlogtemp.77": No space left on device',
    ],
    passing: [
      '2026-11-23 12:00:01.123 KST [77] LOG:  checkpoint starting: time',
      '2026-11-23 12:00:01.123 KST [77] ERROR:  relation "orders" does not exist at character 15',
      "2026-11-23 12:00:01.123 KST [77] app@shop LOG:  duration: 1200.123 ms  statement: select 'FATAL:  none'",
    ],
  },
  {
    id: 'mysql-error',
    logs: {
      paths: ['/var/log/mysql/error.log', '/var/log/mysqld.log', '/var/log/mariadb/mariadb.log'],
      journal: { identifiers: ['mariadbd', 'mysqld'] },
    },
    rule: {
      match: {
        regex:
          '\\[ERROR\\] \\[MY-\\d+\\]|\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+-]\\d{2}:\\d{2})? (?:\\d+|0x[0-9a-f]+) \\[ERROR\\] |\\b\\d{6} [ \\d]\\d:\\d{2}:\\d{2} \\[ERROR\\] |(?:mysqld|mariadbd) got signal \\d+',
      },
      cooldown: '10m',
    },
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
    logs: {
      paths: ['/var/log/redis/redis-server.log', '/var/log/redis/redis.log', '/var/log/valkey/valkey.log'],
      journal: { identifiers: ['redis-server', 'valkey-server'] },
    },
    rule: {
      match: {
        regex:
          "MISCONF (?:Redis|Valkey)|Can't (?:save|rewrite append only file) in background|Background saving (?:error|terminated by signal)|Background AOF rewrite terminated (?:with error|by signal)|OOM command not allowed|Out Of Memory allocating|Failed opening the (?:temp )?RDB file|Write error (?:while )?saving DB|Error trying to save the DB|(?:Error|Short write while) writing to the AOF file|Bad file format reading the append only file|Fatal error loading the DB|Failed listening on port|Cluster state changed: fail|(?:REDIS|VALKEY) BUG REPORT START",
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
      '77:M 23 Nov 2026 12:00:01.123 * Background AOF rewrite terminated with success',
    ],
  },
]);

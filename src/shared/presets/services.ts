import { presets, SYSLOG_FILES } from './preset';

/** Services and jobs: systemd, containers, cron, backups, certificates, UPS. */
export const servicePresets = presets([
  {
    id: 'systemd-failed',
    logs: { paths: SYSLOG_FILES.all, journal: { identifiers: ['systemd'] } },
    rule: {
      match: {
        regex:
          '(?:^|systemd\\[\\d+\\]: )(?=Failed to start |Unit \\S+ entered failed state|start request repeated too quickly for |\\S+: (?:Failed with result|Start request repeated too quickly))(?:Failed to start |Unit |start request repeated too quickly for )?(?<unit>\\S+\\.(?:service|socket|mount|automount|swap|timer|path|target|device|scope|slice)\\b)?',
      },
      // One failure appears in several lines, each of which names the unit.
      key: 'unit',
      cooldown: '10m',
      cooldownBy: 'key',
    },
    matching: [
      "systemd[1]: app.service: Failed with result 'exit-code'.",
      'systemd[1]: Failed to start app.service - The App.',
      'systemd[1]: app.service: Start request repeated too quickly.',
    ],
    passing: [
      'systemd[1]: Started app.service - The App.',
      'systemd[1]: app.service: Deactivated successfully.',
      'app[77]: systemd: Failed to start? no',
    ],
  },
  {
    id: 'docker-restart',
    logs: { paths: [], journal: { identifiers: ['docker', 'docker-compose'] } },
    rule: {
      // 143 and 130 are the signals of an orderly stop.
      match: {
        regex:
          'exited with code (?!143\\b|130\\b)[1-9]|container die .*exitCode=(?!143\\b|130\\b)[1-9]|container oom |Restarting \\([1-9]',
      },
      cooldown: '10m',
    },
    matching: [
      'app-1 exited with code 137',
      '2026-11-23T12:00:01.123456789+09:00 container die 3f2a (exitCode=1, image=app, name=app)',
      '2026-11-23T12:00:01.123456789+09:00 container oom 3f2a (image=app, name=app)',
    ],
    passing: [
      'app-1 exited with code 0',
      'app-1 exited with code 143',
      '2026-11-23T12:00:01.123456789+09:00 container die 3f2a (exitCode=0, image=app, name=app)',
    ],
  },
  {
    id: 'kubernetes-restart',
    logs: { paths: [], journal: { identifiers: ['kubelet', 'k3s'] } },
    rule: {
      match: {
        regex:
          'CrashLoopBackOff|Back-off restarting failed container|OOMKilled|ImagePullBackOff|Liveness probe failed|"Probe failed" probeType="Liveness"',
      },
      cooldown: '10m',
    },
    matching: [
      'Warning  BackOff  pod/app-0  Back-off restarting failed container app in pod app-0_default',
      'app-0   0/1   CrashLoopBackOff   7 (30s ago)   12m',
      'I1123 12:00:01.123456    77 prober.go:107] "Probe failed" probeType="Liveness" pod="default/app-0" containerName="app" probeResult="failure"',
    ],
    passing: [
      'Normal  Started  pod/app-0  Started container app',
      'Normal  Pulled  pod/app-0  Successfully pulled image "app" in 1.2s',
      'app-0   1/1   Running   0   12m',
    ],
  },
  {
    id: 'cron-failed',
    logs: { paths: SYSLOG_FILES.cron, journal: { identifiers: ['cron', 'CRON', 'crond', 'CROND', 'anacron'] } },
    rule: {
      match: {
        regex:
          '(?:(?:CROND?|crond?)\\[\\d+\\]: |^(?=\\([^)]+\\) [A-Za-z ]+ \\(|(?:\\(CRON\\) |Error: )bad |Authentication token )).*(?:ERROR|FAILED|BAD FILE MODE|INSECURE MODE|WRONG FILE OWNER|\\(CRON\\) DEATH|\\(CRON\\) error|bad (?:minute|hour|day-of-month|month|day-of-week|command|username|time specifier)|got status 0x[0-9a-f]*[1-9a-f]|token is no longer valid)|(?:^|anacron\\[\\d+\\]: )Job .* terminated \\(exit status: [1-9]',
      },
      butNot: [{ regex: '\\) CMD(?:END|OUT)? \\(' }],
      cooldown: '1h',
    },
    matching: [
      'CRON[77]: (CRON) error (grandchild #78 failed with exit status 1)',
      'cron[77]: (CRON) bad minute; while reading /etc/crontab',
      'cron[77]: Error: bad day-of-week; while reading /etc/cron.d/app',
    ],
    passing: [
      'CRON[77]: (root) CMD (grep ERROR /var/log/app.log | mail -E root)',
      'CROND[77]: (root) CMDOUT (ERROR: none)',
      'CRON[77]: pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)',
    ],
  },
  {
    id: 'backup-failed',
    logs: { paths: ['/var/log/backup.log', ...SYSLOG_FILES.all], journal: {} },
    rule: {
      match: {
        // Excludes file names such as error.log.
        regex:
          '\\b(?:backup|rsync|restic|borg|borgmatic|duplicity|pg_dump|pg_dumpall|pg_basebackup|pgbackrest|mysqldump|mariadb-dump|mariabackup|xtrabackup)\\b.*[^\\w/.](?:failed|failures?|errors?|fatal|aborted)(?:[^\\w.-]|[.-]?$|[.-]\\s)|\\bfailed to \\w+ (?:the |a )?backup\\b|백업.*(?:실패|오류)',
        ignoreCase: true,
      },
      butNot: [
        { regex: '\\b(?:no|0|without|without any) (?:error|failure|failed)', ignoreCase: true },
        { regex: '\\b(?:errors?|failures?|failed)(?: \\w+)? ?[:=] ?0\\b', ignoreCase: true },
        { regex: '(?:실패|오류)[가는이]? ?(?:없|[:=]? ?0)|\\b0건 ?(?:실패|오류)' },
        { regex: '\\) CMD(?:END)? \\(' },
      ],
      cooldown: '1h',
    },
    matching: [
      'backup failed: exit code 2',
      'pg_dump: error: connection to server at "10.0.0.7", port 5432 failed',
      'restic: Fatal: unable to open config file: stat /srv/repo/config: no such file or directory',
    ],
    passing: ['backup finished: 0 errors', 'backup of /srv done without error', 'app: error: no such user'],
  },
  {
    id: 'certificate-expiry',
    logs: { paths: ['/var/log/letsencrypt/letsencrypt.log', ...SYSLOG_FILES.all], journal: {} },
    rule: {
      match: {
        regex:
          'certificate(?: (?:for|of|in) \\S+| \\S*[./]\\S+)? (?:has expired|is expired|will expire|expired|expires in (?:(?:[12]?\\d|30) days?|\\d{1,2} hours?)\\b)|failed to renew certificate|\\bCertificateExpiredException\\b|\\bCERT_HAS_EXPIRED\\b|인증서.*만료(?:되었습|됐습|되었다|됐다|됨)',
        ignoreCase: true,
      },
      butNot: [
        { regex: 'expires? in (?:3[1-9]|[4-9]\\d|\\d{3,}) days', ignoreCase: true },
        { regex: '\\bno certificate', ignoreCase: true },
      ],
      cooldown: '1d',
    },
    matching: [
      'x509: certificate has expired or is not yet valid: current time 2026-11-23T12:00:01Z',
      'Error: certificate has expired { code: CERT_HAS_EXPIRED }',
      'monitor: certificate expires in 7 days: shop.example.com',
    ],
    passing: [
      'certbot: certificate renewed: shop.example.com',
      'certificate is valid until 2027-01-01',
      'monitor: certificate expires in 89 days: shop.example.com',
    ],
  },
  {
    id: 'ups-on-battery',
    logs: {
      paths: ['/var/log/apcupsd.events', ...SYSLOG_FILES.all],
      journal: { identifiers: ['upsmon', 'nut-monitor', 'apcupsd'] },
    },
    rule: {
      match: {
        regex:
          'UPS \\S+ (?:on battery|battery is low)|UPS \\S+: forced shutdown in progress|(?:apcupsd\\[\\d+\\]: |^(?:[\\d-]+ [\\d:]+ [+-]\\d{4} +)?)(?:Power failure|Running on UPS batteries|Battery power exhausted|Battery charge below low limit|Initiating system shutdown)|Communications with UPS (?:\\S+ )?lost|(?:^|(?:upsmon|nut-monitor)\\[\\d+\\]: )Executing automatic power-fail shutdown',
      },
      cooldown: '10m',
      urgent: true,
    },
    matching: [
      'upsmon[77]: UPS ups@localhost on battery',
      'apcupsd[77]: Power failure.',
      '2026-11-23 12:00:01 +0900  Power failure.',
    ],
    passing: [
      'upsmon[77]: UPS ups@localhost on line power',
      'apcupsd[77]: Power is back. UPS running on mains.',
      '2026-11-23 12:07:01 +0900  Power is back. UPS running on mains.',
    ],
  },
]);

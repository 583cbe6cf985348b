import { presets } from './preset';

/** What runs services and jobs: systemd, containers, cron, backups, certificates, UPS. */
export const servicePresets = presets([
  {
    id: 'systemd-failed',
    rule: {
      match: {
        regex:
          'systemd\\[\\d+\\]: (?=Failed to start |\\S+: (?:Failed with result|Start request repeated too quickly))(?:Failed to start )?(?<unit>\\S+\\.(?:service|socket|mount|automount|swap|timer|path|target|device|scope|slice)\\b)?',
      },
      // One failure is told of in several lines, each of which names the unit.
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
    rule: {
      // 143 and 130 are the signals of an orderly stop.
      match: {
        regex:
          'exited with code (?!143\\b|130\\b)[1-9]|container die .*exitCode=(?!143\\b|130\\b)[1-9]|Restarting \\([1-9]',
      },
      cooldown: '10m',
    },
    matching: [
      'app-1 exited with code 137',
      '2026-11-23T12:00:01.123456789+09:00 container die 3f2a (exitCode=1, image=app, name=app)',
      '3f2a   app   Restarting (1) 5 seconds ago',
    ],
    passing: [
      'app-1 exited with code 0',
      'app-1 exited with code 143',
      '2026-11-23T12:00:01.123456789+09:00 container die 3f2a (exitCode=0, image=app, name=app)',
      '2026-11-23T12:00:02.123456789+09:00 container start 3f2a (image=app, name=app)',
    ],
  },
  {
    id: 'kubernetes-restart',
    rule: {
      match: {
        regex: 'CrashLoopBackOff|Back-off restarting failed container|OOMKilled|ImagePullBackOff|Liveness probe failed',
      },
      cooldown: '10m',
    },
    matching: [
      'Warning  BackOff  pod/app-0  Back-off restarting failed container app in pod app-0_default',
      'app-0   0/1   CrashLoopBackOff   7 (30s ago)   12m',
      'Warning  Unhealthy  pod/app-0  Liveness probe failed: HTTP probe failed with statuscode: 500',
    ],
    passing: [
      'Normal  Started  pod/app-0  Started container app',
      'Normal  Pulled  pod/app-0  Successfully pulled image "app" in 1.2s',
      'app-0   1/1   Running   0   12m',
    ],
  },
  {
    id: 'cron-failed',
    rule: {
      match: {
        regex:
          '(?:CROND?|crond?)\\[\\d+\\]: .*(?:ERROR|FAILED|BAD FILE MODE|WRONG FILE OWNER|bad (?:minute|hour|command|username)|failed with exit status [1-9]|got status 0x[0-9a-f]*[1-9a-f]|token is no longer valid)|anacron\\[\\d+\\]: Job .* terminated \\(exit status: [1-9]',
      },
      butNot: [{ regex: '\\) CMD(?:END)? \\(' }],
      cooldown: '1h',
    },
    matching: [
      'CRON[77]: (CRON) error (grandchild #78 failed with exit status 1)',
      'cron[77]: (CRON) bad minute; while reading /etc/crontab',
      'CRON[77]: (root) MAIL (mailed 52 bytes of output but got status 0x0001)',
      '2026-11-23T12:00:01.123456+09:00 web CROND[77]: (kim) FAILED to open PAM security session (Permission denied)',
      "anacron[77]: Job `cron.daily' terminated (exit status: 1) (mailing output)",
    ],
    passing: [
      'CRON[77]: (root) CMD (grep ERROR /var/log/app.log | mail -E root)',
      'CRON[77]: pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)',
      'cron[77]: (CRON) INFO (Running @reboot jobs)',
    ],
  },
  {
    id: 'backup-failed',
    rule: {
      match: {
        regex: '\\b(?:backup|rsync|restic|borg|pg_dump|mysqldump)\\b.*\\b(?:failed|failure|error|aborted)\\b',
        ignoreCase: true,
      },
      butNot: [
        { regex: '\\b(?:no|0|without|without any) (?:error|failure|failed)', ignoreCase: true },
        { regex: '\\b(?:errors?|failures?|failed) ?[:=] ?0\\b', ignoreCase: true },
        { regex: '\\) CMD(?:END)? \\(' },
      ],
      cooldown: '1h',
    },
    matching: [
      'backup failed: exit code 2',
      'pg_dump: error: connection to server at "10.0.0.7", port 5432 failed',
      'rsync error: some files/attrs were not transferred (code 23) at main.c(1338) [sender=3.2.7]',
    ],
    passing: [
      'backup finished: 0 errors',
      'backup of /srv done without error',
      'app: error: no such user',
      'backup finished: 12 copied, failed: 0',
      'backup finished: 12 copied, 0 failed',
      'CRON[77]: (root) CMD (/usr/local/bin/backup.sh || echo failed)',
    ],
  },
  {
    id: 'certificate-expiry',
    rule: {
      match: {
        regex:
          'certificate (?:has expired|is expired|will expire|expired|expires in (?:[12]?\\d|30) days?)|\\bCERT_HAS_EXPIRED\\b',
        ignoreCase: true,
      },
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
      'nginx: loaded certificate chain',
    ],
  },
  {
    id: 'ups-on-battery',
    rule: {
      match: {
        regex:
          'UPS \\S+ (?:on battery|battery is low)|UPS \\S+: forced shutdown in progress|apcupsd\\[\\d+\\]: (?:Power failure|Running on UPS batteries)|Communications with UPS \\S+ lost',
      },
      cooldown: '10m',
      urgent: true,
    },
    matching: [
      'upsmon[77]: UPS ups@localhost on battery',
      'apcupsd[77]: Power failure.',
      'upsmon[77]: UPS ups@localhost: forced shutdown in progress',
      'upsmon[77]: Communications with UPS ups@localhost lost',
    ],
    passing: [
      'upsmon[77]: UPS ups@localhost on line power',
      'apcupsd[77]: Power is back. UPS running on mains.',
      'upsmon[77]: Communications with UPS ups@localhost established',
    ],
  },
]);

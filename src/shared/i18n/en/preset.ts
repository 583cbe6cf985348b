import type { SameKeys } from '../../common/same-keys';
import type * as korean from '../ko/preset';

/** English names of the presets. */
export const preset: SameKeys<typeof korean.preset> = {
  'sshd-brute-force': 'SSH brute force',
  'sudo-failure': 'sudo failure',
  'oom-kill': 'Out-of-memory kill',
  'disk-full': 'Disk full',
  'io-error': 'Disk I/O error',
  'read-only-filesystem': 'Read-only file system',
  'kernel-panic': 'Kernel panic or hung task',
  'systemd-failed': 'Service failure (systemd)',
  'docker-restart': 'Container failure (Docker)',
  'kubernetes-restart': 'Pod restart (Kubernetes)',
  'cron-failed': 'Cron job failure',
  'backup-failed': 'Backup failure',
  'certificate-expiry': 'TLS certificate expiry',
  'ups-on-battery': 'UPS on battery',
  'nginx-5xx': 'Web server 5xx responses',
  'nginx-upstream': 'nginx upstream failure',
  'apache-error': 'Apache error',
  'postgresql-fatal': 'PostgreSQL fatal error',
  'mysql-error': 'MySQL error',
  'redis-error': 'Redis error',
  'java-exception': 'Java exception',
  'python-traceback': 'Python exception',
  'node-error': 'Node.js error',
  'go-panic': 'Go panic',
};

/** English messages of the presets that count lines. */
export const presetMessage: SameKeys<typeof korean.presetMessage> = {
  'sshd-brute-force': '[{{rule}}] {{key}} {{count}}×',
  'nginx-5xx': '[{{rule}}] {{count}}× {{line|54}}',
};

/** English messages of rules whose settings leave them out. */
export const defaultMessage: SameKeys<typeof korean.defaultMessage> = {
  okMessage: '[{{rule}}] Recovered',
  absence: {
    message: '[{{rule}}] Expected line is missing',
    recovered: '[{{rule}}] Expected line is back',
  },
  pair: {
    message: '[{{rule}}] Not finished in time: {{line}}',
  },
};

import type { preset as korean } from '../ko/preset';
import type { SameKeys } from '../../common/same-keys';

/** English names of the presets. */
export const preset: SameKeys<typeof korean> = {
  'sshd-brute-force': 'SSH brute force',
  'sudo-failure': 'sudo failure',
  'oom-kill': 'Killed for lack of memory',
  'disk-full': 'Disk full',
  'io-error': 'Disk I/O error',
  'read-only-filesystem': 'Read-only file system',
  'kernel-panic': 'Kernel panic or hung task',
  'systemd-failed': 'Service failed (systemd)',
  'docker-restart': 'Container failed (Docker)',
  'kubernetes-restart': 'Pod restarts (Kubernetes)',
  'cron-failed': 'cron job failed',
  'backup-failed': 'Backup failed',
  'certificate-expiry': 'TLS certificate expiry',
  'ups-on-battery': 'UPS on battery',
  'nginx-5xx': 'Web server answers 5xx',
  'nginx-upstream': 'nginx upstream down',
  'apache-error': 'Apache error',
  'postgresql-fatal': 'PostgreSQL fatal error',
  'mysql-error': 'MySQL error',
  'redis-error': 'Redis error',
  'java-exception': 'Java exception',
  'python-traceback': 'Python exception',
  'node-error': 'Node.js error',
  'go-panic': 'Go panic',
};

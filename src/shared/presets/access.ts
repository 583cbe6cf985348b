import { presets, SYSLOG_FILES } from './preset';

/** Login attempts: sshd(8) and sudo(8). */
export const accessPresets = presets([
  {
    id: 'sshd-brute-force',
    logs: { paths: SYSLOG_FILES.access, journal: { identifiers: ['sshd', 'sshd-session', 'sshd-auth'] } },
    rule: {
      match: {
        regex:
          '(?:^|sshd(?:-session|-auth)?\\[\\d+\\]: )(?:message repeated \\d+ times: \\[ )?(?:(?:Failed (?:password|publickey|keyboard-interactive/pam) for|Invalid user|User(?=.* not allowed because )|error: maximum authentication attempts exceeded for) .*from |Connection (?:closed|reset) by authenticating user .* )(?<address>[0-9A-Fa-f.:]+)(?:$|%| port | not allowed because )',
      },
      key: 'address',
      threshold: { count: 5, within: '10m' },
      cooldown: '1h',
      cooldownBy: 'key',
    },
    hasMessage: true,
    matching: [
      'Nov 23 12:00:01 web sshd[812]: Failed password for root from 203.0.113.7 port 4711 ssh2',
      'Nov 23 12:00:02 web sshd[813]: Invalid user admin from 2001:db8::7 port 50022',
      'Nov 23 12:00:03 web sshd-session[814]: error: maximum authentication attempts exceeded for root from 203.0.113.7 port 4711 ssh2 [preauth]',
    ],
    passing: [
      'Nov 23 12:00:01 web sshd[812]: Accepted publickey for kim from 203.0.113.7 port 4711 ssh2',
      'Nov 23 12:00:02 web sshd[812]: Received disconnect from 203.0.113.7 port 4711:11: disconnected by user',
      'Nov 23 12:00:02 web sshd[812]: Connection closed by 203.0.113.7 port 4711 [preauth]',
    ],
  },
  {
    id: 'sudo-failure',
    logs: { paths: SYSLOG_FILES.access, journal: { identifiers: ['sudo', 'sudo-i'] } },
    rule: {
      match: {
        regex:
          '(?:^ *|\\bsudo(?:\\[\\d+\\])?: +)(?:\\w+\\(sudo(?:-i)?:auth\\): authentication failure|\\S+ : (?:\\d+ incorrect password attempts?|user NOT (?:in sudoers|authorized on host)|command not allowed))',
      },
      cooldown: '10m',
    },
    matching: [
      'Nov 23 12:00:01 web sudo: pam_unix(sudo:auth): authentication failure; logname=kim uid=1000 euid=0 tty=/dev/pts/0',
      'Nov 23 12:00:02 web sudo[77]:      kim : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/home/kim ; USER=root ; COMMAND=/bin/ls',
      'Nov 23 12:00:03 web sudo:      kim : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/kim ; USER=root ; COMMAND=/bin/ls',
    ],
    passing: [
      "2026-11-23T12:00:01.123456+09:00 web sudo[78]:      kim : TTY=pts/0 ; PWD=/var/log ; USER=root ; COMMAND=/usr/bin/grep 'authentication failure' auth.log",
      'Nov 23 12:00:01 web sudo:      kim : TTY=pts/0 ; PWD=/home/kim ; USER=root ; COMMAND=/usr/bin/apt update',
      'Nov 23 12:00:02 web sudo: pam_unix(sudo:session): session opened for user root(uid=0) by kim(uid=1000)',
    ],
  },
]);

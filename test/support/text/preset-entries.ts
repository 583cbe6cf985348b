import type { PresetId } from '../../../src/shared/presets/all-presets';

/** An entry of the systemd journal as its program writes it: no time, host or program before the message. */
export interface SampleEntry {
  readonly SYSLOG_IDENTIFIER: string;
  readonly MESSAGE: string;
}

interface SampleEntries {
  readonly matching: readonly SampleEntry[];
  readonly passing: readonly SampleEntry[];
}

/** Creates entries of one program. */
function entries(identifier: string, ...messages: readonly string[]): readonly SampleEntry[] {
  return messages.map((message) => ({ SYSLOG_IDENTIFIER: identifier, MESSAGE: message }));
}

/** Journal entries that presets must find, and similar ones that they must not. */
export const PRESET_ENTRIES: Readonly<Partial<Record<PresetId, SampleEntries>>> = {
  'sshd-brute-force': {
    matching: [
      ...entries(
        'sshd',
        'Failed password for root from 203.0.113.7 port 4711 ssh2',
        'Failed password for invalid user admin from 2001:db8::7 port 50022 ssh2',
        'Invalid user admin from 203.0.113.7 port 50022',
        'User root from 203.0.113.7 not allowed because not listed in AllowUsers',
        'error: maximum authentication attempts exceeded for root from 203.0.113.7 port 4711 ssh2 [preauth]',
      ),
      ...entries(
        'sshd-session',
        'Connection closed by authenticating user root 203.0.113.7 port 4711 [preauth]',
        'Failed keyboard-interactive/pam for root from 203.0.113.7 port 4711 ssh2',
      ),
    ],
    passing: [
      ...entries(
        'sshd',
        'Accepted publickey for kim from 203.0.113.7 port 4711 ssh2: ED25519 SHA256:abc',
        'Received disconnect from 203.0.113.7 port 4711:11: disconnected by user',
        'pam_unix(sshd:session): session opened for user kim(uid=1000) by kim(uid=0)',
        'User child is on pid 812',
      ),
      ...entries('su', 'Failed password for root from pts/0'),
    ],
  },
  'sudo-failure': {
    matching: entries(
      'sudo',
      'pam_unix(sudo:auth): authentication failure; logname=kim uid=1000 euid=0 tty=/dev/pts/0 ruser=kim rhost=  user=kim',
      '     kim : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/home/kim ; USER=root ; COMMAND=/bin/ls',
      'kim : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/kim ; USER=root ; COMMAND=/bin/ls',
      '     kim : command not allowed ; TTY=pts/0 ; PWD=/home/kim ; USER=root ; COMMAND=/bin/sh',
    ),
    passing: [
      ...entries(
        'sudo',
        "     kim : TTY=pts/0 ; PWD=/var/log ; USER=root ; COMMAND=/usr/bin/grep 'authentication failure' auth.log",
        'pam_unix(sudo:session): session opened for user root(uid=0) by kim(uid=1000)',
      ),
      ...entries('login', 'pam_unix(login:auth): authentication failure; logname=kim uid=0'),
    ],
  },
  'oom-kill': {
    matching: [
      ...entries(
        'kernel',
        'Out of memory: Killed process 1234 (java) total-vm:8123456kB, anon-rss:4123456kB',
        'Memory cgroup out of memory: Killed process 77 (node) total-vm:812345kB',
      ),
      ...entries('systemd', 'app.service: A process of this unit has been killed by the OOM killer.'),
      ...entries(
        'systemd-oomd',
        'Killed /user.slice/app.scope due to memory pressure for /user.slice being 71.12% > 50.00%',
      ),
      ...entries('earlyoom', 'sending SIGTERM to process 1234 uid 1000 "java": badness 900, VmRSS 4123 MiB'),
    ],
    passing: [
      ...entries('systemd', 'Started systemd-oomd.service - Userspace Out-Of-Memory (OOM) Killer.'),
      ...entries('kernel', 'java invoked oom-killer: gfp_mask=0x140cca, order=0, oom_score_adj=0'),
      ...entries('earlyoom', 'mem avail: 5012 of 7890 MiB (63.53%), swap free: 0 of 0 MiB ( 0.00%)'),
    ],
  },
  'io-error': {
    matching: entries(
      'kernel',
      'I/O error, dev sda, sector 12345678 op 0x0:(READ) flags 0x80700 phys_seg 1 prio class 2',
      'Buffer I/O error on dev dm-0, logical block 7, lost async page write',
      'EXT4-fs error (device sda1): ext4_find_entry:1455: inode #2: comm ls: reading directory lblock 0',
    ),
    passing: entries(
      'kernel',
      'ata1: SATA link up 6.0 Gbps (SStatus 133 SControl 300)',
      'blk_update_request: I/O error, dev fd0, sector 0 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 0',
      'EXT4-fs (sda1): mounted filesystem with ordered data mode',
    ),
  },
  'read-only-filesystem': {
    matching: entries(
      'kernel',
      'EXT4-fs (sda1): Remounting filesystem read-only',
      'BTRFS info (device sda1: state E): forced readonly',
      'XFS (sda1): Filesystem has been shut down due to log error (0x2).',
    ),
    passing: [
      ...entries('kernel', 'EXT4-fs (sda1): re-mounted. Opts: errors=remount-ro'),
      ...entries(
        'systemd',
        'Mounted srv.mount - /srv.',
        'Starting systemd-remount-fs.service - Remount Root File Systems...',
      ),
    ],
  },
  'kernel-panic': {
    matching: entries(
      'kernel',
      'INFO: task jbd2/sda1-8:312 blocked for more than 120 seconds.',
      'watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [kworker/1:1:77]',
      'BUG: kernel NULL pointer dereference, address: 0000000000000010',
      'Oops: 0000 [#1] PREEMPT SMP NOPTI',
    ),
    passing: entries(
      'kernel',
      'NMI watchdog: Enabled. Permanently consumes one hw-PMU counter.',
      'traps: app[77] general protection fault ip:7f0a12 sp:7ffd34 error:0 in libc.so.6[7f0a+1]',
      'Command line: root=/dev/sda1 ro panic=10',
    ),
  },
  'systemd-failed': {
    matching: entries(
      'systemd',
      "app.service: Failed with result 'exit-code'.",
      'Failed to start app.service - The App.',
      'app.service: Start request repeated too quickly.',
      'Unit app.service entered failed state.',
    ),
    passing: [
      ...entries('systemd', 'Started app.service - The App.', 'app.service: Deactivated successfully.'),
      ...entries('app', 'Failed to start the queue'),
    ],
  },
  'cron-failed': {
    matching: [
      ...entries(
        'CRON',
        '(CRON) error (grandchild #78 failed with exit status 1)',
        "(CRON) error (can't fork)",
        '(root) MAIL (mailed 52 bytes of output but got status 0x0001)',
        'Authentication token is no longer valid; new one required',
      ),
      ...entries(
        'cron',
        '(CRON) bad minute; while reading /etc/crontab',
        'Error: bad day-of-week; while reading /etc/cron.d/app',
        '(*system*app) INSECURE MODE (group/other writable) (/etc/cron.d/app)',
      ),
      ...entries('CROND', '(kim) FAILED to open PAM security session (Permission denied)'),
      ...entries('crond', '(kim) PAM ERROR (Authentication token is no longer valid; new one required)'),
      ...entries('anacron', "Job `cron.daily' terminated (exit status: 1) (mailing output)"),
    ],
    passing: [
      ...entries(
        'CRON',
        '(root) CMD (grep ERROR /var/log/app.log | mail -E root)',
        'pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)',
      ),
      ...entries('CROND', '(root) CMDOUT (ERROR: none)'),
      ...entries('cron', '(CRON) INFO (Running @reboot jobs)'),
      ...entries('anacron', "Job `cron.daily' terminated (exit status: 0)"),
      ...entries('app', '(main) ERROR order failed'),
    ],
  },
  'ups-on-battery': {
    matching: [
      ...entries('upsmon', 'UPS ups@localhost on battery', 'Communications with UPS ups@localhost lost'),
      ...entries('nut-monitor', 'UPS ups@localhost battery is low', 'Executing automatic power-fail shutdown'),
      ...entries('apcupsd', 'Power failure.', 'Running on UPS batteries.', 'Battery power exhausted.'),
    ],
    passing: [
      ...entries('upsmon', 'UPS ups@localhost on line power'),
      ...entries('nut-monitor', 'Communications with UPS ups@localhost established'),
      ...entries('apcupsd', 'Power is back. UPS running on mains.', 'apcupsd 3.14.14 startup succeeded'),
    ],
  },
};

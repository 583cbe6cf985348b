import { presets } from './preset';

/** What the kernel and file systems complain of. */
export const kernelPresets = presets([
  {
    id: 'oom-kill',
    rule: {
      match: { regex: 'out of memory: kill|oom-kill:|killed by the OOM killer|invoked oom-killer', ignoreCase: true },
      cooldown: '10m',
      urgent: true,
    },
    matching: [
      'kernel: Out of memory: Killed process 1234 (java) total-vm:8123456kB, anon-rss:4123456kB',
      'kernel: Memory cgroup out of memory: Killed process 77 (node) total-vm:812345kB',
      'systemd[1]: app.service: A process of this unit has been killed by the OOM killer.',
    ],
    passing: [
      'systemd[1]: Started Userspace Out-Of-Memory (OOM) Killer.',
      'kernel: cgroup: memory limit set to 512M',
      'app[77]: oom_score_adj set to 500',
    ],
  },
  {
    id: 'disk-full',
    rule: { match: { regex: 'No space left on device|\\bENOSPC\\b|Disk quota exceeded' }, cooldown: '1h' },
    matching: [
      'cp: error writing /srv/a: No space left on device',
      'Error: ENOSPC: no space left on device, write',
      'dovecot: imap(kim): Error: write(/var/mail/kim) failed: Disk quota exceeded',
    ],
    passing: [
      'df: /dev/sda1 has 40% space left',
      'systemd-journald[77]: System Journal is 8.0M, max 4.0G, 3.9G free.',
      'quota: 512M of 1G used',
    ],
  },
  {
    id: 'io-error',
    rule: {
      match: { regex: '\\bI/O error, dev |Buffer I/O error|critical (?:medium|target) error|EXT4-fs error' },
      cooldown: '1h',
      urgent: true,
    },
    matching: [
      'kernel: blk_update_request: I/O error, dev sda, sector 12345678 op 0x0:(READ)',
      'kernel: Buffer I/O error on dev dm-0, logical block 7, lost async page write',
      'kernel: EXT4-fs error (device sda1): ext4_find_entry:1455: inode #2: comm ls: reading directory lblock 0',
    ],
    passing: [
      'kernel: ata1: SATA link up 6.0 Gbps (SStatus 133 SControl 300)',
      'kernel: sd 0:0:0:0: [sda] Attached SCSI disk',
      'kernel: EXT4-fs (sda1): mounted filesystem with ordered data mode',
    ],
  },
  {
    id: 'read-only-filesystem',
    rule: {
      match: { regex: 'Remounting filesystem read-only|Read-only file system|forced readonly' },
      cooldown: '1h',
      urgent: true,
    },
    matching: [
      'kernel: EXT4-fs (sda1): Remounting filesystem read-only',
      "touch: cannot touch '/srv/a': Read-only file system",
      'kernel: BTRFS info (device sda1: state E): forced readonly',
    ],
    passing: [
      'kernel: EXT4-fs (sda1): re-mounted. Opts: errors=remount-ro',
      'systemd[1]: Mounted /srv.',
      'mount: /srv: read-write',
    ],
  },
  {
    id: 'kernel-panic',
    rule: {
      match: {
        regex: 'Kernel panic - not syncing|blocked for more than \\d+ seconds|soft lockup - CPU|BUG: unable to handle',
      },
      cooldown: '10m',
      urgent: true,
    },
    matching: [
      'kernel: Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)',
      'kernel: INFO: task jbd2/sda1-8:312 blocked for more than 120 seconds.',
      'kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [kworker/1:1:77]',
    ],
    passing: [
      'sysctl: kernel.panic = 10',
      'kernel: NMI watchdog: Enabled. Permanently consumes one hw-PMU counter.',
      'app: request blocked for 3 seconds',
    ],
  },
]);

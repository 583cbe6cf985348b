import { presets } from './preset';

/** What the kernel and file systems complain of. */
export const kernelPresets = presets([
  {
    id: 'oom-kill',
    rule: {
      match: {
        regex: 'out of memory: kill(?:ed)? process|killed by the OOM killer|systemd-oomd\\[\\d+\\]: killed /',
        ignoreCase: true,
      },
      cooldown: '10m',
      // The kernel and systemd both tell of one kill.
      cooldownBy: 'rule',
      urgent: true,
    },
    matching: [
      'kernel: Out of memory: Killed process 1234 (java) total-vm:8123456kB, anon-rss:4123456kB',
      'kernel: Memory cgroup out of memory: Killed process 77 (node) total-vm:812345kB',
      'systemd[1]: app.service: A process of this unit has been killed by the OOM killer.',
      'systemd-oomd[512]: Killed /user.slice/app.scope due to memory pressure for /user.slice being 71.12% > 50.00% for > 20s with reclaim activity',
    ],
    passing: [
      'systemd[1]: Started Userspace Out-Of-Memory (OOM) Killer.',
      'kernel: cgroup: memory limit set to 512M',
      'kernel: java invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=0',
      'app[77]: oom_score_adj set to 500',
    ],
  },
  {
    id: 'disk-full',
    rule: {
      match: {
        regex:
          'No space left on device|\\bENOSPC\\b|Disk quota exceeded|장치에 남은 공간이 없음|디스크 할당량이 초과됨',
      },
      // The same code says that too many files are watched (inotify_add_watch(2)).
      butNot: [{ regex: 'inotify|file watchers|\\badd(?:ing)? .*\\bwatch', ignoreCase: true }],
      cooldown: '1h',
      // A full disk fails each program in its own words.
      cooldownBy: 'rule',
    },
    matching: [
      'cp: error writing /srv/a: No space left on device',
      'Error: ENOSPC: no space left on device, write',
      'dovecot: imap(kim): Error: write(/var/mail/kim) failed: Disk quota exceeded',
      "cp: '/srv/a'에 쓰는 중 오류 발생: 장치에 남은 공간이 없음",
    ],
    passing: [
      'df: /dev/sda1 has 40% space left',
      "Error: ENOSPC: System limit for number of file watchers reached, watch '/srv/app'",
      'systemd[1]: Failed to add control inotify watch descriptor for control group: No space left on device',
      'systemd-journald[77]: System Journal is 8.0M, max 4.0G, 3.9G free.',
      'quota: 512M of 1G used',
    ],
  },
  {
    id: 'io-error',
    rule: {
      match: {
        regex:
          '\\bI/O error, dev (?!sr\\d|fd\\d)|Buffer I/O error on dev (?!sr\\d|fd\\d)|critical (?:medium|target) error, dev (?!sr\\d)|EXT4-fs error|XFS \\(\\S+\\): (?:(?:metadata|log) I/O error|Corruption|Metadata corruption)|BTRFS (?:error|critical)|md/raid\\S+: Disk failure',
      },
      cooldown: '1h',
      urgent: true,
    },
    matching: [
      'kernel: blk_update_request: I/O error, dev sda, sector 12345678 op 0x0:(READ)',
      'kernel: Buffer I/O error on dev dm-0, logical block 7, lost async page write',
      'kernel: EXT4-fs error (device sda1): ext4_find_entry:1455: inode #2: comm ls: reading directory lblock 0',
      'kernel: XFS (dm-0): metadata I/O error in "xfs_buf_ioend+0x1a1/0x200" at daddr 0x1f8 len 8 error 5',
      'kernel: md/raid1:md0: Disk failure on sdb1, disabling device.',
    ],
    passing: [
      'kernel: ata1: SATA link up 6.0 Gbps (SStatus 133 SControl 300)',
      'kernel: sd 0:0:0:0: [sda] Attached SCSI disk',
      'kernel: blk_update_request: I/O error, dev fd0, sector 0 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 0',
      'kernel: Buffer I/O error on dev sr0, logical block 0, async page read',
      'kernel: EXT4-fs (sda1): mounted filesystem with ordered data mode',
    ],
  },
  {
    id: 'read-only-filesystem',
    rule: {
      match: {
        regex:
          'Remounting filesystem read-only|Read-only file system|forced readonly|XFS \\(\\S+\\): (?:Filesystem has been shut down|.*Shutting down filesystem)|읽기전용 파일 시스템',
      },
      cooldown: '1h',
      // Each program that cannot write says so in its own words.
      cooldownBy: 'rule',
      urgent: true,
    },
    matching: [
      'kernel: EXT4-fs (sda1): Remounting filesystem read-only',
      "touch: cannot touch '/srv/a': Read-only file system",
      'kernel: BTRFS info (device sda1: state E): forced readonly',
      'kernel: XFS (sda1): Filesystem has been shut down due to log error (0x2).',
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
        regex:
          'Kernel panic - not syncing|INFO: task .+ blocked for more than \\d+ seconds|soft lockup - CPU|hard LOCKUP on cpu|BUG: (?:unable to handle|kernel NULL pointer)|general protection fault, (?:probably|maybe) for|rcu_\\w+ (?:self-detected stall|detected stalls)',
      },
      cooldown: '10m',
      urgent: true,
    },
    matching: [
      'kernel: Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)',
      'kernel: INFO: task jbd2/sda1-8:312 blocked for more than 120 seconds.',
      'kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [kworker/1:1:77]',
      'kernel: BUG: kernel NULL pointer dereference, address: 0000000000000010',
      'kernel: rcu: INFO: rcu_preempt self-detected stall on CPU',
    ],
    passing: [
      'sysctl: kernel.panic = 10',
      'kernel: NMI watchdog: Enabled. Permanently consumes one hw-PMU counter.',
      'app: request blocked for more than 3 seconds',
    ],
  },
]);

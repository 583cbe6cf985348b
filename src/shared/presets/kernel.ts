import { presets } from './preset';

/** What the kernel and file systems complain of. */
export const kernelPresets = presets([
  {
    id: 'oom-kill',
    rule: {
      match: {
        regex:
          'out of memory(?: \\(oom_kill_allocating_task\\))?: kill(?:ed)? process|killed by the OOM killer|: Failed with result .oom-kill|systemd-oomd\\[\\d+\\]: killed /|earlyoom\\[\\d+\\]: sending SIG(?:TERM|KILL) to process',
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
      "systemd[1]: app.service: Failed with result 'oom-kill'.",
      'earlyoom[77]: sending SIGTERM to process 1234 uid 1000 "java": badness 900, VmRSS 4123 MiB',
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
          '[Nn]o space left on device|\\bENOSPC\\b|[Dd]isk quota exceeded|장치에 남은 공간이 없음|디스크 할당량이 초과됨',
      },
      // The same code says that too many files are watched (inotify_add_watch(2)).
      butNot: [{ regex: 'inotify|fsnotify|file watchers|\\bwatch file|\\badd(?:ing)? .*\\bwatch', ignoreCase: true }],
      cooldown: '1h',
      // A full disk fails each program in its own words.
      cooldownBy: 'rule',
    },
    matching: [
      'cp: error writing /srv/a: No space left on device',
      'Error: ENOSPC: no space left on device, write',
      'dockerd: write /var/lib/docker/overlay2/3f2a/diff/srv/a: no space left on device',
      'dovecot: imap(kim): Error: write(/var/mail/kim) failed: Disk quota exceeded',
      "cp: '/srv/a'에 쓰는 중 오류 발생: 장치에 남은 공간이 없음",
    ],
    passing: [
      'df: /dev/sda1 has 40% space left',
      "Error: ENOSPC: System limit for number of file watchers reached, watch '/srv/app'",
      'systemd[1]: Failed to add control inotify watch descriptor for control group: No space left on device',
      'failed to watch file "/var/log/pods/app/0.log": no space left on device',
      'systemd-journald[77]: System Journal is 8.0M, max 4.0G, 3.9G free.',
      'quota: 512M of 1G used',
    ],
  },
  {
    id: 'io-error',
    rule: {
      match: {
        regex:
          '\\bI/O error, dev (?!sr\\d|fd\\d|loop\\d)|Buffer I/O error on dev(?:ice)? (?!sr\\d|fd\\d|loop\\d)|critical (?:medium|target|space allocation) error, dev (?!sr\\d)|EXT4-fs error|XFS \\(\\S+\\): (?:(?:metadata|log) I/O error|Corruption|Metadata (?:corruption|CRC error)|Internal error)|BTRFS (?:error|critical)|md/raid\\S+: Disk failure',
      },
      cooldown: '1h',
      urgent: true,
    },
    matching: [
      'kernel: blk_update_request: I/O error, dev sda, sector 12345678 op 0x0:(READ)',
      'kernel: Buffer I/O error on dev dm-0, logical block 7, lost async page write',
      'kernel: Buffer I/O error on device sda1, logical block 7',
      'kernel: XFS (sda1): Metadata CRC error detected at xfs_agf_read_verify+0xc4/0x110 [xfs], xfs_agf block 0x1',
      'kernel: EXT4-fs error (device sda1): ext4_find_entry:1455: inode #2: comm ls: reading directory lblock 0',
      'kernel: XFS (dm-0): metadata I/O error in "xfs_buf_ioend+0x1a1/0x200" at daddr 0x1f8 len 8 error 5',
      'kernel: md/raid1:md0: Disk failure on sdb1, disabling device.',
    ],
    passing: [
      'kernel: ata1: SATA link up 6.0 Gbps (SStatus 133 SControl 300)',
      'kernel: sd 0:0:0:0: [sda] Attached SCSI disk',
      'kernel: blk_update_request: I/O error, dev fd0, sector 0 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 0',
      'kernel: Buffer I/O error on dev loop7, logical block 0, async page read',
      'kernel: Buffer I/O error on dev sr0, logical block 0, async page read',
      'kernel: EXT4-fs (sda1): mounted filesystem with ordered data mode',
    ],
  },
  {
    id: 'read-only-filesystem',
    rule: {
      match: {
        regex:
          '[Rr]emounting filesystem read-only|Read-only file system|: read-only file system|forced readonly|XFS \\(\\S+\\): (?:Filesystem has been shut down|.*Shutting down filesystem)|읽기 ?전용 파일 시스템',
      },
      cooldown: '1h',
      // Each program that cannot write says so in its own words.
      cooldownBy: 'rule',
      urgent: true,
    },
    matching: [
      'kernel: EXT4-fs (sda1): Remounting filesystem read-only',
      "touch: cannot touch '/srv/a': Read-only file system",
      "Error: EROFS: read-only file system, open '/srv/a'",
      'open /srv/a: read-only file system',
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
          'Kernel panic - not syncing|INFO: task .+ blocked for more than \\d+ seconds|soft lockup - CPU|hard LOCKUP on cpu|BUG: (?:unable to handle|kernel NULL pointer|Bad page (?:state|map))|kernel BUG at |general protection fault, (?:probably|maybe) for|(?:Oops|protection fault|invalid opcode|divide error): [0-9a-f]{4,16} \\[#\\d+\\]|rcu_\\w+ (?:self-detected stall|detected (?:expedited )?stalls)',
      },
      cooldown: '10m',
      urgent: true,
    },
    matching: [
      'kernel: Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)',
      'kernel: INFO: task jbd2/sda1-8:312 blocked for more than 120 seconds.',
      'kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [kworker/1:1:77]',
      'kernel: BUG: kernel NULL pointer dereference, address: 0000000000000010',
      'kernel: kernel BUG at fs/ext4/inode.c:2721!',
      'kernel: Oops: 0000 [#1] PREEMPT SMP NOPTI',
      'kernel: general protection fault: 0000 [#1] SMP PTI',
      'kernel: rcu: INFO: rcu_preempt self-detected stall on CPU',
      'kernel: rcu: INFO: rcu_preempt detected expedited stalls on CPUs/tasks: { 1-... } 21 jiffies s: 1 root: 0x2/.',
    ],
    passing: [
      'sysctl: kernel.panic = 10',
      'kernel: NMI watchdog: Enabled. Permanently consumes one hw-PMU counter.',
      'kernel: traps: app[77] general protection fault ip:7f0a12 sp:7ffd34 error:0 in libc.so.6[7f0a+1]',
      'app: request blocked for more than 3 seconds',
    ],
  },
]);

import { presets, SYSLOG_FILES } from './preset';

/** Kernel and file systems. */
export const kernelPresets = presets([
  {
    id: 'oom-kill',
    logs: {
      paths: ['/var/log/syslog', '/var/log/kern.log', '/var/log/messages'],
      journal: { identifiers: ['kernel', 'systemd', 'systemd-oomd', 'earlyoom'] },
    },
    rule: {
      match: {
        regex:
          'out of memory(?: \\(oom_kill_allocating_task\\))?: kill(?:ed)? process|killed by the OOM killer|: Failed with result .oom-kill|(?:^|systemd-oomd\\[\\d+\\]: )killed /|(?:^|earlyoom\\[\\d+\\]: )sending SIG(?:TERM|KILL) to process',
        ignoreCase: true,
      },
      cooldown: '10m',
      // The kernel and systemd both report the same kill.
      cooldownBy: 'rule',
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
      'kernel: java invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=0',
    ],
  },
  {
    id: 'disk-full',
    logs: { paths: SYSLOG_FILES.all, journal: {} },
    rule: {
      match: {
        regex:
          '[Nn]o space left on device|\\bENOSPC\\b|[Dd]isk quota exceeded|장치에 남은 공간이 없음|디스크 할당량이 초과됨',
      },
      // The same error code means that too many files are watched (inotify_add_watch(2)).
      butNot: [{ regex: 'inotify|fsnotify|file watchers|\\bwatch file|\\badd(?:ing)? .*\\bwatch', ignoreCase: true }],
      cooldown: '1h',
      // Each program reports a full disk in its own words.
      cooldownBy: 'rule',
    },
    matching: [
      'cp: error writing /srv/a: No space left on device',
      'Error: ENOSPC: no space left on device, write',
      'dockerd: write /var/lib/docker/overlay2/3f2a/diff/srv/a: no space left on device',
    ],
    passing: [
      'df: /dev/sda1 has 40% space left',
      "Error: ENOSPC: System limit for number of file watchers reached, watch '/srv/app'",
      'systemd[1]: Failed to add control inotify watch descriptor for control group: No space left on device',
    ],
  },
  {
    id: 'io-error',
    logs: { paths: SYSLOG_FILES.kernel, journal: { identifiers: ['kernel'] } },
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
    ],
    passing: [
      'kernel: ata1: SATA link up 6.0 Gbps (SStatus 133 SControl 300)',
      'kernel: sd 0:0:0:0: [sda] Attached SCSI disk',
      'kernel: blk_update_request: I/O error, dev fd0, sector 0 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 0',
    ],
  },
  {
    id: 'read-only-filesystem',
    logs: { paths: SYSLOG_FILES.kernel, journal: { identifiers: ['kernel'] } },
    rule: {
      match: {
        regex:
          '[Rr]emounting filesystem read-only|Read-only file system|: read-only file system|forced readonly|XFS \\(\\S+\\): (?:Filesystem has been shut down|.*Shutting down filesystem)|읽기 ?전용 파일 시스템',
      },
      cooldown: '1h',
      // Each program that cannot write reports it in its own words.
      cooldownBy: 'rule',
      urgent: true,
    },
    matching: [
      'kernel: EXT4-fs (sda1): Remounting filesystem read-only',
      "touch: cannot touch '/srv/a': Read-only file system",
      "Error: EROFS: read-only file system, open '/srv/a'",
    ],
    passing: [
      'kernel: EXT4-fs (sda1): re-mounted. Opts: errors=remount-ro',
      'systemd[1]: Mounted /srv.',
      'mount: /srv: read-write',
    ],
  },
  {
    id: 'kernel-panic',
    logs: { paths: SYSLOG_FILES.kernel, journal: { identifiers: ['kernel'] } },
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
    ],
    passing: [
      'sysctl: kernel.panic = 10',
      'kernel: NMI watchdog: Enabled. Permanently consumes one hw-PMU counter.',
      'kernel: traps: app[77] general protection fault ip:7f0a12 sp:7ffd34 error:0 in libc.so.6[7f0a+1]',
    ],
  },
]);

import type { PresetId } from '../../../src/shared/presets/all-presets';

/** Lines as programs print them, beyond those that the presets list. */
interface MoreLines {
  readonly matching?: readonly string[];
  readonly passing?: readonly string[];
}

/** More lines that presets must match, and similar ones that they must not. */
export const MORE_PRESET_LINES: Readonly<Partial<Record<PresetId, MoreLines>>> = {
  'sshd-brute-force': {
    matching: [
      '2026-11-23T12:00:04.123456+09:00 web sshd-session[815]: Failed keyboard-interactive/pam for invalid user admin from 203.0.113.7 port 4711 ssh2',
      'Nov 23 12:00:05 web sshd-session[816]: Connection closed by authenticating user root 203.0.113.7 port 4711 [preauth]',
      'Nov 23 12:00:05 web sshd[816]: User root from 203.0.113.7 not allowed because not listed in AllowUsers',
      '2026-11-23T12:00:05.123456+09:00 web sshd[816]: message repeated 4 times: [ Failed password for root from 203.0.113.7 port 4711 ssh2]',
    ],
    passing: ['Nov 23 12:00:03 web su[812]: Failed password for root from pts/0'],
  },
  'sudo-failure': {
    matching: [
      '2026-11-23T12:00:04.123456+09:00 web sudo[78]:      kim : command not allowed ; TTY=pts/0 ; PWD=/home/kim ; USER=root ; COMMAND=/bin/sh',
    ],
    passing: ['Nov 23 12:00:03 web login[77]: pam_unix(login:auth): authentication failure; logname=kim uid=0'],
  },
  'oom-kill': {
    matching: [
      "systemd[1]: app.service: Failed with result 'oom-kill'.",
      'earlyoom[77]: sending SIGTERM to process 1234 uid 1000 "java": badness 900, VmRSS 4123 MiB',
      'systemd-oomd[512]: Killed /user.slice/app.scope due to memory pressure for /user.slice being 71.12% > 50.00% for > 20s with reclaim activity',
    ],
    passing: ['app[77]: oom_score_adj set to 500'],
  },
  'disk-full': {
    matching: [
      'dovecot: imap(kim): Error: write(/var/mail/kim) failed: Disk quota exceeded',
      "cp: '/srv/a'에 쓰는 중 오류 발생: 장치에 남은 공간이 없음",
    ],
    passing: [
      'failed to watch file "/var/log/pods/app/0.log": no space left on device',
      'systemd-journald[77]: System Journal is 8.0M, max 4.0G, 3.9G free.',
      'quota: 512M of 1G used',
    ],
  },
  'io-error': {
    matching: [
      'kernel: XFS (sda1): Metadata CRC error detected at xfs_agf_read_verify+0xc4/0x110 [xfs], xfs_agf block 0x1',
      'kernel: EXT4-fs error (device sda1): ext4_find_entry:1455: inode #2: comm ls: reading directory lblock 0',
      'kernel: XFS (dm-0): metadata I/O error in "xfs_buf_ioend+0x1a1/0x200" at daddr 0x1f8 len 8 error 5',
      'kernel: md/raid1:md0: Disk failure on sdb1, disabling device.',
    ],
    passing: [
      'kernel: Buffer I/O error on dev loop7, logical block 0, async page read',
      'kernel: Buffer I/O error on dev sr0, logical block 0, async page read',
      'kernel: EXT4-fs (sda1): mounted filesystem with ordered data mode',
    ],
  },
  'read-only-filesystem': {
    matching: [
      'open /srv/a: read-only file system',
      'kernel: BTRFS info (device sda1: state E): forced readonly',
      'kernel: XFS (sda1): Filesystem has been shut down due to log error (0x2).',
    ],
  },
  'kernel-panic': {
    matching: [
      'kernel: BUG: kernel NULL pointer dereference, address: 0000000000000010',
      'kernel: kernel BUG at fs/ext4/inode.c:2721!',
      'kernel: Oops: 0000 [#1] PREEMPT SMP NOPTI',
      'kernel: general protection fault: 0000 [#1] SMP PTI',
      'kernel: rcu: INFO: rcu_preempt self-detected stall on CPU',
      'kernel: rcu: INFO: rcu_preempt detected expedited stalls on CPUs/tasks: { 1-... } 21 jiffies s: 1 root: 0x2/.',
    ],
    passing: ['app: request blocked for more than 3 seconds'],
  },
  'systemd-failed': {
    matching: [
      'systemd[1]: Unit app.service entered failed state.',
      'systemd[1]: start request repeated too quickly for app.service',
    ],
  },
  'docker-restart': {
    matching: ['3f2a   app   Restarting (1) 5 seconds ago'],
    passing: ['2026-11-23T12:00:02.123456789+09:00 container start 3f2a (image=app, name=app)'],
  },
  'kubernetes-restart': {
    matching: ['Warning  Unhealthy  pod/app-0  Liveness probe failed: HTTP probe failed with statuscode: 500'],
  },
  'cron-failed': {
    matching: [
      "CRON[77]: (CRON) error (can't fork)",
      'cron[77]: (*system*app) INSECURE MODE (group/other writable) (/etc/cron.d/app)',
      'CRON[77]: (root) MAIL (mailed 52 bytes of output but got status 0x0001)',
      '2026-11-23T12:00:01.123456+09:00 web CROND[77]: (kim) FAILED to open PAM security session (Permission denied)',
      "anacron[77]: Job `cron.daily' terminated (exit status: 1) (mailing output)",
    ],
    passing: ['cron[77]: (CRON) INFO (Running @reboot jobs)'],
  },
  'backup-failed': {
    matching: [
      'pg_basebackup: error: could not connect to server',
      'backup finished with errors: 3',
      'Failed to run backup: exit 1',
      '야간 백업에 실패했습니다: 종료 코드 2',
      'rsync error: some files/attrs were not transferred (code 23) at main.c(1338) [sender=3.2.7]',
    ],
    passing: [
      'backup finished: 12 copied, failed: 0',
      'backup finished: 12 copied, 0 failed',
      'backup succeeded (failed files: 0)',
      'backup: copied /srv/app/error.log',
      '백업이 오류 없이 끝났습니다',
      'CRON[77]: (root) CMD (/usr/local/bin/backup.sh || echo failed)',
    ],
  },
  'certificate-expiry': {
    matching: [
      'monitor: certificate for shop.example.com expires in 1 day',
      'certbot: Failed to renew certificate shop.example.com with error: Some challenges have failed.',
      'java.security.cert.CertificateExpiredException: NotAfter: Sun Nov 22 09:00:00 KST 2026',
      'part of the existing bootstrap client certificate in /etc/kubernetes/kubelet.conf is expired: 2026-11-22 00:00:00 +0000 UTC',
      'shop.example.com 인증서가 만료되었습니다',
    ],
    passing: [
      'monitor: certificate will expire in 365 days: shop.example.com',
      'openssl: Certificate will not expire',
      'nginx: loaded certificate chain',
    ],
  },
  'ups-on-battery': {
    matching: [
      'apcupsd[77]: Battery power exhausted.',
      'apcupsd[77]: Communications with UPS lost.',
      'upsmon[77]: UPS ups@localhost: forced shutdown in progress',
      'upsmon[77]: Communications with UPS ups@localhost lost',
    ],
    passing: ['upsmon[77]: Communications with UPS ups@localhost established'],
  },
  'nginx-5xx': {
    matching: ['2001:db8::7 - - [23/Nov/2026:12:00:01 +0900] "GET / HTTP/1.0" 504 167 "https://example.com/" "-"'],
    passing: ['203.0.113.7 - - [23/Nov/2026:12:00:01 +0900] "GET /a\\" 500 0 HTTP/1.1" 404 153 "-" "-"'],
  },
  'nginx-upstream': {
    matching: [
      '2026/11/23 12:00:01 [crit] 77#77: *15 connect() to unix:/run/php/php8.3-fpm.sock failed (2: No such file or directory) while connecting to upstream, client: 203.0.113.7',
      '2026/11/23 12:00:01 [error] 77#77: *16 recv() failed (104: Connection reset by peer) while reading response header from upstream',
      '2026/11/23 12:00:01 [error] 77#77: *17 SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number) while SSL handshaking to upstream, client: 203.0.113.7',
      '2026/11/23 12:00:01 [error] 77#77: *18 upstream sent no valid HTTP/1.0 header while reading response header from upstream',
      '2026/11/23 12:00:01 [error] 77#77: *19 app.internal could not be resolved (3: Host not found), client: 203.0.113.7',
    ],
    passing: ['2026/11/23 12:00:01 [info] 77#77: *16 client closed connection while waiting for request'],
  },
  'apache-error': {
    passing: [
      '[Mon Nov 23 12:00:01.123456 2026] [authz_core:error] [pid 77] [client 203.0.113.7:4711] AH01630: client denied by server configuration: /var/www/html/.env',
      '[Mon Nov 23 12:00:01.123456 2026] [auth_basic:error] [pid 77] [client 203.0.113.7:4711] AH01618: user admin not found: /',
      "[Mon Nov 23 12:00:01.123456 2026] [php:error] [pid 77] [client 203.0.113.7:4711] script '/var/www/html/wp-login.php' not found or unable to stat",
      '[Mon Nov 23 12:00:01 2026] [error] [client 203.0.113.7] File does not exist: /var/www/a',
    ],
  },
  'postgresql-fatal': {
    matching: [
      '2026-11-23 12:00:01.123 KST [77] app@shop 치명적오류:  최대 동시 접속자 수를 초과했습니다.',
      '2026-11-23 12:00:01.123 KST,"app","shop",77,"127.0.0.1:5000",6922.1,1,"startup",2026-11-23 12:00:01 KST,3/7,0,FATAL,53300,"sorry, too many clients already",,,,,,,,,"","client backend",,0',
      '{"timestamp":"2026-11-23 12:00:01.123 KST","pid":77,"error_severity":"FATAL","state_code":"53300","message":"sorry, too many clients already"}',
      '2026-11-23 12:00:01.123 KST [1] LOG:  startup process (PID 78) was terminated by signal 6: Aborted',
      '2026-11-23 12:00:01.123 KST [1] LOG:  server process (PID 77) was terminated by signal 9: Killed',
    ],
    passing: [
      '2026-11-23 12:00:01.123 KST [77] app@shop FATAL:  terminating connection due to idle-session timeout',
      "2026-11-23 12:00:01.123 KST [77] STATEMENT:  select 'FATAL:  none'",
      '2026-11-23 12:00:01.123 KST [77] app@shop FATAL:  terminating connection due to administrator command',
      '2026-11-23 12:00:01.123 KST [77] app@shop FATAL:  the database system is starting up',
      '2026-11-23 12:00:01.123 KST [77] app@shop 치명적오류:  관리자 요청에 의해서 연결을 끝냅니다',
    ],
  },
  'mysql-error': {
    matching: [
      '2026-11-23 12:00:01 0 [ERROR] InnoDB: Unable to lock ./ibdata1 error: 11',
      "2026-11-23T03:00:01.123456Z 12 [ERROR] /usr/sbin/mysqld: Table './shop/orders' is marked as crashed and should be repaired",
      "261123 12:00:01 [ERROR] Can't start server: Bind on TCP/IP port: Address already in use",
      '261123 12:00:01 [ERROR] /usr/sbin/mariadbd got signal 6 ;',
    ],
    passing: [
      "2026-11-23 12:00:01 8 [Warning] Aborted connection 8 to db: 'shop' user: 'app' (Got an error reading communication packets)",
      '2026-11-23 12:00:01 app [ERROR] order failed',
    ],
  },
  'redis-error': {
    matching: [
      '78:C 23 Nov 2026 12:00:01.123 # Failed opening the temp RDB file temp-78.rdb (in server root dir /var/lib/redis) for saving: Permission denied',
      '77:M 23 Nov 2026 12:00:01.123 # Background saving terminated by signal 9',
      '78:C 23 Nov 2026 12:00:01.123 # Write error while saving DB to the disk(rdbSaveRio): Input/output error',
      '77:M 23 Nov 2026 12:00:01.123 # === VALKEY BUG REPORT START: Cut & paste starting from here ===',
      '77:M 23 Nov 2026 12:00:01.123 # Error writing to the AOF file: Input/output error',
    ],
    passing: [
      '77:M 23 Nov 2026 12:00:01.123 # Cluster state changed: ok',
      '77:M 23 Nov 2026 12:00:01.123 * Ready to accept connections tcp',
    ],
  },
  'java-exception': {
    matching: [
      'Nov 23 12:00:01 web java[77]: java.lang.IllegalStateException: no stock',
      '2026-11-23 12:00:01 ERROR order failed\ncom.example.shop.OrderException: no stock\n\tat com.example.shop.Order.place(Order.java:7)',
    ],
  },
  'node-error': {
    matching: [
      '2026-11-23T12:00:01.123456+09:00 web node[77]: ReferenceError: order is not defined',
      'shop-1  | TypeError: order.place is not a function',
      'DOMException [AbortError]: This operation was aborted',
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
    ],
  },
  'go-panic': {
    matching: [
      'goroutine 1 [running]:',
      'goroutine 1 gp=0xc000002380 m=0 mp=0x5b1d20 [running]:',
      '2026/11/23 12:00:01 http: panic serving 203.0.113.7:4711: runtime error: invalid memory address or nil pointer dereference',
    ],
  },
};

import type { PresetId } from '../../presets/all-presets';

/** Korean names of the presets. */
export const preset = {
  'sshd-brute-force': 'SSH 무차별 대입',
  'sudo-failure': 'sudo 실패',
  'oom-kill': '메모리 부족 강제 종료',
  'disk-full': '디스크 가득 참',
  'io-error': '디스크 입출력 오류',
  'read-only-filesystem': '읽기 전용 파일 시스템',
  'kernel-panic': '커널 패닉 또는 멈춘 작업',
  'systemd-failed': '서비스 실패(systemd)',
  'docker-restart': '컨테이너 비정상 종료(Docker)',
  'kubernetes-restart': '파드 재시작(Kubernetes)',
  'cron-failed': 'cron 작업 실패',
  'backup-failed': '백업 실패',
  'certificate-expiry': 'TLS 인증서 만료',
  'ups-on-battery': 'UPS 배터리 전환',
  'nginx-5xx': '웹 서버 5xx 응답',
  'nginx-upstream': 'nginx 업스트림 장애',
  'apache-error': 'Apache 오류',
  'postgresql-fatal': 'PostgreSQL 치명적 오류',
  'mysql-error': 'MySQL 오류',
  'redis-error': 'Redis 오류',
  'java-exception': 'Java 예외',
  'python-traceback': 'Python 예외',
  'node-error': 'Node.js 오류',
  'go-panic': 'Go 패닉',
} as const satisfies Record<PresetId, string>;

/** Korean messages of the presets that count lines. */
export const presetMessage = {
  'sshd-brute-force': '[{{rule}}] {{key}} {{count}}건',
  'nginx-5xx': '[{{rule}}] {{count}}건: {{line|54}}',
} as const satisfies Partial<Record<PresetId, string>>;

/** Korean messages of rules whose settings leave them out. */
export const defaultMessage = {
  okMessage: '[{{rule}}] 복구되었습니다',
  absence: {
    message: '[{{rule}}] 나와야 할 줄이 없습니다',
    recovered: '[{{rule}}] 나와야 할 줄이 다시 나왔습니다',
  },
  pair: {
    message: '[{{rule}}] 제때 완료되지 않았습니다: {{line}}',
  },
} as const;

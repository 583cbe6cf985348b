/** Korean strings of reasons why a Logbell is unhealthy, where no problem says it. */
export const health = {
  'engine-stopped': '감시 엔진이 실행 중이 아닙니다.',
  'ledger-not-writable': '기록 데이터베이스에 쓸 수 없습니다.',
  'texts-late': '5분 넘게 발송되지 않았거나 결과를 알 수 없는 문자가 있습니다.',
} as const;

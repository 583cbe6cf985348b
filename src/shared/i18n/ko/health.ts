/** Korean strings of reasons why a Logbell is unhealthy, where no problem says it. */
export const health = {
  'engine-stopped': '감시 엔진이 실행 중이 아닙니다.',
  'texts-late': '5분 넘게 보내지 못한 문자가 있습니다.',
} as const;

/** Korean sentences for what was decided about a match, and why. */
export const decision = {
  matched: '알림을 보냅니다.',
  cooldown: '재알림 간격({{cooldown}}) 안이라 보류했습니다. 다음 문자에 함께 셉니다.',
  threshold: '{{within}} 안에 {{count}}건이 되어야 알립니다. 지금 {{seen}}건째입니다.',
  'threshold-over': '이미 알린 {{within}} 구간 안이라 보류했습니다. 다음 문자에 함께 셉니다.',
  paused: '일시 중지 중이라 보류했습니다.',
  'no-recipients': '받는 사람이 없어 데스크톱에만 알립니다.',
} as const;

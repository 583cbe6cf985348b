/** Korean sentences for decisions on matches, with the reason. */
export const decision = {
  matched: '알림을 보냅니다.',
  cooldown: '재알림 간격({{cooldown}}) 안이라 보류했습니다. 다음 문자에 건수로 알립니다.',
  threshold: '{{within}} 안에 {{count}}건이 되어야 알립니다. 지금 {{seen}}건째입니다.',
  'threshold-over': '이미 알린 {{within}} 구간 안이라 보류했습니다. 다음 문자에 건수로 알립니다.',
  grouped: '{{wait}} 동안 모아 다른 알림과 함께 보냅니다.',
  joined: '곧 나갈 같은 규칙의 문자에 건수로 알립니다.',
  reserved: '조용한 시간이라 {{until}}에 나가도록 SENS에 예약합니다.',
  quiet: '조용한 시간이라 {{until}}까지 보류했습니다. 그때 한 번에 모아 보냅니다.',
  paused: '일시 중지 중이라 보류했습니다.',
  muted: '이 규칙의 알림을 {{until}}까지 멈춰 보류했습니다. 다음 문자에 건수로 알립니다.',
  budget: '예산을 다 써서 보류했습니다. {{until}}에 한 번에 모아 보냅니다.',
  'pair-started': '시작을 보았습니다. {{within}} 안에 끝나지 않으면 알립니다.',
  'pair-open': '이미 시작되어 끝을 기다리는 중입니다.',
  'pair-ended': '제때 끝났습니다.',
  'pair-alone': '끝을 보았으나 기다리던 시작이 없습니다. 이미 알렸거나 시작을 본 적이 없습니다.',
  'pair-late': '알린 뒤에 끝났습니다. 인시던트를 종료했습니다.',
  overdue: '시작한 뒤 {{within}} 안에 끝나지 않아 알림을 보냅니다.',
  'no-recipients': '받는 사람이 없어 데스크톱에만 알립니다.',
} as const;

/** Korean strings for counted held matches. */
export const held = {
  more: '같은 1분 안에 {{count, number}}건이 더 보류되었습니다.',
  threshold: '{{within}} 안에 {{count}}건이 되어야 알립니다.',
} as const;

/** Korean sentences for decisions that carry the end of their time; matches of earlier versions do not. */
export const heldUntil = {
  cooldown: '{{until}}까지 재알림 간격({{cooldown}})이라 보류했습니다. 다음 문자에 합산합니다.',
  'threshold-over': '{{within}} 안에 이미 임계값에 도달해 {{until}}까지 보류했습니다. 다음 문자에 합산합니다.',
} as const;

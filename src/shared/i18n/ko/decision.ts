/** Korean sentences for decisions on matches, with the reason. */
export const decision = {
  matched: '알림이 발생했습니다.',
  cooldown: '재알림 간격({{cooldown}}) 중이라 보류했습니다. 다음 문자에 합산합니다.',
  threshold: '임계값에 미달하여 보류했습니다({{within}} 안에 {{count, number}}건 중 {{seen, number}}건째).',
  'threshold-over': '{{within}} 안에 이미 알려 보류했습니다. 다음 문자에 합산합니다.',
  grouped: '{{wait}} 동안 일치한 줄을 모아 함께 보냅니다.',
  joined: '이 규칙의 대기 중인 문자에 합산합니다.',
  reserved: '방해 금지 시간이라 {{until}}에 나가도록 SENS로 예약합니다.',
  quiet: '방해 금지 시간이라 {{until}}까지 보류했습니다. 그때 요약 문자로 보냅니다.',
  paused: '일시 중지 중이라 보류했습니다. 다음 문자에 합산합니다.',
  muted: '규칙이 {{until}}까지 음소거되어 보류했습니다. 다음 문자에 합산합니다.',
  budget: '발송 한도를 모두 사용해 보류했습니다. {{until}}에 요약 문자로 보냅니다.',
  'pair-started': '작업이 시작되었습니다. {{within}} 안에 완료되지 않으면 알립니다.',
  'pair-open': '이미 시작된 작업입니다. 완료 줄을 기다립니다.',
  'pair-ended': '작업이 제때 완료되었습니다.',
  'pair-alone': '진행 중인 작업 없이 완료 줄이 나왔습니다.',
  'pair-late': '알린 뒤에 작업이 완료되었습니다. 인시던트를 종료했습니다.',
  overdue: '작업이 {{within}} 안에 완료되지 않아 알림이 발생했습니다.',
  'no-recipients': '수신자가 없어 데스크톱에만 알립니다.',
} as const;

/** Korean sentences for decisions that a threshold led to. */
export const thresholdReached = {
  matched: '{{within}} 안에 {{count, number}}건이 일치해 알림이 발생했습니다.',
} as const;

/** Korean strings for counted held matches. */
export const held = {
  more: '같은 1분 안에 {{count, number}}건이 더 보류되었습니다.',
  threshold: '{{within}} 안에 {{count, number}}건이 되어야 알립니다.',
} as const;

/** Korean sentences for decisions on matches that other channels reported instead of a text. */
export const reported = {
  budget: '발송 한도를 모두 사용해 문자 대신 다른 채널로 알렸습니다: {{channels}}',
  joined: '이 규칙의 보류한 일치와 함께 다른 채널로 알렸습니다: {{channels}}',
} as const;

/** Korean sentences for decisions that carry the end of their time; matches of earlier versions do not. */
export const heldUntil = {
  cooldown: '재알림 간격({{cooldown}}, {{until}}까지) 중이라 보류했습니다. 그 뒤의 다음 문자에 합산합니다.',
  'threshold-over': '{{within}} 안에 이미 알려 {{until}}까지 보류했습니다. 다음 문자에 합산합니다.',
} as const;

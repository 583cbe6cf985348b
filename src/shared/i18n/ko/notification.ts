/** Korean texts of the area `notification`. */
export const notification = {
  alert: '{{rule}}',
  practice: '[연습] {{title}}',
  more: '{{rule}}: 알림 {{count}}건 더',
  problem: 'Logbell: {{problem}}',
  problems: 'Logbell: 같은 문제 {{count}}건 더',
  resumed: '일시 중지가 끝났습니다',
  unmuted: '규칙 “{{title}}”의 알림을 다시 보냅니다',
  resumedHeld: '중지하는 동안 알림 {{count}}건을 보류했습니다. 기록에서 확인하십시오.',
  resumedNone: '중지하는 동안 보류한 알림이 없습니다.',
  testContent: '[Logbell] 시험 문자입니다.',
  testSent: '시험 문자를 보냈습니다',
  testSentBody: '받는 사람 {{count}}명에게 보냅니다. 결과는 기록에서 확인하십시오.',
  testNobody: '시험 문자를 받을 사람이 없습니다',
  testNobodyBody: 'Logbell 창에서 받는 사람을 추가하십시오.',
  noTray: 'Logbell이 트레이 아이콘 없이 실행 중입니다',
  noTrayBody: '이 데스크톱은 트레이 아이콘을 보여 주지 않습니다. 창을 열려면 Logbell을 한 번 더 실행하십시오.',
} as const;

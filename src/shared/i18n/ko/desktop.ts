/** Korean strings that the desktop app prints in a terminal. */
export const desktop = {
  help: `사용법: logbell-desktop [옵션]

  --hidden           창을 열지 않고 트레이에서 시작
  --config-dir DIR   설정, 데이터, 로그를 DIR 폴더에 저장(LOGBELL_CONFIG_DIR와 같음)
  --version          버전 출력
  --help             도움말 출력

Logbell이 이미 실행 중이면 그 창을 엽니다. Chromium 옵션도 사용할 수 있습니다:
  --password-store=gnome-libsecret|kwallet5|kwallet6|basic   키를 저장할 키링
  --ozone-platform=x11|wayland                               사용할 디스플레이 시스템
`,
} as const;

/** Korean strings of the tray. TRANSLATORS: keep each line short; menus are narrow. */
export const tray = {
  status: {
    unconfigured: '아직 로그나 규칙이 없습니다',
    watching: '$t(noun.log, {"count": {{files}} }) 감시 중',
    alert: '새 알림 {{count, number}}건',
    paused: '{{until}}까지 일시 중지',
    problem: '문제 {{count, number}}건',
  },
  practice: '연습 모드',
  tooltip: 'Logbell: {{status}}',
  problem: '⚠ {{problem}}',
  moreProblems: '그 밖의 문제 {{count, number}}건',
  incident: '미확인 #{{id}} {{rule}} ({{count, number}}건): {{line}}',
  incidentAcknowledged: '확인됨 #{{id}} {{rule}} ({{count, number}}건): {{line}}',
  acknowledge: '확인 처리',
  showIncident: '자세히 보기',
  allIncidents: '모든 인시던트 보기({{count, number}}건)…',
  recent: '최근 알림',
  noRecent: '최근 알림 없음',
  alert: '{{time}} {{rule}}: {{line}}',
  pause: '모든 알림 일시 중지',
  pause15m: '15분 동안',
  pause1h: '1시간 동안',
  pauseTomorrow: '내일 0시까지',
  resume: '알림 재개 ({{until}}까지 일시 중지)',
  held: '일시 중지로 보류한 알림 {{count, number}}건',
  mute: '규칙 음소거',
  mute30m: '30분 동안',
  mute2h: '2시간 동안',
  muteMorning: '오전 8시까지',
  unmute: '음소거 해제: {{rule}} ({{until}}까지, 보류 {{count, number}}건)',
  open: 'Logbell 열기',
  sendTest: '테스트 문자 보내기',
  phone: '연습용 휴대전화 열기',
  quit: '종료',
} as const;

/** Korean strings of notifications. */
export const notification = {
  alert: '{{rule}}',
  incident: '{{rule}} #{{id}}',
  counted: '{{rule}} ({{count, number}}건)',
  practice: '[연습] {{title}}',
  more: '{{rule}}: 알림 {{count, number}}건 더',
  problem: 'Logbell: {{problem}}',
  problems: 'Logbell: 비슷한 문제 {{count, number}}건 더',
  resumed: '알림을 재개했습니다',
  unmuted: '규칙의 음소거가 해제되었습니다: {{title}}',
  resumedHeld: '그동안 알림 {{count, number}}건을 보류했습니다. 기록에서 확인하세요.',
  resumedNone: '그동안 보류한 알림이 없습니다.',
  testContent: '[Logbell] 테스트입니다.',
  testSent: '테스트 문자를 보내고 있습니다',
  testSentBody: '수신자 {{count, number}}명에게 보냅니다. 결과는 기록에서 확인하세요.',
  testNobody: '테스트 문자를 받을 수신자가 없습니다',
  testNobodyBody: 'Logbell 창에서 수신자를 추가하세요.',
  noTray: 'Logbell이 트레이 아이콘 없이 실행 중입니다',
  noTrayBody: '이 데스크톱은 트레이 아이콘을 표시하지 않습니다. 창을 열려면 Logbell을 다시 실행하세요.',
} as const;

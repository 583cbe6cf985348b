/** Korean strings of the overview. */
export const overviewStrings = {
  tryIt: {
    title: '직접 해 보기',
    text: '터미널에서 아래 명령을 실행하세요. 예제 로그에 한 줄이 추가되고, 잠시 후 기록에 연습 문자가 나타납니다.',
    command: '예제 명령',
  },
  activity: {
    title: '최근 14일',
    matches: '일치',
    texts: '문자',
    day: '날짜',
    total: '총 {{total}}건',
    of: '{{day}}: {{what}}',
    chart: '{{what}}: 최근 14일 동안 총 {{total}}건, 하루 최대 {{most}}건',
  },
  firstSteps: {
    title: '시작하기',
    text: '네 단계로 Logbell을 설정합니다. 단계를 건너뛰고 나중에 이어서 할 수 있습니다.',
    close: '안내 닫기',
    skip: '건너뛰기',
    next: '다음',
    finish: '마침',
    done: '완료',
    try: '직접 해 보기',
    tried: '연습 문자가 도착했습니다: “{{content}}”. 실제로 발송되지 않았으며 요금도 들지 않았습니다.',
    waiting: '명령을 실행하면 여기에 결과가 표시됩니다.',
    keys: 'SENS 연결',
    keysText:
      '발송 페이지에 네이버 클라우드의 서비스 ID, 발신번호, Access Key, Secret Key를 입력하고 발송 방식을 “실제 발송”으로 변경하세요. 발신번호 승인에는 며칠이 걸리므로 먼저 신청하세요.',
    who: '수신자 추가',
    whoText: '발송 페이지의 “수신자”에서 문자를 받을 사람을 추가하세요. 예제 번호는 변경하거나 삭제하세요.',
    what: '로그 선택',
    whatText:
      '파일 페이지에서 로그 파일을 추가하고, 규칙 페이지에서 알림을 보낼 줄을 정하세요. 자주 사용하는 규칙은 프리셋에 있습니다.',
  },
  overview: {
    files: '감시 중인 파일',
    recent: '최근 기록',
    all: '전체 보기',
    toFiles: '파일 페이지 열기',
    moreFiles: '파일 {{number}}개 더 보기',
    readOf: '읽은 위치: {{path}}',
    position: '{{position}} / {{size}}',
  },
} as const;

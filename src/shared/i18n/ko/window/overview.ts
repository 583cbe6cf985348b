/** Korean strings of the overview. */
export const overviewStrings = {
  tryIt: {
    title: '직접 해 보기',
    text: '터미널에서 아래 명령을 실행하면 예제 로그에 한 줄이 추가되고, 잠시 뒤 연습 문자가 기록에 나타납니다.',
    command: '예제 명령',
  },
  activity: {
    title: '최근 14일',
    matches: '규칙 일치',
    texts: '문자',
    day: '날짜',
    total: '모두 {{total}}건',
    of: '{{what}}: {{day}} {{count}}건',
    chart: '{{what}}: 최근 14일 동안 모두 {{total}}건, 하루 최대 {{most}}건',
  },
  firstSteps: {
    title: '처음 시작하기',
    text: '네 단계로 설정합니다. 어느 단계든 건너뛸 수 있고, 이 페이지에서 언제든 이어서 할 수 있습니다.',
    close: '안내 닫기',
    skip: '건너뛰기',
    next: '다음',
    finish: '마치기',
    done: '완료',
    try: '직접 해 보기',
    tried: '연습 문자가 도착했습니다: “{{content}}”. 실제로 보내거나 요금이 드는 것은 없습니다.',
    waiting: '명령을 실행하면 여기에 결과가 나타납니다.',
    keys: '키 등록',
    keysText:
      '실제 문자를 보내려면 네이버 클라우드의 서비스 ID, 발신번호, Access Key, Secret Key가 필요합니다. 발송 페이지 위쪽에 넣고 발송 방식을 ‘실제 발송’으로 바꿉니다. 발신번호 승인에는 며칠이 걸리므로 먼저 신청하십시오.',
    who: '받을 사람',
    whoText: '발송 페이지의 ‘받는 사람’에 문자를 받을 사람의 번호를 등록합니다. 예제 번호는 지우거나 바꾸십시오.',
    what: '감시 대상',
    whatText:
      '파일 페이지에서 감시할 로그 파일을 추가하고, 규칙 페이지에서 어떤 줄이 나오면 알릴지 정합니다. 자주 쓰는 규칙은 프리셋에 있습니다.',
  },
  overview: {
    files: '감시 중인 파일',
    recent: '최근 기록',
    all: '모두 보기',
    toFiles: '파일 페이지로',
    moreFiles: '파일 {{number}}개 더 보기',
    readOf: '읽은 위치: {{path}}',
    position: '{{position}} / {{size}}',
  },
} as const;

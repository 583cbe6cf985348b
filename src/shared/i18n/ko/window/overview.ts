/** Korean texts of the overview. */
export const overviewWords = {
  tryIt: {
    title: '직접 해 보기',
    text: '터미널에서 아래 명령을 실행하면 예제 로그에 한 줄이 추가되고, 잠시 뒤 연습 문자가 기록에 나타납니다.',
    command: '예제 명령',
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

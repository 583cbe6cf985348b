/** Korean strings of the history as a table. */
export const csv = {
  column: {
    time: '시각',
    kind: '종류',
    rule: '규칙',
    file: '파일',
    offset: '위치(바이트)',
    line: '내용',
    decision: '처리',
    content: '문구',
    texts: '문자',
  },
  kind: {
    match: '일치',
    held: '보류된 일치',
    test: '테스트 문자',
    digest: '요약 문자',
    escalation: '에스컬레이션',
    silence: '사일런스',
    problem: '문제',
  },
} as const;

/** Korean nouns with their number, for sentences that count two things. */
export const noun = {
  file: '파일 {{count, number}}개',
  log: '로그 {{count, number}}개',
  rule: '규칙 {{count, number}}개',
  recipient: '수신자 {{count, number}}명',
  line: '{{count, number}}줄',
  day: '{{count, number}}일',
  match: '일치 {{count, number}}건',
  text: '문자 {{count, number}}건',
  message: '메시지 {{count, number}}건',
  byte: '{{count, number}}바이트',
};

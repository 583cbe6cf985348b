/** Korean strings of the text that escalates an unacknowledged incident. */
export const escalation = {
  text: '[Logbell] {{hours}}시간 {{minutes}}분째 확인 없음 #{{id}}({{count}}건): {{content}}',
} as const;

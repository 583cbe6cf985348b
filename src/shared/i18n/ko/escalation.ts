/** Korean words of the text to those who are asked because nobody has acknowledged an incident. */
export const escalation = {
  text: '[Logbell] {{hours}}시간 {{minutes}}분째 확인 없음 #{{id}}({{count}}건): {{content}}',
} as const;

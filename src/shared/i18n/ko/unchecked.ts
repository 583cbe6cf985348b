/** Korean strings of the text about unchecked lines of an urgent rule. */
export const unchecked = {
  text: '[Logbell] {{title}}: 패턴 검사가 너무 오래 걸려 일부 줄을 확인하지 못합니다.',
} as const;

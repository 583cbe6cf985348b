/** Korean strings of incidents. */
export const incident = {
  state: {
    open: '확인 필요',
    acknowledged: '확인함',
    closed: '종료',
  },
  change: {
    open: '{{time}}에 시작되었습니다.',
    acknowledged: {
      person: '{{time}}에 확인했습니다.',
      command: '{{time}}에 명령줄에서 확인했습니다.',
    },
    closed: {
      person: '{{time}}에 사용자가 종료했습니다.',
      command: '{{time}}에 명령줄에서 종료했습니다.',
      ok: '{{time}}에 정상을 알리는 줄이 나와 종료되었습니다.',
      age: '{{time}}에 오랫동안 소식이 없어 종료되었습니다.',
      forgotten: '규칙이 없어졌거나 구분할 값이 너무 많아 {{time}}에 종료되었습니다.',
    },
  },
  refusal: {
    unknown: '그런 번호의 인시던트가 없습니다.',
    acknowledged: '이미 확인한 인시던트입니다.',
    closed: '이미 종료된 인시던트입니다.',
  },
} as const;

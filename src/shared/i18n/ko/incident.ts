/** Korean strings of incidents. */
export const incident = {
  state: {
    open: '미확인',
    acknowledged: '확인됨',
    closed: '종료',
  },
  change: {
    open: '{{time}}에 시작되었습니다.',
    acknowledged: {
      person: '{{time}}에 확인 처리했습니다.',
      command: '{{time}}에 명령줄에서 확인 처리했습니다.',
    },
    closed: {
      person: '{{time}}에 사용자가 종료했습니다.',
      command: '{{time}}에 명령줄에서 종료했습니다.',
      ok: '{{time}}에 복구되어 종료되었습니다.',
      age: '일치하는 줄이 오랫동안 없어 {{time}}에 종료되었습니다.',
      forgotten: '규칙이 삭제되었거나 구분 값이 너무 많아 {{time}}에 종료되었습니다.',
    },
  },
  silence: {
    requested: 'Alertmanager에 사일런스를 요청하고 있습니다.',
    active: 'Alertmanager에서 {{time}}까지 사일런스됩니다.',
    failed: 'Alertmanager에 사일런스를 만들지 못했습니다.',
    ending: 'Alertmanager의 사일런스를 해제하고 있습니다.',
    ended: 'Alertmanager의 사일런스가 해제되었습니다.',
  },
  refusal: {
    unknown: '알 수 없는 인시던트 번호입니다.',
    acknowledged: '이미 확인 처리된 인시던트입니다.',
    closed: '이미 종료된 인시던트입니다.',
  },
} as const;

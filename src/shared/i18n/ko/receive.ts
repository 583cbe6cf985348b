/** Korean answers to senders of alerts. */
export const receive = {
  'foreign-host': 'Host 헤더가 이 수신기의 이름이 아닙니다. 주소를 사용하거나 receive.hosts에 이름을 추가하세요.',
  'no-token': '토큰이 없거나 올바르지 않습니다. Authorization 헤더에 "Bearer 토큰"을 입력하세요.',
  'unknown-path': '없는 경로입니다. /alertmanager 또는 /api/v2/alerts를 사용하세요.',
  'bad-method': '지원하지 않는 메서드입니다. 알림은 POST로 보내세요.',
  'not-json-type': 'JSON이 아닙니다. 압축하지 않은 본문을 Content-Type: application/json으로 보내세요.',
  'too-large': '본문이 1MiB를 넘습니다. 알림을 나누어 보내세요.',
  'not-ready': '지금은 알림을 저장할 수 없습니다. 잠시 후 다시 보내세요.',
  'not-json': '본문이 올바른 JSON이 아닙니다. 쉼표와 괄호를 확인하세요.',
  'bad-version': '지원하지 않는 webhook 버전입니다. 버전 4로 보내세요.',
  'no-alerts': '본문에 알림 목록이 없습니다. webhook에는 alerts를, /api/v2/alerts에는 JSON 배열을 보내세요.',
  'bad-alert':
    '알림의 형식이 올바르지 않습니다. labels와 annotations는 문자열, status는 firing 또는 resolved여야 합니다.',
  'no-labels': '레이블이 없는 알림이 있습니다. alertname 같은 레이블을 하나 이상 추가하세요.',
  'bad-time': '잘못된 시간이 있습니다. startsAt과 endsAt에 RFC 3339 형식을 사용하세요.',
} as const;

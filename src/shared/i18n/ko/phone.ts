/** Korean strings of the practice phone's page. */
export const phone = {
  title: '연습용 휴대전화',
  hint: '연습 모드에서 보낸 문자와 채널 메시지가 여기에 나타납니다. 실제로는 아무 데도 가지 않고 요금도 들지 않습니다.',
  none: '아직 받은 문자가 없습니다.',
  list: '받은 문자',
  to: '받는 곳',
  bytes: '$t(noun.byte, {"count": {{bytes}} })',
  cost: '실제 발송 시 약 {{won}}원',
  cut: '너무 길어서 끝의 $t(noun.byte, {"count": {{bytes}} })가 잘렸습니다.',
  lost: '도착하지 않았습니다({{code}}). {{reason}}',
  kind: {
    webhook: '웹훅',
    slack: 'Slack',
    discord: 'Discord',
    mattermost: 'Mattermost',
    ntfy: 'ntfy',
    email: '메일',
    alertmanager: 'Alertmanager',
  },
  gone: '연결이 끊겼습니다. Logbell을 다시 시작했다면 연습용 휴대전화를 다시 여세요.',
} as const;

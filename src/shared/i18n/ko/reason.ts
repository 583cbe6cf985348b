import type { ActionRefusal } from '../../contract/delivery/text-actions';

/** Korean strings for the reason of a text's state, with the remedy. */
export const reason = {
  'being-sent': 'SENS에 보내는 중입니다.',
  'looking-up': 'SENS의 응답이 없습니다. 중복을 막기 위해 접수되었는지 먼저 조회합니다.',
  'not-taken': 'SENS에 접수되지 않았습니다. 다시 보냅니다.',
  'no-access': 'SENS 설정이나 키가 없어 대기 중입니다. 발송 페이지에서 설정을 마치면 보냅니다.',
  'waits-for-live': '연습 모드라서 대기 중입니다. 실제 발송으로 바꾸면 보냅니다.',
  'practice-ended': '연습용 SENS가 종료되어 결과를 알 수 없는 연습 문자입니다.',
  'recipient-removed': '수신자가 설정에서 삭제되어 보내지 않았습니다. 필요하면 다시 추가하세요.',
  'asked-again': '요청에 따라 다시 보내려고 대기 중입니다.',
  copied:
    '기록 데이터베이스가 복사본이라 보류했습니다. 원본에서 이미 보냈을 수 있으니 다시 보내거나 발송을 취소하세요.',
  dropped: '사용자가 발송을 취소했습니다.',
  reserved: 'SENS에 예약했습니다. 발송 예정: {{until}}',
  held: 'SENS에 예약할 수 없어 Logbell이 보류합니다. 발송 예정: {{until}}',
  cancelling: 'SENS에 예약 취소를 요청하고 있습니다.',
  cancelled: '예약을 취소하여 보내지 않았습니다.',
  'not-cancelled': '이미 발송이 시작되어 예약을 취소하지 못했습니다. 결과를 조회하고 있습니다.',
  'too-late': '너무 늦어 문자로 보내지 않고 데스크톱에만 알렸습니다.',
  'in-digest': '너무 늦어 따로 보내지 않고 요약 문자에 포함했습니다: {{digest}}번',
  'not-late': '컴퓨터 시계가 빨라 잘못 만든 요약 문자라서 보내지 않았습니다. 원래 문자를 하나씩 보냅니다.',
  'not-delivered':
    '휴대전화에 도착하지 않았습니다(코드 {{status}}: {{message}}). 수신번호와 수신 차단 여부를 확인하세요.',
  'no-receipt': 'SENS에 접수되었지만 전달 결과가 오지 않았습니다. 수신자나 콘솔의 발송 내역에서 확인하세요.',
  'may-be-delivered': '도착했는지 알 수 없습니다. 중복을 막기 위해 다시 보내지 않았으니 수신자에게 확인하세요.',
  'sens-refused-key': 'SENS가 키를 거부했습니다. 올바른 Access Key와 Secret Key를 입력하면 보냅니다.',
  'sens-clock': '이 컴퓨터의 시계가 {{minutes}}분 어긋나 SENS가 요청을 거부했습니다. 시간 동기화를 켜면 다시 보냅니다.',
  'sens-clock_ahead':
    '이 컴퓨터의 시계가 {{minutes}}분 빨라 SENS가 요청을 거부했습니다. 시간 동기화를 켜면 다시 보냅니다.',
  'sens-clock_behind':
    '이 컴퓨터의 시계가 {{minutes}}분 느려 SENS가 요청을 거부했습니다. 시간 동기화를 켜면 다시 보냅니다.',
  'sens-no-right': '이 키에는 SENS로 문자를 보낼 권한이 없습니다. 콘솔에서 이용 신청과 서브 계정 권한을 확인하세요.',
  'sens-bad-request': 'SENS가 요청을 거부했습니다({{detail}}). 수신번호가 맞는지, 발신번호가 승인되었는지 확인하세요.',
  'sens-unknown-service':
    'SENS에 등록되지 않은 서비스 ID입니다. 콘솔의 SENS > Project에서 ID(ncp:sms:…)를 다시 복사하세요.',
  'sens-too-fast': 'SENS의 호출 한도에 도달했습니다. 잠시 후 다시 보냅니다. 자주 발생하면 콘솔에서 한도를 확인하세요.',
  'sens-server': 'SENS 서버에 오류가 있습니다(HTTP {{status}}). 자동으로 다시 보냅니다.',
  'sens-unreachable': 'SENS에 연결할 수 없습니다({{reason}}). 네트워크와 프록시를 확인하세요. 연결되면 보냅니다.',
  'sens-odd-answer':
    'SENS에서 예상하지 못한 응답을 받았습니다(HTTP {{status}}). 클라우드 영역과 중간 프록시를 확인하세요. 다시 보냅니다.',
  'sens-certificate':
    'SENS 서버의 인증서를 신뢰할 수 없습니다({{reason}}). 주소, 프록시, 시스템 인증서를 확인하세요. 다시 보냅니다.',
  'channel-sending': '채널로 보내는 중입니다.',
  'channel-not-taken': '응답이 오지 않았습니다. 받는 쪽이 중복을 거를 수 있도록 같은 키로 다시 보냅니다.',
  'channel-answer-lost':
    '응답이 없거나 분명하지 않아 도착했는지 알 수 없습니다. 중복을 막기 위해 다시 보내지 않았으니 채널에서 확인하세요.',
  'channel-partly': '보냈지만 메일 서버가 수신자 {{count, number}}명을 거부했습니다.',
  'channel-removed': '채널이 설정에서 삭제되어 보내지 않았습니다.',
  'channel-too-late': '제때 보내지 못해 보내지 않았습니다. 채널의 문제를 확인하세요.',
  'silence-not-needed': '인시던트가 먼저 종료되어 보내지 않았습니다.',
  'channel-incomplete': '채널 설정이 완전하지 않습니다. 수정하면 보냅니다.',
  'channel-incomplete_missing': '채널의 URL, 토큰 또는 비밀번호가 없습니다. 입력하면 보냅니다.',
  'channel-incomplete_invalid': '채널 설정이 올바르지 않습니다. 수정하면 보냅니다.',
  'channel-incomplete_insecure': '채널이 암호화되지 않았습니다. https://를 쓰거나 메일은 TLS로 연결하세요.',
  'channel-refused': '서비스에서 채널을 거부했습니다({{detail}}). URL, 토큰, 비밀번호를 확인하세요.',
  'channel-bad-request': '채널이 이 메시지를 거부했습니다({{detail}}).',
  'channel-redirected': '채널의 URL이 다른 주소로 리디렉션됩니다(HTTP {{status}}). 최종 URL을 입력하세요.',
  'channel-too-fast': '채널이 호출 한도에 도달했습니다. 서비스가 허용하는 시간에 다시 보냅니다.',
  'channel-server': '채널 서버에 오류가 있습니다({{status}}). 다시 보냅니다.',
  'channel-unreachable': '채널에 연결할 수 없습니다({{reason}}). 네트워크와 프록시를 확인하세요. 다시 보냅니다.',
  'channel-odd-answer': '채널에서 예상하지 못한 응답을 받았습니다(HTTP {{status}}). URL과 중간 프록시를 확인하세요.',
  'channel-certificate': '채널의 인증서를 신뢰할 수 없습니다({{reason}}). 시스템 인증서를 확인하세요. 다시 보냅니다.',
} as const;

/** Korean strings for the reason of a message that replaces a text through another channel. */
export const fallbackReason = {
  refused: '대체 전송: SENS가 문자를 거부했습니다.',
  unreachable: '대체 전송: SENS로 문자를 보낼 수 없었습니다.',
  unknown: '대체 전송: SENS의 문자 접수 여부를 알 수 없었습니다.',
  budget: '대체 전송: 문자 발송 한도를 모두 사용했습니다.',
} as const;

/** Korean sentences for refused actions on a text. */
export const textAction = {
  'no-such-text': '문자를 찾을 수 없습니다.',
  'not-now': '대기 중이거나 보내는 중인 문자입니다. 결과가 나온 뒤 다시 시도하세요.',
  over: '이미 처리가 끝난 문자입니다.',
  practice: '이미 끝난 연습 문자라서 다시 보낼 수 없습니다.',
  'may-repeat': '이미 도착한 문자일 수 있습니다. 다시 보내면 같은 문자가 두 번 도착하고 요금이 또 들 수 있습니다.',
} as const satisfies Record<ActionRefusal, string>;

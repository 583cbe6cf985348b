/** Korean strings for the reason of a text's state, with the remedy. */
export const reason = {
  'being-sent': 'SENS에 보내는 중입니다.',
  'looking-up': 'SENS의 응답을 받지 못했습니다. 두 번 보내지 않도록 접수되었는지 먼저 조회합니다.',
  'not-taken': 'SENS에 접수되지 않은 것을 확인했습니다. 다시 보냅니다.',
  'no-access': 'SENS 설정이나 키가 없어 보관하고 있습니다. 발송 설정을 마치면 보냅니다.',
  'waits-for-live': '연습 모드라서 보관하고 있습니다. 실제 발송으로 바꾸면 보냅니다.',
  'practice-ended': '연습 문자입니다. 연습용 SENS가 끝나 더 처리하지 않습니다.',
  'recipient-removed': '받는 사람이 설정에서 삭제되어 보내지 않았습니다. 필요하면 다시 추가하십시오.',
  'asked-again': '다시 보내 달라는 요청을 받아 차례를 기다립니다.',
  copied:
    '기록 데이터베이스가 복사본이라 보류했습니다. 원본에서 이미 보냈을 수 있으니 다시 보내거나 발송을 취소하세요.',
  dropped: '보내지 않기로 하여 버렸습니다.',
  reserved: 'SENS가 {{until}}에 보내도록 예약했습니다.',
  held: 'SENS에 예약할 수 없어 Logbell이 {{until}}까지 보관합니다.',
  cancelling: 'SENS에 예약 취소를 요청합니다.',
  cancelled: 'SENS의 예약을 취소하여 보내지 않았습니다.',
  'not-cancelled': 'SENS가 더는 예약으로 갖고 있지 않아 취소하지 못했습니다. 결과를 확인하고 있습니다.',
  'too-late': '너무 늦어 문자로 보내지 않고 데스크톱에만 알렸습니다.',
  'in-digest': '너무 늦어 따로 보내지 않고 모음 문자 {{digest}}번에 담았습니다.',
  'not-late': '시계가 앞서 있어서 만든 요약 문자라 보내지 않습니다. 원래 문자를 따로 보냅니다.',
  'not-delivered':
    '휴대전화에 전달되지 않았습니다(코드 {{status}}: {{message}}). 받는 번호와 수신 차단 여부를 확인하십시오.',
  'no-receipt': 'SENS가 접수했지만 전달 결과를 알려 주지 않았습니다. 받는 사람이나 콘솔의 발송 내역에서 확인하십시오.',
  'may-be-delivered':
    '전달되었는지 알 수 없어, 두 번 보내지 않도록 다시 보내지 않았습니다. 받는 사람에게 확인하십시오.',
  'sens-refused-key': 'SENS가 키를 거부했습니다. Access Key와 Secret Key를 다시 확인하십시오. 바꾸면 보냅니다.',
  'sens-clock': '이 컴퓨터의 시계가 {{minutes}}분 어긋나 SENS가 거부했습니다. 시간 동기화를 켜면 다시 보냅니다.',
  'sens-clock_ahead': '이 컴퓨터의 시계가 {{minutes}}분 빨라 SENS가 거부했습니다. 시간 동기화를 켜면 다시 보냅니다.',
  'sens-clock_behind': '이 컴퓨터의 시계가 {{minutes}}분 느려 SENS가 거부했습니다. 시간 동기화를 켜면 다시 보냅니다.',
  'sens-no-right': '이 키에는 SENS SMS를 쓸 권한이 없습니다. 콘솔에서 이용 신청과 서브 계정 권한을 확인하십시오.',
  'sens-bad-request':
    'SENS가 요청을 받아들이지 않았습니다({{detail}}). 발신번호의 등록·승인 상태와 받는 번호를 확인하십시오.',
  'sens-unknown-service':
    'SENS에 이 서비스 ID가 없습니다. 콘솔의 SENS > Project에서 ncp:sms:로 시작하는 ID를 다시 복사하십시오.',
  'sens-too-fast': 'SENS의 사용 한도에 걸렸습니다. 잠시 뒤 다시 보냅니다. 자주 일어나면 콘솔에서 한도를 확인하십시오.',
  'sens-server': 'SENS 서버에 문제가 있습니다(HTTP {{status}}). 간격을 두고 다시 보냅니다.',
  'sens-unreachable': 'SENS에 연결할 수 없습니다({{reason}}). 네트워크와 프록시를 확인하십시오. 연결되면 보냅니다.',
  'sens-odd-answer':
    'SENS가 아닌 것 같은 응답이 왔습니다(HTTP {{status}}). 주소(영역)와 중간 프록시를 확인하십시오. 다시 보냅니다.',
  'sens-certificate':
    'SENS 서버의 인증서를 믿을 수 없습니다({{reason}}). 주소, 프록시, 시스템 인증서를 확인하십시오. 다시 보냅니다.',
} as const;

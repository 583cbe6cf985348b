import type { ProblemCode } from '../../contract/status';

/** Title and remedy may have variants by the `context` in the params of a problem (i18next docs, "Context"). */
interface ProblemTexts {
  readonly title: string;
  readonly remedy: string;
  readonly [variant: `title_${string}` | `remedy_${string}`]: string;
}

/** Korean sentences for the messages that reported a problem through a channel. */
export const problemReported = {
  begin: '{{time}}에 채널로 알렸습니다: {{channel}}',
  end: '{{time}}에 해결을 채널로 알렸습니다: {{channel}}',
  beginOpen: '채널 알림 {{channel}}: {{state}}({{time}})',
  endOpen: '해결 알림 {{channel}}: {{state}}({{time}})',
} as const;

/** Korean strings of problems at run time: what happened, and the remedy. */
export const problem = {
  settings: { title: '설정에 문제가 {{count, number}}건 있습니다.', remedy: '{{path}}: {{sentence}}' },
  'settings-set-aside': {
    title: '설정 파일을 읽을 수 없어 이름을 바꿔 보관했습니다: {{file}}',
    remedy: '삭제된 내용은 없습니다. 보관한 파일을 수정해 되돌리거나 설정을 다시 하세요.',
  },
  'settings-edit-kept': {
    title: '동시에 수정된 config.json을 사본으로 보관했습니다: {{file}}',
    remedy: 'Logbell이 저장하는 동안 편집기에서 파일을 수정했습니다. 필요한 내용을 사본에서 config.json으로 옮기세요.',
  },
  'settings-not-saved': {
    title_full: '디스크가 가득 차서 설정을 저장하지 못했습니다: {{file}}',
    title_quota: '디스크 할당량을 모두 사용해서 설정을 저장하지 못했습니다: {{file}}',
    title_readonly: '파일 시스템이 읽기 전용이라 설정을 저장하지 못했습니다: {{file}}',
    remedy_full: '디스크 공간(df -h)이나 inode(df -i)를 확보한 뒤 다시 저장하세요.',
    remedy_quota: '파일을 삭제하거나 할당량을 늘린 뒤 다시 저장하세요.',
    remedy_readonly: '디스크 오류를 확인하고 쓰기 가능하게 다시 마운트한 뒤 다시 저장하세요.',
    title: '설정을 저장하지 못했습니다({{reason}}).',
    remedy: '설정 폴더의 디스크 공간과 쓰기 권한을 확인하세요.',
  },
  'file-unreadable': {
    title: '파일을 읽을 권한이 없습니다: {{subject}}',
    remedy: '읽기 권한을 부여하거나(setfacl -m u:사용자:r 파일) 권한이 있는 그룹에 추가하세요. 그러면 이어서 읽습니다.',
    remedy_file: '실행할 명령: sudo setfacl -m u:{{user}}:r "{{subject}}"',
    remedy_folder: '실행할 명령: sudo setfacl -m u:{{user}}:rx "{{folder}}"',
    remedy_group: '다음 명령을 실행한 뒤 Logbell을 다시 시작하세요: sudo usermod -aG {{group}} {{user}}',
  },
  'file-failing': {
    title: '파일을 읽지 못했습니다({{reason}}): {{subject}}',
    remedy: '디스크와 마운트 상태를 확인하세요. 해결되면 이어서 읽습니다.',
  },
  'file-directory': {
    title: '파일이 아니라 폴더입니다: {{subject}}',
    remedy: '파일 경로나 패턴을 입력하세요(예: {{subject}}/*.log).',
  },
  'file-special': {
    title: '일반 파일이 아닙니다: {{subject}}',
    remedy: '파이프, 소켓, 장치는 감시할 수 없습니다. 일반 로그 파일을 선택하세요.',
  },
  'file-own': {
    title: 'Logbell이 직접 기록하는 파일입니다: {{subject}}',
    remedy: '끝없는 반복을 막기 위해 감시하지 않습니다. 목록에서 삭제하세요.',
  },
  'file-rewritten': {
    title: '파일이 처음부터 다시 작성되었습니다: {{subject}}',
    remedy: '이미 읽은 줄은 건너뜁니다. 별도로 조치하지 않아도 됩니다.',
  },
  'no-files-match': {
    title: '일치하는 파일이 아직 없습니다: {{subject}}',
    remedy: '경로를 확인하세요. 나중에 생긴 파일은 처음부터 읽습니다.',
  },
  'too-many-files': {
    title: '일치하는 파일이 너무 많습니다({{count, number}}개): {{subject}}',
    remedy: '처음 {{maximum, number}}개만 감시합니다. 패턴의 범위를 좁히세요.',
  },
  'glob-too-broad': {
    title: '검색할 폴더가 너무 많습니다: {{subject}}',
    remedy: '검색을 중간에 멈춰 일부 파일은 감시하지 않습니다. ** 없이 입력하는 등 경로의 범위를 좁히세요.',
  },
  'folder-too-full': {
    title: '폴더에 파일이 너무 많습니다: {{subject}}',
    remedy: '그중 {{maximum, number}}개에서만 로테이션된 로그를 찾습니다. 오래된 파일을 다른 폴더로 옮기세요.',
  },
  'file-limit': {
    title: '열 수 있는 파일 수를 넘어 일부 파일을 감시하지 못합니다({{reason}}).',
    remedy: '패턴의 범위를 좁히거나 열 수 있는 파일 수(ulimit -n)를 늘리세요.',
  },
  'looks-cp949': {
    title: 'UTF-8이 아니라 CP949(EUC-KR)로 보이는 파일입니다: {{subject}}',
    remedy: '파일 설정에서 인코딩을 CP949로 변경하세요.',
  },
  'journal-missing-program': {
    title: 'journalctl이 설치되어 있지 않아 읽을 수 없습니다: {{subject}}',
    remedy: 'systemd를 설치하거나 대신 파일을 감시하세요.',
  },
  'journal-denied': {
    title: '저널을 읽을 권한이 없습니다: {{subject}}',
    remedy:
      '다음 명령을 실행한 뒤 다시 로그인하거나 서비스를 다시 시작하세요: sudo usermod -aG systemd-journal {{user}}',
  },
  'journal-empty': {
    title: '저널에 항목이 아직 없습니다: {{subject}}',
    remedy: 'systemd-journald가 실행 중인지 확인하세요. 나중에 생긴 항목은 처음부터 읽습니다.',
    remedy_folder: '폴더 경로와, 서버가 저널을 보내고 있는지 확인하세요. 나중에 생긴 항목은 처음부터 읽습니다.',
  },
  'journal-volatile': {
    title: '저널이 메모리에만 저장됩니다: {{subject}}',
    remedy:
      '컴퓨터를 다시 시작해도 항목을 남기려면 sudo mkdir /var/log/journal을 실행하고 systemd-journald를 다시 시작하세요.',
  },
  'journal-unknown-unit': {
    title: '알 수 없는 유닛입니다: {{unit}} ({{subject}})',
    remedy: 'systemctl list-units --all로 이름을 확인하세요. 항목이 생기면 바로 읽습니다.',
  },
  'journal-failing': {
    title: 'journalctl이 계속 종료됩니다: {{subject}} ({{reason}})',
    remedy: 'journalctl --verify로 저널을 확인하세요. 계속 다시 시도하며 멈춘 곳부터 이어서 읽습니다.',
  },
  'journal-gap': {
    title: '읽기 전에 삭제된 항목이 있습니다: {{subject}}',
    remedy:
      '남아 있는 가장 오래된 항목부터 이어서 읽습니다. 더 오래 보관하려면 journald.conf의 SystemMaxUse를 늘리세요.',
  },
  'watch-limit': {
    title: '파일 변경 알림을 사용할 수 없습니다({{reason}}).',
    remedy: '대신 몇 초마다 파일을 확인합니다. 더 빨리 알리려면 fs.inotify.max_user_watches를 늘리세요.',
  },
  'file-first-line-slow': {
    title: '일부 줄에서 첫 줄 정규식이 너무 느립니다: {{subject}}',
    remedy: '이런 줄은 새 로그 항목의 시작으로 처리합니다. 중첩된 반복을 없애는 등 정규식을 단순하게 수정하세요.',
  },
  'pattern-too-slow': {
    title: '규칙 “{{title}}”: 패턴이 너무 느려 $t(noun.line, {"count": {{lines}} })을 검사하지 못했습니다.',
    remedy: '검사하지 못한 줄은 알리지 않습니다. 중첩된 반복을 없애는 등 패턴을 단순하게 수정하세요.',
  },
  'exception-too-slow': {
    title: '규칙 “{{title}}”: 제외 패턴이 너무 느려 $t(noun.line, {"count": {{lines}} })을 검사하지 못했습니다.',
    remedy: '검사하지 못한 줄은 제외 패턴에 해당해도 알립니다. 제외 패턴을 단순하게 수정하세요.',
  },
  'ok-too-slow': {
    title: '규칙 “{{title}}”: 복구 패턴이 너무 느려 $t(noun.line, {"count": {{lines}} })을 검사하지 못했습니다.',
    remedy: '검사하지 못한 줄로는 인시던트가 종료되지 않습니다. 복구 패턴을 단순하게 수정하세요.',
  },
  'too-many-keys': {
    title: '규칙 “{{title}}”: 구분 값이 1,000개를 넘어 오래된 값부터 제외합니다.',
    remedy: '제외한 값의 보류 건수는 문자에 포함되지 않습니다. 값의 종류가 더 적은 구분 기준을 선택하세요.',
  },
  'absence-blind': {
    title: '규칙 “{{title}}”: 줄이 누락되었는지 확인할 수 없습니다.',
    remedy: '로그가 없거나 읽을 수 없습니다. 로그 페이지에서 확인하세요.',
  },
  'budget-used-up': {
    title: '발송 한도를 모두 사용해 알림을 보류하고 있습니다.',
    remedy:
      '대체 전송 채널이 없으면 다음 날 요약 문자로 보냅니다. 지금 더 보내려면 발송 페이지에서 한도를 늘리세요(policy.budget).',
  },
  'escalation-given-up': {
    title: '사흘 동안 보내지 못한 에스컬레이션을 취소했습니다: 인시던트 #{{id}}(규칙 “{{title}}”)',
    remedy:
      '발송 한도, 방해 금지 시간, 일시 중지나 음소거 때문이거나 Logbell이 꺼져 있었습니다. 인시던트를 확인하고 다음 사람에게 직접 알리세요.',
  },
  'ledger-unusable': {
    title: '기록 데이터베이스를 사용할 수 없습니다({{reason}}).',
    title_full: '디스크가 가득 차서 기록 데이터베이스를 저장할 수 없습니다: {{folder}}',
    title_quota: '디스크 할당량을 모두 사용해서 기록 데이터베이스를 저장할 수 없습니다: {{folder}}',
    title_readonly: '파일 시스템이 읽기 전용이라 기록 데이터베이스를 저장할 수 없습니다: {{folder}}',
    remedy: '데이터 폴더의 디스크 공간과 쓰기 권한을 확인하세요. 그러면 멈춘 곳부터 이어서 감시합니다.',
    remedy_full: '디스크 공간(df -h)이나 inode(df -i)를 확보하세요. 그러면 멈춘 곳부터 이어서 감시합니다.',
    remedy_quota: '파일을 삭제하거나 할당량을 늘리세요. 그러면 멈춘 곳부터 이어서 감시합니다.',
    remedy_readonly: '디스크 오류를 확인하고 쓰기 가능하게 다시 마운트하세요. 그러면 멈춘 곳부터 이어서 감시합니다.',
  },
  'ledger-deleted': {
    title: '사용 중인 기록 데이터베이스가 삭제되거나 옮겨졌습니다: {{file}}',
    remedy:
      '감시는 계속하지만 파일을 복원할 수 없습니다({{reason}}). Logbell을 종료하기 전에 폴더를 쓰기 가능하게 바꾸세요.',
  },
  'ledger-restored': {
    title: '사용 중에 삭제되거나 옮겨진 기록 데이터베이스를 복원했습니다: {{file}}',
    remedy: '손실된 기록은 없습니다. 데이터 폴더를 삭제하거나 옮기려면 먼저 Logbell을 종료하세요.',
  },
  'ledger-replaced': {
    title: '사용 중인 기록 데이터베이스가 다른 파일로 바뀌었습니다: {{file}}',
    remedy:
      '사용 중인 기록의 위치: {{kept}}. 이 기록을 유지하려면 바뀐 파일을 옮기고, 바뀐 파일을 사용하려면 Logbell을 다시 시작하세요.',
  },
  'ledger-set-aside': {
    title: '손상된 기록 데이터베이스의 이름을 바꿔 보관했습니다: {{file}}',
    remedy: '새 데이터베이스를 만들었고 로그 파일은 현재 끝에서부터 읽습니다. 삭제된 파일은 없습니다.',
  },
  'ledger-newer': {
    title: '더 최신 버전의 Logbell이 만든 기록 데이터베이스입니다.',
    remedy: 'Logbell을 업데이트하세요. 그때까지 감시하지 않습니다.',
  },
  'ledger-in-use': {
    title: '다른 Logbell이 이 데이터 폴더를 사용하고 있습니다.',
    remedy: '둘 중 하나를 종료하세요. 문자가 중복되지 않도록 하나만 감시합니다.',
  },
  'writable-by-others': {
    title: '다른 사용자가 수정해 문자를 엉뚱한 번호로 보낼 수 있습니다(권한 {{mode}}): {{subject}}',
    remedy: '다음 명령을 실행하세요: chmod go-w "{{subject}}"',
  },
  'readable-by-others': {
    title: '다른 사용자가 인증키를 읽을 수 있습니다(권한 {{mode}}): {{subject}}',
    remedy: '다음 명령을 실행하세요: chmod 600 "{{subject}}"',
  },
  'engine-restarted': {
    title: '감시 엔진이 갑자기 멈춰 다시 시작했습니다.',
    remedy: '멈춘 곳부터 이어서 읽습니다. 자주 발생하면 로그 파일을 첨부해 알려 주세요.',
  },
  'texts-held': {
    title: '기록 데이터베이스가 복사본이라 보내지 않은 문자 {{count, number}}건을 보류했습니다.',
    title_messages: '기록 데이터베이스가 복사본이라 보내지 않은 메시지 {{count, number}}건을 보류했습니다.',
    title_both:
      '기록 데이터베이스가 복사본이라 $t(noun.text, {"count": {{texts}} })과 $t(noun.message, {"count": {{messages}} })을 보내지 않고 보류했습니다.',
    remedy: '원본에서도 보낼 수 있습니다. “logbell outbox”로 확인하고 하나씩 다시 보내거나 발송을 취소하세요.',
  },
  'no-keys': {
    title: 'SENS 키가 없어 문자를 보낼 수 없습니다.',
    remedy: '발송 페이지에서 Access Key와 Secret Key를 입력하세요. 문자는 그때까지 대기합니다.',
  },
  'keyring-locked': {
    title: '키링이 잠겨 있어 SENS 키를 읽을 수 없습니다.',
    remedy: '키링의 잠금을 해제한 뒤 Logbell을 다시 시작하세요. 키는 삭제되지 않았습니다.',
  },
  'sens-refused-key': {
    title: 'SENS가 키를 거부했습니다.',
    remedy: '콘솔의 인증키 관리에서 Access Key와 Secret Key를 확인해 다시 입력하세요. 문자는 그때까지 대기합니다.',
  },
  'sens-clock': {
    title: '이 컴퓨터의 시계가 {{minutes}}분 어긋나 SENS가 요청을 거부했습니다.',
    title_ahead: '이 컴퓨터의 시계가 {{minutes}}분 빨라 SENS가 요청을 거부했습니다.',
    title_behind: '이 컴퓨터의 시계가 {{minutes}}분 느려 SENS가 요청을 거부했습니다.',
    remedy: '시간 동기화를 켜세요(timedatectl set-ntp true). 키는 바꾸지 않아도 됩니다.',
  },
  'sens-no-right': {
    title: '이 키에는 SENS로 문자를 보낼 권한이 없습니다.',
    remedy: '콘솔에서 SENS 이용 신청, 프로젝트의 SMS 사용, 서브 계정 권한을 확인하세요.',
  },
  'sens-bad-request': {
    title: 'SENS가 요청을 거부했습니다: {{detail}}',
    remedy: '수신번호가 맞는지, 발신번호가 콘솔에서 승인되었는지 확인하세요.',
  },
  'sens-unknown-service': {
    title: 'SENS에 등록되지 않은 서비스 ID입니다.',
    remedy: '콘솔의 SENS > Project에서 서비스 ID(ncp:sms:…)를 다시 복사하세요.',
  },
  'sens-too-fast': {
    title: 'SENS의 호출 한도에 도달했습니다.',
    remedy: '잠시 후 다시 보냅니다. 자주 발생하면 콘솔에서 한도를 확인하세요.',
  },
  'sens-server': {
    title: 'SENS 서버에 오류가 있습니다(HTTP {{status}}).',
    remedy: '자동으로 다시 보냅니다. 별도로 조치하지 않아도 됩니다.',
  },
  'sens-unreachable': {
    title: 'SENS에 연결할 수 없습니다({{reason}}).',
    remedy: '네트워크와 프록시를 확인하세요. 연결되면 문자를 보냅니다.',
  },
  'sens-odd-answer': {
    title: 'SENS에서 예상하지 못한 응답을 받았습니다.',
    remedy: '클라우드 영역과 중간 프록시를 확인하세요. 문자는 그때까지 대기합니다.',
  },
  'sens-certificate': {
    title: 'SENS 서버의 인증서를 신뢰할 수 없습니다({{reason}}).',
    remedy: 'SENS 주소, 프록시, 시스템 인증서를 확인하세요.',
  },
  'channel-incomplete': {
    title: '채널 설정이 완전하지 않습니다: {{subject}}',
    title_missing: '채널의 URL, 토큰 또는 비밀번호가 없습니다: {{subject}}',
    title_invalid: '채널 설정이 올바르지 않습니다: {{subject}}',
    title_insecure: '채널이 암호화되지 않았습니다: {{subject}}',
    remedy: '설정에서 채널을 수정하세요. 그때까지 메시지는 대기합니다.',
    remedy_missing: '발송 페이지에서 입력하세요. 그때까지 메시지는 대기합니다.',
    remedy_insecure: 'https://를 쓰고, 메일은 TLS로 연결하세요. 이 컴퓨터의 서버만 암호화 없이 쓸 수 있습니다.',
  },
  'channel-refused': {
    title: '서비스에서 채널을 거부했습니다({{subject}}): {{detail}}',
    remedy: 'URL, 토큰, 비밀번호와 서비스에 채널이 남아 있는지 확인하세요. 그때까지 메시지는 대기합니다.',
  },
  'channel-bad-request': {
    title: '채널이 메시지를 거부했습니다({{subject}}): {{detail}}',
    remedy: '메시지는 기록에 있습니다. 채널 설정과 서비스가 받는 형식을 확인하세요.',
  },
  'channel-redirected': {
    title: '채널의 URL이 다른 주소로 리디렉션됩니다({{subject}}, HTTP {{status}}).',
    remedy: 'Logbell은 리디렉션을 따르지 않습니다. 최종 URL을 입력하세요.',
  },
  'channel-too-fast': {
    title: '채널이 호출 한도에 도달했습니다: {{subject}}',
    remedy: '서비스가 허용하는 시간에 다시 보냅니다. 별도로 조치하지 않아도 됩니다.',
  },
  'channel-server': {
    title: '채널 서버에 오류가 있습니다({{status}}): {{subject}}',
    remedy: '중복될 염려가 없으면 다시 보냅니다. 보내지 못했을 수 있는 메시지는 기록에 있습니다.',
  },
  'channel-unreachable': {
    title: '채널에 연결할 수 없습니다({{reason}}): {{subject}}',
    remedy: '네트워크, 프록시, 서버를 확인하세요. 연결되면 메시지를 보냅니다.',
  },
  'channel-odd-answer': {
    title: '채널에서 예상하지 못한 응답을 받았습니다: {{subject}}',
    remedy: 'URL과 중간 프록시를 확인하세요.',
  },
  'channel-certificate': {
    title: '채널의 인증서를 신뢰할 수 없습니다({{reason}}): {{subject}}',
    remedy: '주소, 프록시, 시스템 인증서를 확인하세요.',
  },
  'channel-unconfirmed': {
    title: '채널로 보낸 메시지가 도착했는지 알 수 없습니다: {{subject}}',
    remedy: '중복을 막기 위해 다시 보내지 않았습니다. 채널에 없으면 기록에서 다시 보내세요.',
  },
  'text-failed': { title: '문자가 도착하지 못했습니다: {{to}}', remedy: '기록에서 이유를 확인하세요.' },
  'text-unknown': {
    title: '문자의 전달 결과를 확인하지 못했습니다: {{to}}',
    remedy: '중복을 막기 위해 다시 보내지 않았습니다. 수신자에게 확인하세요.',
  },
  'text-refused': {
    title: 'SENS가 문자를 거부했습니다({{to}}): {{reason}}',
    remedy: '다른 수신자의 문자에는 영향이 없습니다. 번호를 수정해 다시 보내거나 기록에서 발송을 취소하세요.',
  },
  'texts-too-late': {
    title: '문자 {{count, number}}건이 제때 발송되지 못하고 만료되었습니다: {{to}}',
    remedy: '내용은 기록에 있습니다. 늦은 문자도 받으려면 발송 페이지에서 요약 문자를 선택하세요.',
  },
  'practice-unavailable': {
    title: '연습용 SENS를 시작하지 못했습니다({{reason}}).',
    remedy: 'Logbell을 다시 시작하세요.',
  },
  'status-unavailable': {
    title: '명령으로 이 Logbell의 상태를 확인할 수 없습니다({{reason}}).',
    remedy: '감시는 계속됩니다. 본인만 열 수 있는 폴더인지 확인하고 Logbell을 다시 시작하세요: {{folder}}',
  },
  'engine-stuck': {
    title: '감시 엔진이 응답하지 않습니다.',
    remedy: '연결을 계속 시도합니다. 오래 지속되면 Logbell을 다시 시작하세요.',
  },
  'clock-wrong': {
    title: '이 컴퓨터의 시계가 {{minutes}}분 어긋났습니다.',
    title_ahead: '이 컴퓨터의 시계가 {{minutes}}분 빠릅니다.',
    title_behind: '이 컴퓨터의 시계가 {{minutes}}분 느립니다.',
    remedy: '시간 동기화를 켜세요(timedatectl set-ntp true). 그때까지 SENS가 문자를 거부합니다.',
  },
  'heartbeat-undelivered': {
    title: '하트비트를 전송하지 못했습니다({{reason}}): {{host}}',
    'title_no-url': '하트비트의 URL이 없습니다: {{subject}}',
    remedy: '하트비트의 URL과 네트워크를 확인하세요. 감시는 계속됩니다.',
    'remedy_no-url':
      'logbell keys set --heartbeat {{subject}} 명령을 실행하거나 다음 환경 변수로 지정하세요: {{variable}}',
  },
  'metrics-unavailable': {
    title: '지표를 제공하지 못했습니다({{reason}}): {{listen}}',
    remedy: '감시는 계속됩니다. config.json의 metrics.listen에 비어 있는 루프백 포트나 소켓 경로를 입력하세요.',
  },
  'receive-unavailable': {
    title: '알림을 수신하지 못했습니다({{reason}}): {{subject}}',
    remedy:
      'config.json의 receive에서 주소가 사용 중이 아닌지, 파일을 읽을 수 있는지 확인하세요. 자동으로 다시 시도합니다.',
  },
} as const satisfies Record<ProblemCode, ProblemTexts>;

/** Korean strings of reasons why a Logbell is unhealthy, where no problem says it. */
export const health = {
  'engine-stopped': '감시 엔진이 실행 중이 아닙니다.',
  'ledger-not-writable': '기록 데이터베이스에 쓸 수 없습니다.',
  'texts-late': '5분 넘게 발송되지 않았거나 결과를 알 수 없는 문자가 있습니다.',
} as const;

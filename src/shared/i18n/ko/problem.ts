import type { ProblemCode } from '../../contract/status';

/** Title and remedy may have variants by the `context` in the params of a problem (i18next docs, "Context"). */
interface ProblemTexts {
  readonly title: string;
  readonly remedy: string;
  readonly [variant: `title_${string}` | `remedy_${string}`]: string;
}

/** Korean strings of problems at run time: what happened, and the remedy. */
export const problem = {
  settings: { title: '설정에 잘못된 곳이 {{count}}군데 있습니다.', remedy: '{{path}}: {{sentence}}' },
  'settings-set-aside': {
    title: '설정 파일을 읽을 수 없어 다른 이름으로 옮겨 두었습니다: {{file}}',
    remedy: '지워진 것은 없습니다. 옮긴 파일을 고쳐 되돌리거나 설정을 새로 하십시오.',
  },
  'settings-edit-kept': {
    title: '직접 수정한 config.json을 사본으로 남겼습니다: {{file}}',
    remedy: 'Logbell이 저장하는 동안 편집기가 파일을 썼습니다. 필요한 내용을 사본에서 config.json으로 옮기세요.',
  },
  'settings-not-saved': {
    title_full: '디스크가 가득 차서 설정을 저장하지 못했습니다: {{file}}',
    title_quota: '디스크 할당량을 모두 사용해서 설정을 저장하지 못했습니다: {{file}}',
    title_readonly: '파일 시스템이 읽기 전용이라 설정을 저장하지 못했습니다: {{file}}',
    remedy_full: '디스크 공간(df -h)이나 inode(df -i)를 확보한 뒤 다시 저장하세요.',
    remedy_quota: '파일을 지우거나 할당량을 늘린 뒤 다시 저장하세요.',
    remedy_readonly: '디스크 오류를 확인하고 쓸 수 있게 다시 마운트한 뒤 다시 저장하세요.',
    title: '설정을 저장하지 못했습니다({{reason}}).',
    remedy: '설정 폴더의 빈 공간과 쓰기 권한을 확인하십시오.',
  },
  'file-unreadable': {
    title: '{{subject}} 파일을 읽을 권한이 없습니다.',
    remedy:
      '읽기 권한을 주거나(예: setfacl -m u:사용자:r 파일) 그 파일을 읽을 수 있는 그룹에 들어가십시오. 읽을 수 있게 되면 바로 이어서 봅니다.',
  },
  'file-failing': {
    title: '{{subject}} 파일을 읽는 중 오류가 났습니다({{reason}}).',
    remedy: '디스크와 마운트 상태를 확인하십시오. 읽을 수 있게 되면 이어서 봅니다.',
  },
  'file-directory': {
    title: '파일이 아니라 폴더입니다: {{subject}}',
    remedy: '파일 경로나 {{subject}}/*.log 같은 패턴을 적으십시오.',
  },
  'file-special': {
    title: '일반 파일이 아닙니다: {{subject}}',
    remedy: '파이프, 소켓, 장치는 볼 수 없습니다. 일반 로그 파일을 고르십시오.',
  },
  'file-own': {
    title: 'Logbell이 직접 쓰는 파일입니다: {{subject}}',
    remedy: '끝없이 되풀이되지 않도록 보지 않습니다. 목록에서 빼십시오.',
  },
  'file-rewritten': {
    title: '{{subject}} 파일이 다시 쓰였습니다.',
    remedy: '이미 본 줄로 확인된 부분은 건너뛰고 나머지를 읽습니다. 따로 하실 일은 없습니다.',
  },
  'no-files-match': {
    title: '{{subject}}에 맞는 파일이 아직 없습니다.',
    remedy: '파일이 생기면 처음부터 봅니다. 경로가 맞는지 확인하십시오.',
  },
  'too-many-files': {
    title: '{{subject}}에 맞는 파일이 {{count}}개로 너무 많습니다.',
    remedy: '처음 {{maximum}}개만 봅니다. 패턴을 좁히십시오.',
  },
  'glob-too-broad': {
    title: '찾아볼 폴더가 너무 많습니다: {{subject}}',
    remedy: '검색을 중간에 멈춰 일부 파일은 감시하지 않습니다. ** 없이 적는 등 경로를 더 좁게 지정하세요.',
  },
  'folder-too-full': {
    title: '폴더에 파일이 너무 많습니다: {{subject}}',
    remedy:
      '그중 {{maximum}}개에서만 로테이션된 로그를 찾으므로 일부를 놓칠 수 있습니다. 오래된 파일을 다른 폴더로 옮기세요.',
  },
  'file-limit': {
    title: '열 수 있는 파일 수를 넘어 일부 파일을 보지 못합니다({{reason}}).',
    remedy: '패턴을 좁히거나 열 수 있는 파일 수(ulimit -n)를 늘리십시오.',
  },
  'looks-cp949': {
    title: 'UTF-8이 아니라 CP949(EUC-KR)로 보이는 파일입니다: {{subject}}',
    remedy: '파일 설정에서 인코딩을 CP949로 바꾸십시오.',
  },
  'watch-limit': {
    title: '파일 변경 알림을 쓸 수 없습니다({{reason}}).',
    remedy: '몇 초마다 확인하는 방식으로 계속합니다. 빠르게 하려면 fs.inotify.max_user_watches를 늘리십시오.',
  },
  'file-first-line-slow': {
    title: '{{subject}}: 일부 줄에서 첫 줄 정규식 검사가 너무 오래 걸립니다.',
    remedy: '이런 줄은 새 로그 항목의 시작으로 처리합니다. 반복 안의 반복을 없애는 등 정규식을 단순하게 고치세요.',
  },
  'pattern-too-slow': {
    title: '규칙 “{{title}}”: 패턴 검사가 너무 오래 걸립니다. 확인하지 못한 줄: {{lines}}',
    remedy: '확인하지 못한 줄은 알리지 않습니다. 반복 안의 반복을 없애는 등 패턴을 단순하게 고치세요.',
  },
  'exception-too-slow': {
    title: '규칙 “{{title}}”: 제외할 내용의 검사가 너무 오래 걸립니다. 확인하지 못한 줄: {{lines}}',
    remedy: '확인하지 못한 줄은 제외할 내용이 있어도 알립니다. 제외할 내용을 단순하게 고치세요.',
  },
  'ok-too-slow': {
    title: '규칙 “{{title}}”: 복구 패턴 검사가 너무 오래 걸립니다. 확인하지 못한 줄: {{lines}}',
    remedy: '확인하지 못한 줄로는 인시던트가 종료되지 않습니다. 복구 패턴을 단순하게 고치세요.',
  },
  'too-many-keys': {
    title: '규칙 “{{title}}”에서 구분할 값이 1,000개를 넘어 오래된 것부터 잊습니다.',
    remedy:
      '잊은 값에 보류되어 있던 건수는 문자에 세지 않습니다. ‘구분할 그룹’(key)이나 ‘같은 문제로 볼 것’(cooldownBy)을 더 큰 단위로 바꾸십시오.',
  },
  'absence-blind': {
    title: '규칙 “{{title}}”에서 기다리는 줄을 확인할 수 없습니다.',
    remedy: '이 규칙의 파일이 없거나 읽을 수 없습니다. 파일이 있는지, 읽기 권한이 있는지 확인하십시오.',
  },
  'budget-used-up': {
    title: '문자 예산을 다 써서 알림을 보류하고 있습니다.',
    remedy:
      '보류한 알림은 다음 날 한 번에 모아 보냅니다. 더 필요하면 발송 페이지에서 예산을 늘리십시오(policy.budget).',
  },
  'escalation-given-up': {
    title: '인시던트 #{{id}}(규칙 “{{title}}”)의 미확인 알림을 사흘 동안 보낼 수 없어 취소했습니다.',
    remedy:
      '예산, 조용한 시간이나 멈춤 때문에 나가지 못했거나 그동안 Logbell이 꺼져 있었습니다. 인시던트를 확인하고 필요하면 다음 사람에게 직접 알리십시오.',
  },
  'ledger-unusable': {
    title: '기록 데이터베이스를 쓸 수 없습니다({{reason}}).',
    title_full: '디스크가 가득 차서 기록 데이터베이스를 저장할 수 없습니다: {{folder}}',
    title_quota: '디스크 할당량을 모두 사용해서 기록 데이터베이스를 저장할 수 없습니다: {{folder}}',
    title_readonly: '파일 시스템이 읽기 전용이라 기록 데이터베이스를 저장할 수 없습니다: {{folder}}',
    remedy: '데이터 폴더의 빈 공간과 쓰기 권한을 확인하십시오. 고쳐지면 이어서 읽습니다.',
    remedy_full: '디스크 공간(df -h)이나 inode(df -i)를 확보하세요. 그러면 멈춘 곳부터 자동으로 다시 감시합니다.',
    remedy_quota: '파일을 지우거나 할당량을 늘리세요. 그러면 멈춘 곳부터 자동으로 다시 감시합니다.',
    remedy_readonly:
      '디스크 오류를 확인하고 쓸 수 있게 다시 마운트하세요. 그러면 멈춘 곳부터 자동으로 다시 감시합니다.',
  },
  'ledger-deleted': {
    title: 'Logbell이 실행 중일 때 기록 데이터베이스가 삭제되거나 옮겨졌습니다: {{file}}',
    remedy:
      '감시는 계속하지만 데이터베이스를 다시 저장할 수 없습니다({{reason}}). 폴더에 쓸 수 있게 한 뒤 Logbell을 종료하세요.',
  },
  'ledger-restored': {
    title: 'Logbell이 실행 중일 때 기록 데이터베이스가 삭제되거나 옮겨져서 다시 저장했습니다: {{file}}',
    remedy: '잃어버린 기록은 없습니다. 데이터 폴더를 지우거나 옮기기 전에 Logbell을 종료하세요.',
  },
  'ledger-replaced': {
    title: 'Logbell이 실행 중일 때 다른 기록 데이터베이스가 놓였습니다: {{file}}',
    remedy:
      '사용 중인 기록의 위치: {{kept}}. 이 기록을 계속 사용하려면 다른 데이터베이스를 옮기고, 다른 데이터베이스를 사용하려면 Logbell을 다시 시작하세요.',
  },
  'ledger-set-aside': {
    title: '기록 데이터베이스가 손상되어 다른 이름으로 옮겨 두었습니다: {{file}}',
    remedy: '새 데이터베이스로 시작했고 파일은 지금 끝부터 봅니다. 옮긴 파일은 지우지 않았습니다.',
  },
  'ledger-newer': {
    title: '더 새로운 Logbell이 만든 데이터베이스입니다.',
    remedy: 'Logbell을 업데이트하십시오. 그때까지 감시하지 않습니다.',
  },
  'ledger-in-use': {
    title: '이 데이터 폴더를 다른 Logbell이 쓰고 있습니다.',
    remedy: '한쪽을 끝내십시오. 문자가 두 번 가지 않도록 하나만 감시합니다.',
  },
  'writable-by-others': {
    title: '다른 사용자가 수정할 수 있어 문자가 엉뚱한 번호로 갈 수 있습니다(권한 {{mode}}): {{subject}}',
    remedy: '다음 명령을 실행하세요: chmod go-w "{{subject}}"',
  },
  'readable-by-others': {
    title: '다른 사용자가 인증키를 읽을 수 있습니다(권한 {{mode}}): {{subject}}',
    remedy: '다음 명령을 실행하세요: chmod 600 "{{subject}}"',
  },
  'engine-restarted': {
    title: '감시 엔진이 멈춰 다시 시작했습니다.',
    remedy: '읽던 곳부터 이어서 봅니다. 자주 일어나면 로그를 첨부해 알려 주십시오.',
  },
  'texts-held': {
    title: '기록 데이터베이스가 복사본이라 보류한 문자: {{count}}건',
    remedy: '원본에서도 보낼 수 있습니다. “logbell outbox”로 목록을 확인하고 하나씩 다시 보내거나 발송을 취소하세요.',
  },
  'no-keys': {
    title: 'SENS 키가 없어 문자를 보낼 수 없습니다.',
    remedy: '발송 페이지에서 Access Key와 Secret Key를 넣으십시오. 알림은 보관됩니다.',
  },
  'keyring-locked': {
    title: '키링이 잠겨 있어 SENS 키를 읽을 수 없습니다.',
    remedy: '키링의 잠금을 푼 뒤 Logbell을 다시 시작하십시오. 키는 지워지지 않았습니다.',
  },
  'sens-refused-key': {
    title: 'SENS가 키를 거부했습니다.',
    remedy: '콘솔의 인증키 관리에서 Access Key와 Secret Key를 다시 확인해 바꾸십시오. 문자는 보관됩니다.',
  },
  'sens-clock': {
    title: '이 컴퓨터의 시계가 {{minutes}}분 어긋나 SENS가 거부했습니다.',
    title_ahead: '이 컴퓨터의 시계가 {{minutes}}분 빨라 SENS가 거부했습니다.',
    title_behind: '이 컴퓨터의 시계가 {{minutes}}분 느려 SENS가 거부했습니다.',
    remedy: '시간 동기화를 켜십시오(timedatectl set-ntp true). 키는 바꾸지 않아도 됩니다.',
  },
  'sens-no-right': {
    title: '이 키에는 SENS SMS를 쓸 권한이 없습니다.',
    remedy: '콘솔에서 SENS 이용 신청, 프로젝트의 SMS 사용, 서브 계정 권한을 확인하십시오.',
  },
  'sens-bad-request': {
    title: 'SENS가 요청을 받아들이지 않았습니다: {{detail}}',
    remedy: '발신번호가 콘솔에 등록·승인되어 있는지, 받는 번호가 맞는지 확인하십시오.',
  },
  'sens-unknown-service': {
    title: 'SENS에 그 서비스 ID가 없습니다.',
    remedy: '콘솔의 SENS > Project에서 ncp:sms:로 시작하는 서비스 ID를 다시 복사하십시오.',
  },
  'sens-too-fast': {
    title: 'SENS의 사용 한도에 걸렸습니다.',
    remedy: '잠시 뒤 다시 보냅니다. 자주 일어나면 콘솔에서 한도를 확인하십시오.',
  },
  'sens-server': {
    title: 'SENS 서버에 문제가 있습니다(HTTP {{status}}).',
    remedy: '간격을 두고 다시 보냅니다. 할 일은 없습니다.',
  },
  'sens-unreachable': {
    title: 'SENS에 연결할 수 없습니다({{reason}}).',
    remedy: '네트워크와 프록시를 확인하십시오. 연결되면 보냅니다.',
  },
  'sens-odd-answer': {
    title: 'SENS가 아닌 것 같은 응답이 왔습니다.',
    remedy: '주소(영역)와 중간 프록시를 확인하십시오. 문자는 보관됩니다.',
  },
  'sens-certificate': {
    title: 'SENS 서버의 인증서를 믿을 수 없습니다({{reason}}).',
    remedy: '주소와 프록시, 시스템 인증서를 확인하십시오.',
  },
  'text-failed': { title: '문자를 보내지 못했습니다: {{to}}', remedy: '기록에서 이유를 확인하십시오.' },
  'text-unknown': {
    title: '문자가 갔는지 알 수 없습니다: {{to}}',
    remedy: '두 번 보내지 않으려고 다시 보내지 않았습니다. 받는 사람에게 확인하십시오.',
  },
  'text-refused': {
    title: '{{to}} 번호로 보내는 문자를 SENS가 받아들이지 않았습니다: {{reason}}',
    remedy: '다른 받는 사람에게는 보냈습니다. 번호를 고치면 다시 보냅니다. 필요 없으면 기록에서 버리십시오.',
  },
  'texts-too-late': {
    title: '{{to}} 번호로 보낼 문자 {{count}}건이 너무 늦어 보내지 않았습니다.',
    remedy: '내용은 기록에 있습니다. 늦은 문자도 받으려면 발송 페이지에서 모음 문자를 고르십시오.',
  },
  'practice-unavailable': {
    title: '연습용 SENS를 시작하지 못했습니다({{reason}}).',
    remedy: 'Logbell을 다시 시작하십시오.',
  },
} as const satisfies Record<ProblemCode, ProblemTexts>;

import type { RegexFaultCode } from '../../settings/patterns/regex-errors';
import type { SettingsProblemCode } from '../../settings/validation/problems';
import type { ImageFault } from '../../sms/jpeg';

/** Korean sentences for faults in the settings: the cause, then the remedy. */
export const settingsProblem = {
  'not-json': '설정 파일이 올바른 JSON이 아닙니다({{reason}}). 쉼표와 괄호를 확인하세요.',
  unreadable: '설정 파일을 읽을 수 없습니다({{reason}}). 파일과 폴더의 읽기 권한을 확인하세요.',
  'too-large': '파일이 너무 큽니다({{size}}MB, 최대 {{limit}}MB). 내용을 줄이거나 백업 파일로 복원하세요.',
  'not-saved': '설정을 저장하지 못했습니다({{reason}}). 설정 폴더의 디스크 공간과 쓰기 권한을 확인하세요.',
  'not-an-object': '설정은 { … } 형태의 JSON 객체여야 합니다.',
  'unknown-field': '알 수 없는 항목입니다. 철자를 확인하거나 삭제하세요.',
  missing: '필수 항목입니다. 값을 입력하세요.',
  'wrong-type': '값의 형식이 다릅니다. 필요한 형식: {{expected}}.',
  'bad-choice': '사용할 수 없는 값입니다. 가능한 값: {{choices}}.',
  'too-long': '너무 깁니다. {{maximum}}자 이하로 입력하세요.',
  'too-many': '항목이 너무 많습니다. {{maximum}}개 이하로 줄이세요.',
  'bad-id': '잘못된 ID입니다. 글자, 숫자, 점, 밑줄, 하이픈만 64자까지 사용하세요.',
  'bad-duration': '잘못된 시간입니다. "30s", "10m", "1h"처럼 숫자와 단위(ms, s, m, h, d)로 입력하세요.',
  'bad-listen':
    '지표는 이 컴퓨터에서만 읽을 수 있습니다. "127.0.0.1:9096" 같은 루프백 주소나 "unix:/경로"를 입력하세요.',
  'bad-receive-listen':
    '잘못된 주소입니다. "127.0.0.1:9095"처럼 IP 주소와 포트를 입력하거나 "unix:/경로"를 입력하세요.',
  'bad-range': '잘못된 주소 또는 범위입니다: {{range}}. "10.0.0.0/8"처럼 입력하세요.',
  'needs-tls':
    '다른 컴퓨터에서 접속할 수 있는 주소에는 TLS가 필요합니다. receive.tls를 설정하거나 "127.0.0.1:9095"를 사용하세요.',
  'needs-token':
    '다른 컴퓨터에서 접속할 수 있는 주소에는 토큰이 필요합니다. receive.tokens에 비밀 값의 이름을 입력하세요.',
  'tls-on-socket': 'Unix 소켓에는 TLS를 사용할 수 없습니다. receive.tls를 삭제하세요.',
  'no-receiver': '알림을 수신하는 주소가 없습니다. "127.0.0.1:9095"처럼 receive.listen을 설정하세요.',
  'no-receive-token':
    '설정되지 않은 토큰입니다: {{id}}. 이 토큰을 쓰는 요청은 거부되니 다음 명령이나 환경 변수로 설정하세요: logbell keys set --receive {{id}}, {{variable}}',
  'bad-value': '사용할 수 없는 값입니다. 문서의 예를 확인하세요.',
  'out-of-range': '범위를 벗어난 값입니다. 허용 범위: {{minimum}}~{{maximum}}.',
  'newer-version': '더 새로운 Logbell에서 만든 설정입니다(설정 버전 {{version}}). Logbell을 업데이트하세요.',
  'duplicate-id': 'ID가 중복되었습니다: {{id}}. 하나를 변경하세요.',
  'unknown-file': '알 수 없는 로그입니다: {{id}}. files에 있는 ID를 입력하세요.',
  'unknown-recipient': '알 수 없는 수신자입니다: {{id}}. recipients에 있는 ID를 입력하세요.',
  'no-recipients': '수신자가 없습니다. 한 명 이상 추가하세요.',
  'bad-regex': '정규식이 올바르지 않습니다. {{reason}}',
  'too-many-regexes': '앞의 정규식만으로 전체 복잡도 한도에 도달했습니다. 정규식을 더 단순하게 수정하거나 줄이세요.',
  'matches-empty': '비어 있거나 모든 줄과 일치하는 패턴입니다. 더 구체적으로 입력하세요.',
  'matches-anything': '내용과 관계없이 거의 모든 줄과 일치하는 패턴입니다. 더 구체적으로 입력하세요.',
  'matches-most': '로그의 마지막 {{lines}}줄 중 {{matches}}줄이 이 규칙과 일치합니다. 패턴을 더 구체적으로 입력하세요.',
  'never-counts': '규칙과 일치하는 줄이 모두 이 패턴과도 일치하여 알림이 발생하지 않습니다. 더 구체적으로 입력하세요.',
  'watches-nothing': '선택한 로그가 없어 이 규칙은 아무것도 감시하지 않습니다. 로그를 선택하세요.',
  'always-quiet':
    '방해 금지 시간이 일주일 전체라서 긴급 규칙만 알립니다. 요약 문자를 보낼 수 있도록 시간을 비워 두세요.',
  'unknown-variable': '알 수 없는 변수라서 문자에서 빠집니다: {{variable}}. 변수나 그룹의 이름을 확인하세요.',
  'bad-pattern': '패턴에는 text와 regex 중 하나만 있어야 합니다.',
  'bad-multi-line': 'multiLine에는 preset과 firstLine 중 하나만 있어야 합니다.',
  'unknown-group': '정규식에 없는 그룹입니다: {{group}}. 그룹의 번호나 이름을 입력하세요.',
  'no-key': '구분 기준이 필요한 설정입니다. 구분 기준(config.json의 key)을 먼저 입력하세요.',
  'pair-and-absence': '한 규칙에 pair와 absence를 함께 사용할 수 없습니다. 규칙을 둘로 나누세요.',
  'same-name': '이름이 같은 규칙이 있어 문자와 기록에서 구분할 수 없습니다: {{name}}. 하나의 이름을 변경하세요.',
  'never-affordable':
    '알림 한 번에 필요한 문자가 발송 한도를 넘습니다($t(noun.text, {"count": {{texts}} })). 발송 한도를 늘리거나 수신자를 줄이세요.',
  'effect-barred': '함께 사용하면 효과가 없는 설정입니다: {{field}}. 둘 중 하나를 삭제하세요.',
  'effect-needs': '다음 설정이 있어야 효과가 있습니다: {{field}}. 그 설정을 추가하거나 이 항목을 삭제하세요.',
  'shorter-than': '다음 설정보다 짧아 효과가 없습니다: {{field}}. 더 길게 입력하거나 삭제하세요.',
  'never-reached': '이 조건은 충족될 수 없어 알림이 발생하지 않습니다. 시간 범위를 늘리거나 건수를 줄이세요.',
  'escalates-to-recipient':
    '이미 이 규칙의 알림을 받는 수신자입니다: {{name}}. 에스컬레이션할 다른 수신자를 선택하거나, 이 규칙의 수신자를 따로 지정하세요.',
  'bad-length': '잘못된 길이입니다: {{variable}}. 세로줄(|) 뒤에 4~2000 사이의 바이트 수를 입력하세요.',
  'bad-time': '잘못된 시각입니다. 23:00처럼 두 자리 시와 분으로 입력하세요. 종료 시각에는 24:00도 사용할 수 있습니다.',
  'bad-zone': '알 수 없는 시간대입니다: {{zone}}. Asia/Seoul처럼 입력하세요.',
  'empty-span': '시작과 종료가 같습니다. 하루 전체는 00:00부터 24:00까지로 입력하세요.',
  'bad-number': '국내 전화번호가 아닙니다. 010이나 지역 번호부터 모두 입력하세요(예: 010-1234-5678).',
  'bad-foreign-number': '해외 전화번호가 아닙니다. 국가 번호를 뺀 숫자 4~14자리를 입력하세요.',
  'number-not-textable':
    '문자를 받을 수 없는 번호입니다(15xx·16xx·18xx 대표번호, 060, 080). 휴대전화 번호를 입력하세요.',
  'bad-country-code': '국가 번호가 아닙니다. 숫자 1~3자리를 입력하세요(한국 82, 미국 1, 일본 81).',
  'bad-from':
    '발신번호가 아닙니다. 콘솔에 등록한 번호를 지역 번호부터 입력하세요(예: 02-123-4567). 15xx·16xx·18xx에는 지역 번호가 없습니다.',
  'from-personal': '050 번호는 발신번호로 사용할 수 없습니다. 콘솔에 등록한 휴대전화 번호나 유선 번호를 입력하세요.',
  'empty-path': '경로가 비어 있습니다. 파일 경로나 경로 패턴을 입력하세요(예: /var/log/app/*.log).',
  'relative-path': '절대 경로가 아닙니다: {{path}}. /로 시작하는 경로를 입력하세요.',
  'costly-glob': '+(…) 같은 그룹이 있는 경로는 비교하는 데 너무 오래 걸립니다. *, ?, [ ], { }를 사용하세요.',
  'path-or-journal': '로그에는 path, journal, alerts 중 하나만 있어야 합니다.',
  'only-with-path': 'path가 있는 로그에만 쓸 수 있는 필드입니다: {{field}}. 이 로그에서 삭제하세요.',
  'bad-journal-match': '조건이 올바르지 않습니다: {{match}}. 필드와 값을 입력하세요(예: _TRANSPORT=kernel).',
  'journal-directory-alone': 'directory는 namespace, user와 함께 쓸 수 없습니다. 둘 중 한쪽을 삭제하세요.',
  'bad-url': '주소가 올바르지 않습니다. https://로 시작하는 주소를 입력하세요.',
  'url-with-login': 'URL에 사용자 이름이나 비밀번호가 있습니다. @ 앞부분을 삭제하고 채널의 비밀 값으로 등록하세요.',
  'bad-secret': '비밀 값이 비어 있거나 너무 길거나, 공백 또는 줄바꿈이 있습니다. 다시 복사해 붙여 넣으세요.',
  'unknown-channel': '알 수 없는 채널입니다: {{id}}. channels에 있는 ID를 입력하세요.',
  'no-alertmanager': 'Alertmanager 주소가 없습니다. 설정에 alertmanager.urls를 추가하세요.',
  'alerts-to-alertmanager':
    '수신한 알림을 Alertmanager로 되돌려 보내는 규칙입니다: {{id}}. files에서 alerts 로그를 빼거나 to를 삭제하세요.',
  'no-alertmanager-token':
    '토큰이 없습니다: {{name}}. 명령, 환경 변수, systemd 자격 증명 중 하나로 설정하세요: logbell keys set --alertmanager {{name}}, {{variable}}, {{credential}}',
  'same-url': '주소가 중복되었습니다. 하나를 삭제하세요.',
  'bad-label': '레이블 이름이 올바르지 않습니다: {{name}}. 영문, 숫자, 밑줄만 사용하세요.',
  'own-label': 'Logbell이 직접 지정하는 레이블입니다: {{name}}. 다른 이름을 사용하세요.',
  'no-channels': '채널이 없습니다. channels에 있는 ID를 하나 이상 추가하세요.',
  'secret-in-settings':
    '설정에 넣을 수 없는 비밀 값입니다. 삭제하고 다음 명령을 실행하세요: logbell keys set --channel {{id}}',
  'secret-in-header':
    '비밀 값이 들어 있을 수 있는 헤더라서 설정에 두면 노출될 수 있습니다: {{name}}. 토큰으로 등록하세요: logbell keys set --channel {{id}}',
  'no-channel-secret':
    '채널의 비밀 값이 없습니다: {{title}}({{name}}). 창에서 입력하거나 다음 명령을 실행하세요: logbell keys set --channel {{id}}',
  'no-channel-credential':
    '채널의 비밀 값이 없습니다: {{title}}({{name}}). 다음 이름의 자격 증명으로 서비스에 전달하세요: {{credential}}',
  'unused-channel': '아무것도 보내지 않는 채널입니다. 규칙, delivery, problems 중 한 곳에 ID를 추가하거나 삭제하세요.',
  'bad-header': '헤더 이름이 올바르지 않습니다: {{name}}. 영문, 숫자, 하이픈만 사용하세요.',
  'own-header':
    'Logbell이 직접 설정하는 헤더입니다: {{name}}. 삭제하세요. 토큰을 보내려면 다음 명령을 실행하세요: logbell keys set --channel {{id}}',
  'bad-header-value': '헤더 값이 올바르지 않습니다: {{name}}. 영문, 숫자, 기호로 된 한 줄을 입력하세요.',
  'bad-host': '서버 이름이 올바르지 않습니다. smtp.example.com처럼 이름이나 주소만 입력하세요.',
  'bad-mail-address': '이메일 주소가 올바르지 않습니다. ops@example.com처럼 입력하세요.',
  'mail-in-clear': '암호화하지 않은 메일은 이 컴퓨터(127.0.0.1)로만 보낼 수 있습니다. "tls"나 "starttls"를 사용하세요.',
  'unusual-port': '이 포트에는 보통 다른 보안 방식을 사용합니다: {{port}}, "{{security}}". 두 값을 확인하세요.',
  'http-not-loopback': 'http:// 주소는 이 컴퓨터(127.0.0.1)에만 사용할 수 있습니다. https://를 사용하세요.',
  'http-in-clear': 'http:// 주소는 암호화되지 않습니다. 서버가 지원하면 https://를 사용하세요.',
  'no-url-or-id': '하트비트의 URL이 없습니다. 모니터의 핑 URL이나 푸시 URL을 복사해 입력하세요.',
  'no-service-id': 'SENS 서비스 ID가 없습니다. 콘솔의 SENS > Project에서 ncp:sms:로 시작하는 값을 복사하세요.',
  'bad-service-id': 'SENS 서비스 ID가 아닙니다. ncp:sms:kr:숫자:이름 형태의 값을 콘솔의 SENS > Project에서 복사하세요.',
  'no-from': '발신번호가 없습니다. 콘솔의 SENS > SMS > Calling Number에 등록한 번호를 입력하세요.',
  'no-keys':
    'Access Key와 Secret Key가 없습니다. 콘솔의 계정 관리 > 인증키 관리에서 만들어 입력하거나, LOGBELL_ACCESS_KEY와 LOGBELL_SECRET_KEY 환경 변수로 지정하세요.',
  'no-credentials':
    'Access Key와 Secret Key가 없습니다. 서비스용 인증키를 저장하려면 다음 명령을 실행하세요: sudo logbell setup --system',
  'credentials-hidden':
    '중지된 서비스의 인증키는 root만 읽을 수 있습니다. 다음 명령으로 확인하세요: sudo logbell --system check',
  'no-system-settings': '서비스 설정이 아직 없습니다. 다음 명령을 실행하세요: sudo logbell setup --system',
  'system-denied': '서비스 설정을 읽을 권한이 없습니다. sudo로 실행하세요.',
  'service-denied':
    '서비스에 설정을 읽을 권한이 없습니다. 다음 명령을 실행하세요: sudo chgrp logbell "{{file}}" && sudo chmod 640 "{{file}}"',
  'keys-unreadable': '인증키 파일을 읽을 수 없습니다({{reason}}): {{file}}. 파일 권한을 확인하세요.',
  'keys-too-large':
    '인증키 파일이 너무 큽니다({{size}}MB, 최대 {{limit}}MB): {{file}}. 파일을 다른 곳으로 옮기고 인증키를 다시 입력하세요.',
  'prints-keys':
    'NODE_DEBUG에 http, https, net, tls가 있으면 Node가 인증키를 출력합니다. NODE_DEBUG를 삭제하고 다시 실행하세요.',
  'sens-v1':
    'SENS v1 설정(X-NCP-auth-key, X-NCP-service-secret)은 더 이상 사용할 수 없습니다. 계정의 Access Key와 Secret Key, ncp:sms:로 시작하는 v2 서비스 ID를 입력하세요.',
} as const satisfies Record<SettingsProblemCode, string>;

/** Korean sentences for faults of regular expressions: the cause, then the remedy. */
export const regexFault = {
  'unclosed-group': '"("가 닫히지 않았습니다. ")"로 닫거나, 괄호를 문자 그대로 찾으려면 "\\("로 입력하세요.',
  'unopened-group': '")"의 짝이 없습니다. 삭제하거나, 괄호를 문자 그대로 찾으려면 "\\)"로 입력하세요.',
  'unclosed-class': '"["가 닫히지 않았습니다. "]"로 닫거나, 대괄호를 문자 그대로 찾으려면 "\\["로 입력하세요.',
  'class-order':
    '[ ] 안 범위의 처음과 끝이 바뀌었습니다. "a-z"처럼 입력하거나, 하이픈을 문자 그대로 찾으려면 "\\-"로 입력하세요.',
  'nothing-to-repeat':
    '*, +, ?, { } 앞에 반복할 대상이 없습니다. 대상을 앞에 입력하거나, 그 문자를 그대로 찾으려면 앞에 "\\"를 붙이세요.',
  'bad-repeat': '(?<=…)와 (?<!…)는 반복할 수 없습니다. 그 뒤의 *, +, ?, { }를 삭제하세요.',
  'count-order': '{ } 안 두 수의 순서가 바뀌었습니다. "{1,3}"처럼 작은 수를 먼저 입력하세요.',
  'bad-group':
    '사용할 수 없는 그룹 "(?…"이 있습니다. (?:…), (?=…), (?!…), (?<=…), (?<!…), (?<name>…)을 사용할 수 있습니다. 대소문자를 무시하려면 (?i) 대신 대소문자 무시 설정(ignoreCase)을 사용하세요.',
  'bad-group-name': '그룹 이름이 올바르지 않습니다. (?<name>…)처럼 글자로 시작하는 이름을 < > 안에 입력하세요.',
  'same-group-name': '이름이 같은 그룹이 둘 있습니다. 하나의 이름을 변경하세요.',
  'no-such-group': '\\k에 지정한 이름의 그룹이 없습니다. (?<name>…)의 이름을 \\k<name>으로 입력하세요.',
  'bad-escape': '사용할 수 없는 "\\" 표기가 있습니다. "\\"를 문자 그대로 찾으려면 "\\\\"로 입력하세요.',
  'escape-at-end': '"\\"로 끝납니다. 뒤에 문자를 추가하거나, "\\"를 문자 그대로 찾으려면 "\\\\"로 입력하세요.',
  'too-complex':
    '너무 복잡해서 안전하게 실행할 수 없습니다. 연속된 선택 요소(?, *), 대안(|), \\b를 줄이거나 규칙을 여러 개로 나누세요.',
  other: '{{reason}}',
} as const satisfies Record<RegexFaultCode, string>;

/** Korean strings about images: the file dialog, and why an image is refused, with the remedy. */
export const image = {
  kind: 'JPEG 이미지',
  unreadable: '이미지 파일을 읽을 수 없습니다({{reason}}). 경로와 읽기 권한을 확인하세요.',
  'not-jpeg': 'JPEG 이미지가 아닙니다. JPEG(.jpg) 파일을 선택하세요.',
  'too-heavy': '이미지 용량이 너무 큽니다({{kilobytes}}KB). 300KB 이하로 줄이세요.',
  'too-large': '이미지 크기가 너무 큽니다({{width}}×{{height}}픽셀). 1500×1440픽셀 이하로 줄이세요.',
} as const satisfies Record<ImageFault['code'] | 'kind', string>;

import type { RegexFaultCode } from '../../settings/patterns/regex-errors';
import type { SettingsProblemCode } from '../../settings/problems';

/** Korean sentences for faults in the settings: the cause, then the remedy. */
export const settingsProblem = {
  'not-json': '설정 파일이 올바른 JSON이 아닙니다({{reason}}). 쉼표와 괄호를 확인하십시오.',
  unreadable: '설정 파일을 읽을 수 없습니다({{reason}}). 파일과 폴더의 읽기 권한을 확인하십시오.',
  'too-large':
    '파일이 너무 큽니다({{size}}MB). Logbell은 {{limit}}MB까지 읽습니다. 내용을 줄이거나 백업 파일로 되돌리세요.',
  'not-saved': '설정을 저장하지 못했습니다({{reason}}). 설정 폴더의 빈 공간과 쓰기 권한을 확인하십시오.',
  'not-an-object': '설정은 { … } 형태의 JSON 객체여야 합니다.',
  'unknown-field': '알 수 없는 항목입니다. 철자를 확인하거나 지우십시오.',
  missing: '값이 빠져 있습니다. 값을 적으십시오.',
  'wrong-type': '값의 종류가 다릅니다. {{expected}} 형식이어야 합니다.',
  'bad-choice': '고를 수 없는 값입니다. 가능한 값: {{choices}}.',
  'too-long': '너무 깁니다. {{maximum}}자까지 쓸 수 있습니다.',
  'too-many': '항목이 너무 많습니다. {{maximum}}개까지 둘 수 있습니다.',
  'bad-id': 'ID는 글자, 숫자, 점, 밑줄, 하이픈만으로 64자 이내여야 합니다.',
  'bad-duration': '시간은 "30s", "10m", "1h"처럼 숫자와 단위(ms, s, m, h, d)로 적으십시오.',
  'bad-value': '쓸 수 없는 값입니다. 문서의 예를 보고 고치십시오.',
  'out-of-range': '범위를 벗어난 값입니다. {{minimum}}에서 {{maximum}} 사이로 적으십시오.',
  'newer-version': '더 새로운 Logbell이 만든 설정(버전 {{version}})입니다. Logbell을 업데이트하십시오.',
  'duplicate-id': 'ID "{{id}}"가 두 번 쓰였습니다. 하나를 바꾸십시오.',
  'unknown-file': '"{{id}}"라는 파일이 없습니다. files에 있는 ID를 쓰십시오.',
  'unknown-recipient': '"{{id}}"라는 받는 사람이 없습니다. recipients에 있는 ID를 쓰십시오.',
  'no-recipients': '받는 사람이 없습니다. 한 명 이상 추가하십시오.',
  'bad-regex': '정규식이 올바르지 않습니다. {{reason}}',
  'too-many-regexes': '앞에 있는 정규식만으로 전체 한도에 이르렀습니다. 정규식을 단순하게 고치거나 줄이세요.',
  'matches-empty': '비어 있거나 모든 줄과 일치하는 패턴입니다. 더 구체적으로 입력하세요.',
  'matches-anything': '줄의 내용과 관계없이 거의 모든 줄에 맞는 패턴입니다. 더 구체적으로 적으십시오.',
  'matches-most': '파일의 마지막 {{lines}}줄 중 {{matches}}줄이 이 규칙에 맞습니다. 더 구체적으로 적으십시오.',
  'never-counts': '규칙이 찾는 줄이 모두 이 패턴에도 맞아 규칙이 작동하지 않습니다. 더 구체적으로 적으십시오.',
  'watches-nothing': '고른 파일이 없어 이 규칙은 아무것도 보지 않습니다. 파일을 고르십시오.',
  'always-quiet':
    '조용한 시간이 일주일 내내 이어져 긴급 규칙만 문자를 보냅니다. 모아 보낼 때가 오도록 빈 시간을 두십시오.',
  'unknown-variable': '{{variable}}에 넣을 값이 없어 문자에서 빠집니다. 변수의 이름이나 그룹을 확인하십시오.',
  'bad-pattern': '패턴은 text 또는 regex 가운데 하나만 있어야 합니다.',
  'bad-multi-line': 'multiLine에는 preset이나 firstLine 가운데 하나만 있어야 합니다.',
  'unknown-group': '이 규칙의 정규식에는 "{{group}}"라는 그룹이 없습니다. 그룹의 번호나 이름을 적으십시오.',
  'no-key': 'key가 있어야 쓸 수 있습니다. 구분할 그룹을 key에 적으십시오.',
  'pair-and-absence': 'pair와 absence는 한 규칙에 함께 둘 수 없습니다. 규칙을 둘로 나누십시오.',
  'same-name': '이름이 "{{name}}"인 규칙이 둘 이상이라 문자와 기록에서 구분되지 않습니다. 이름을 바꾸십시오.',
  'never-affordable':
    '문자 한 번에 {{texts}}건이 나가 예산을 넘으므로 제때 보내지 못합니다. budget을 늘리거나 받는 사람을 줄이십시오.',
  'effect-barred': '{{field}}가 있는 규칙에서는 효과가 없습니다. 둘 가운데 하나를 지우십시오.',
  'effect-needs': '{{field}} 설정이 없으면 효과가 없습니다. 그 설정을 적거나 이 항목을 지우십시오.',
  'shorter-than': '{{field}}보다 짧아 효과가 없습니다. 더 길게 적거나 지우십시오.',
  'never-reached': '이 시간 안에 그만큼 일어날 수 없어 알리지 않습니다. within을 늘리거나 count를 줄이십시오.',
  'bad-length': '{{variable}}의 길이가 올바르지 않습니다. 막대(|) 뒤에 4에서 2000 사이의 바이트 수를 적으십시오.',
  'bad-time': '시각은 "23:00"처럼 두 자리 시와 분으로 적으십시오. 끝나는 시각에는 "24:00"도 쓸 수 있습니다.',
  'bad-zone': '"{{zone}}"라는 시간대를 알 수 없습니다. "Asia/Seoul"처럼 적으십시오.',
  'empty-span': '시작과 끝이 같습니다. 온종일이면 "00:00"에서 "24:00"으로 적으십시오.',
  'bad-number': '국내 전화번호가 아닙니다. 지역 번호나 010부터 모두 적으십시오(예: 010-1234-5678).',
  'bad-foreign-number': '해외 전화번호가 아닙니다. 국가 번호를 뺀 숫자 4~14자리로 적으십시오.',
  'number-not-textable':
    '문자를 받을 수 없는 번호입니다(15xx·16xx·18xx 대표번호, 060, 080). 휴대전화 번호를 적으십시오.',
  'bad-country-code': '국가 번호가 아닙니다. 숫자 1~3자리로 적으십시오(한국 82, 미국 1, 일본 81).',
  'bad-from':
    '발신번호가 아닙니다. 콘솔에 등록한 번호를 지역 번호부터 적으십시오(예: 02-123-4567). 15xx·16xx·18xx에는 지역 번호가 없습니다.',
  'from-personal': '050 번호는 발신번호로 쓸 수 없습니다. 콘솔에 등록한 휴대전화나 유선 번호를 적으십시오.',
  'empty-path': '경로가 비어 있습니다. 파일 경로나 패턴을 적으십시오(예: /var/log/app/*.log).',
  'relative-path': '"{{path}}"는 절대 경로가 아닙니다. /로 시작하는 경로를 적으십시오.',
  'costly-glob': '경로에 있는 +(…) 같은 그룹은 이름과 비교하는 데 너무 오래 걸립니다. *, ?, [ ], { }를 사용하세요.',
  'bad-url': '주소가 올바르지 않습니다. https://로 시작하는 주소를 적으십시오.',
  'http-not-loopback': 'http:// 주소는 이 컴퓨터(127.0.0.1)에만 쓸 수 있습니다. https://를 쓰십시오.',
  'no-service-id': 'SENS 서비스 ID가 없습니다. 콘솔의 SENS > Project에서 ncp:sms:로 시작하는 값을 복사하십시오.',
  'bad-service-id':
    'SENS 서비스 ID가 아닙니다. ncp:sms:kr:숫자:이름 형태의 값을 콘솔의 SENS > Project에서 복사하십시오.',
  'no-from': '발신번호가 없습니다. 콘솔의 SENS > SMS > Calling Number에 등록한 번호를 적으십시오.',
  'no-keys':
    'Access Key와 Secret Key가 없습니다. 콘솔의 계정 관리 > 인증키 관리에서 만들어 넣거나, LOGBELL_ACCESS_KEY와 LOGBELL_SECRET_KEY 환경 변수로 주십시오.',
  'keys-unreadable': '인증키 파일을 읽을 수 없습니다({{reason}}): {{file}}. 파일 권한을 확인하세요.',
  'keys-too-large':
    '인증키 파일이 너무 큽니다({{size}}MB): {{file}}. Logbell은 {{limit}}MB까지 읽습니다. 파일을 다른 곳으로 옮기고 인증키를 다시 입력하세요.',
  'prints-keys':
    'NODE_DEBUG에 http, https, net, tls가 있으면 Node가 인증키를 출력합니다. NODE_DEBUG를 지우고 다시 실행하십시오.',
  'sens-v1':
    'SENS v1 설정(X-NCP-auth-key, X-NCP-service-secret)입니다. v1은 끝났습니다. v2에는 계정의 Access Key와 Secret Key, 그리고 ncp:sms:로 시작하는 서비스 ID가 필요합니다.',
} as const satisfies Record<SettingsProblemCode, string>;

/** Korean sentences for faults of regular expressions: the cause, then the remedy. */
export const regexFault = {
  'unclosed-group': '여는 괄호 "("가 닫히지 않았습니다. ")"로 닫거나, 괄호 글자라면 "\\("로 적으십시오.',
  'unopened-group': '닫는 괄호 ")"의 짝이 없습니다. 지우거나, 괄호 글자라면 "\\)"로 적으십시오.',
  'unclosed-class': '여는 대괄호 "["가 닫히지 않았습니다. "]"로 닫거나, 대괄호 글자라면 "\\["로 적으십시오.',
  'class-order': '[ ] 안 범위의 처음과 끝이 바뀌었습니다. "a-z"처럼 적거나, 하이픈 글자라면 "\\-"로 적으십시오.',
  'nothing-to-repeat':
    '*, +, ?, { } 앞에 반복할 것이 없습니다. 반복할 것을 앞에 적거나, 그 글자라면 앞에 "\\"를 붙이십시오.',
  'bad-repeat': '(?<=…)나 (?<!…)는 반복할 수 없습니다. 그 뒤의 *, +, ?, { }를 지우십시오.',
  'count-order': '{ } 안 두 수의 순서가 바뀌었습니다. "{1,3}"처럼 작은 수를 먼저 적으십시오.',
  'bad-group':
    '쓸 수 없는 그룹 "(?…"이 있습니다. (?:…), (?=…), (?!…), (?<=…), (?<!…), (?<name>…)을 쓸 수 있습니다. 대소문자를 가리지 않으려면 (?i) 대신 그 설정(ignoreCase)을 켜십시오.',
  'bad-group-name': '그룹 이름이 올바르지 않습니다. (?<name>…)처럼 글자로 시작하는 이름을 < >로 묶으십시오.',
  'same-group-name': '이름이 같은 그룹이 둘 있습니다. 하나의 이름을 바꾸십시오.',
  'no-such-group': '\\k가 가리키는 이름의 그룹이 없습니다. (?<name>…)의 이름을 \\k<name>으로 적으십시오.',
  'bad-escape': '쓸 수 없는 "\\" 표기가 있습니다. "\\" 글자라면 "\\\\"로 적으십시오.',
  'escape-at-end': '끝이 "\\"입니다. 뒤에 글자를 더하거나, "\\" 글자라면 "\\\\"로 적으십시오.',
  'too-complex':
    '너무 복잡해서 안전하게 실행할 수 없습니다. 잇따른 선택 요소(?, *), 대안(|), \\b를 줄이거나 규칙을 여러 개로 나누세요.',
  other: '{{reason}}',
} as const satisfies Record<RegexFaultCode, string>;

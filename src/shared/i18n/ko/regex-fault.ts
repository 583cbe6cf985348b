import type { RegexFaultCode } from '../../settings/patterns/regex-errors';

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

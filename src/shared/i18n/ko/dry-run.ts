import type { DecisionWhy } from '../../contract/history';

/** Korean strings of dry runs, for the window and the command line. */
export const dryRun = {
  read: '읽은 로그: $t(noun.file, {"count": {{files}} }), $t(noun.line, {"count": {{lines}} })({{size}}).',
  came: '$t(noun.match, {"count": {{matches}} }) → $t(noun.text, {"count": {{sent}} }), 약 {{won, number}}원.',
  none: '일치하는 줄이 없어 보냈을 문자가 없습니다.',
  nothingRead: '읽을 수 있는 로그 파일이 없습니다.',
  nobody: '수신자 없음(데스크톱에만 알림)',
  expected: '나와야 할 줄이므로 알리지 않습니다.',
  warning: {
    'matches-all':
      '거의 모든 줄과 일치합니다({{lines, number}}줄 중 {{matches, number}}줄). 패턴을 더 구체적으로 입력하세요.',
    'many-texts':
      '{{date}} 하루에만 문자 {{texts, number}}건을 보냈을 것입니다. 재알림 간격, 임계값 또는 발송 한도를 설정하세요.',
    'cut-short':
      '너무 많아 중단했습니다($t(noun.match, {"count": {{matches}} }), $t(noun.text, {"count": {{texts}} })). 실제로는 더 많습니다.',
    'pattern-too-slow': '패턴이 너무 느려 일부 줄을 검사하지 못했습니다. 정규식을 더 단순하게 수정하세요.',
    'exception-too-slow': '제외 패턴이 너무 느려 일부 줄에 적용하지 못했습니다. 정규식을 더 단순하게 수정하세요.',
    'too-many-keys': '구분 값이 1,000개를 넘어 오래된 값은 제외했습니다.',
    'times-estimated': '시각이 없는 줄이 있어 파일 날짜로 추정했습니다: $t(noun.line, {"count": {{matches}} }).',
  },
  held: {
    matched: '알림',
    grouped: '묶음 대기',
    'no-recipients': '수신자 없음',
    paused: '일시 중지',
    muted: '규칙 음소거',
    threshold: '임계값 미달',
    'threshold-over': '시간 범위 안에 이미 알림',
    quiet: '방해 금지 시간',
    reserved: 'SENS 예약',
    joined: '대기 중인 문자에 합산',
    budget: '발송 한도 소진',
    cooldown: '재알림 간격',
    'pair-started': '작업 시작',
    'pair-open': '이미 시작된 작업',
    'pair-ended': '제때 완료',
    'pair-alone': '시작 줄 없이 완료',
    'pair-late': '늦게 완료',
    overdue: '제때 완료되지 않음',
  } satisfies Readonly<Record<DecisionWhy, string>>,
  leftOut: {
    missing: '파일이 없습니다. 경로를 확인하세요.',
    denied: '읽기 권한이 없습니다. 권한을 부여하거나 파일의 그룹에 사용자를 추가하세요.',
    special: '일반 파일이 아닙니다. 로그 파일을 선택하세요.',
    own: 'Logbell이 직접 쓰는 파일입니다. 다른 로그 파일을 선택하세요.',
    damaged: '압축 파일이 손상되어 일부만 읽었습니다. gzip -t로 확인하세요.',
    compression: '지원하지 않는 압축 형식입니다(.gz만 지원). 압축을 해제하세요.',
    'too-many': '파일이 너무 많아 읽지 않았습니다. 경로를 더 구체적으로 입력하세요.',
    failed: '파일을 읽지 못했습니다. 디스크와 마운트 상태를 확인하세요.',
  },
} as const;
